import { select } from '@/components/editor/selection'
import { Glyph } from '@/components/ui/glyph'
import { useInspecting } from './inspecting'

/** Leads to the element that a field names. */
export function Goto({ id }: { readonly id: string }) {
  const { opened } = useInspecting()
  if (!Object.hasOwn(opened.design.elements, id) && !Object.hasOwn(opened.design.links, id)) return null
  return (
    <button type="button" className="btn quiet icon goto" aria-label={`Go to ${id}`} title={`Go to ${id}`} onClick={() => select(id)}>
      <Glyph name="right" />
    </button>
  )
}
