import type { Named } from '@/components/editor/protocol'
import type { DesignView } from '@/lib/design/view'
import { itemOf } from '@/lib/layout/item'
import { type GlyphName, LOOKS } from '@/lib/layout/look'

/** What each element and link is called and looks like, wherever the page names it. */
export function namedOf(view: DesignView): Readonly<Record<string, Named>> {
  const elements = view.all.map(({ id, element }): readonly [string, Named] => {
    const look = LOOKS[element.kind]
    const item = itemOf(view, id, element)
    return [id, { ...look, glyph: item.glyph as GlyphName, label: view.nameOf(id), inside: element.parent ?? '' }]
  })
  const links = view.links.map(({ id, link }): readonly [string, Named] => [id, { ...LOOKS[link.kind], label: link.name ?? id, inside: link.ends.join(' – ') }])
  return Object.fromEntries([...elements, ...links])
}
