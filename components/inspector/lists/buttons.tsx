import { Glyph } from '@/components/ui/glyph'

export function RemoveButton({ what, onClick }: { readonly what: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="btn quiet icon small" aria-label={`Remove ${what}`} title={`Remove ${what}`} onClick={onClick}>
      <Glyph name="close" className="s" />
    </button>
  )
}

export function AddButton({ title, onClick }: { readonly title: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="btn small add" data-add="" onClick={onClick}>
      <Glyph name="plus" className="s" />
      Add<span className="sr"> to {title}</span>
    </button>
  )
}

/** A list that may be absent says so, and can be made absent again: without a list of rules means something else than with an empty one. */
export function Absent({ items, required, onDrop }: { readonly items: readonly unknown[] | null; readonly required: boolean; readonly onDrop: (() => void) | null }) {
  if (items === null) return <p className="cap">Not given.</p>
  if (items.length > 0) return null
  return (
    <p className="cap row">
      Empty.
      {!required && onDrop !== null && <button type="button" className="ref" onClick={onDrop}>Take the list away</button>}
    </p>
  )
}
