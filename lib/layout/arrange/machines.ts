import { elementId, type ElementId } from '@/lib/net/element-id'
import type { DesignView } from '@/lib/design/view'
import { bottom, type Block, type Spot, spot, widest } from '@/lib/layout/block'
import { cardById } from '@/lib/layout/item'
import { GAP } from '@/lib/layout/sizes'

/** Room between two columns: hairlines from machines to their segments run here. */
const WIRES = 40
const KINDS = ['router', 'segment', 'host'] as const

/** Which machine stands on which segment, by their ids, within one site. */
function wiresOf(view: DesignView, ids: ReadonlySet<ElementId>): ReadonlyMap<ElementId, readonly ElementId[]> {
  const wires = new Map<ElementId, ElementId[]>([...ids].map(id => [id, []]))
  for (const { id, element } of view.all) {
    if (!('interfaces' in element)) continue
    for (const segment of (element.interfaces ?? []).map(item => elementId(item.segment))) {
      wires.get(id)?.push(...(ids.has(segment) ? [segment] : []))
      wires.get(segment)?.push(...(ids.has(id) ? [id] : []))
    }
  }
  return wires
}

/** Columns of one connected part: what leads outwards first, then what is one wire further, and so on; siblings in the order of what they hang on. */
function columnsFrom(root: ElementId, wires: ReadonlyMap<ElementId, readonly ElementId[]>, seen: Set<ElementId>): readonly (readonly ElementId[])[] {
  const columns: ElementId[][] = []
  seen.add(root)
  for (let column = [root]; column.length > 0;) {
    columns.push(column)
    const next = [...new Set(column.flatMap(id => wires.get(id) ?? []))].filter(id => !seen.has(id))
    for (const id of next) seen.add(id)
    column = next
  }
  return columns
}

/** Machines and segments of a site without VPCs, as a tree that grows away from the site's outer side; parts without a wire between them below each other. */
export function machineSpots(view: DesignView, site: ElementId): readonly Spot[] {
  const ids = KINDS.flatMap(kind => view.childrenOf(site, kind).map(({ id }) => id))
  const wires = wiresOf(view, new Set(ids))
  const outwards = new Set<ElementId>(view.links.flatMap(({ link }) => link.ends.map(elementId)))
  const abroad = (id: ElementId) => view.all.some(one => one.id === id && 'interfaces' in one.element && (one.element.interfaces ?? []).some(({ segment }) => !ids.includes(elementId(segment))))
  const rank = (id: ElementId) => (outwards.has(id) || abroad(id) ? 1000 : 0) + (wires.get(id)?.length ?? 0)
  const seen = new Set<ElementId>()
  const parts = [...ids].sort((a, b) => rank(b) - rank(a)).flatMap(root => (seen.has(root) ? [] : [columnsFrom(root, wires, seen)]))
  // Machines that hang on nothing stand in rows.
  const alone = parts.filter(columns => columns.length === 1).flatMap(columns => columns.flat())
  const trees = parts.filter(columns => columns.length > 1)
  const spots: Spot[] = []
  for (const columns of [...trees, ...rows(alone)]) {
    const top = spots.length === 0 ? 0 : bottom(spots) + 2 * GAP
    spots.push(...tree(columns.map(column => column.map(id => cardById(view, id))), top))
  }
  return spots
}

const IN_A_ROW = 3
const rows = (ids: readonly ElementId[]): readonly (readonly (readonly ElementId[])[])[] =>
  Array.from({ length: Math.ceil(ids.length / IN_A_ROW) }, (_, row) => ids.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW).map(id => [id]).reverse())

/** The first column at the right, each column in the middle of the height. */
function tree(columns: readonly (readonly Block[])[], top: number): readonly Spot[] {
  const heightOf = (cards: readonly Block[]) => cards.reduce((sum, { h }) => sum + h + GAP, -GAP)
  const height = Math.max(...columns.map(heightOf))
  let x = columns.reduce((sum, cards) => sum + widest(cards) + WIRES, -WIRES)
  return columns.flatMap(cards => {
    const w = widest(cards)
    x -= w
    let y = top + (height - heightOf(cards)) / 2
    const placed = cards.map(card => { const one = spot({ ...card, w }, x, Math.round(y)); y += card.h + GAP; return one })
    x -= WIRES
    return placed
  })
}
