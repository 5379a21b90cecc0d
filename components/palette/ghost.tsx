import { createPortal } from 'react-dom'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { useCatalogue } from './use-catalogue'

/** What is carried, under the pointer. */
export function Ghost() {
  const carried = useEditor((state) => state.canvas.carried)
  const over = useEditor((state) => state.canvas.over)
  const entry = useCatalogue()?.kinds.find(({ kind }) => kind === carried?.kind)
  if (carried === null || entry === undefined) return null
  return createPortal(
    <div className={`ghost f-${entry.family}${over === null ? '' : over.refusal === null ? ' may' : ' may-not'}`} style={{ transform: `translate(${carried.x}px, ${carried.y}px)` }} aria-hidden="true">
      <Glyph name={entry.glyph} />
      {entry.title}
      {over !== null && over.refusal === null && over.box !== null && <span className="dim">into {over.box}</span>}
    </div>,
    document.body,
  )
}
