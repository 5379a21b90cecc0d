import type { DesignView, Placed } from '@/lib/design/view'
import type { ElementKind } from '@/lib/design/kinds/index'
import type { ElementId } from '@/lib/net/element-id'
import { type Block, bottom, shifted, type Spot, spot, stack, widest } from '@/lib/layout/block'
import { cardById, itemOf, stripWidth } from '@/lib/layout/item'
import { fixedOf, sizeGiven, unplaced, unplacedBlocks } from '@/lib/layout/place/placing'
import { settled } from '@/lib/layout/place/settle'
import { GAP, POD_GAP, STRIP } from '@/lib/layout/sizes'

const STAND_IN_SUBNETS = ['nat-gateway', 'load-balancer', 'host'] as const

/** Gateways, balancers and hosts that stand in this subnet: by their field, not by their parent. */
const standingIn = (view: DesignView, subnet: ElementId): readonly ElementId[] =>
  STAND_IN_SUBNETS.flatMap(kind => view.of(kind).filter(({ element }) => element.subnet === subnet).map(({ id }) => id))

/** A subnet is a card; with secondary ranges or something that stands in it, it is a box that holds them. */
export function subnetBlock(view: DesignView, { id, element }: Placed<'subnet'>): Block {
  const all = [...view.childrenOf(id, 'secondary-range').map(range => range.id), ...standingIn(view, id)].map(child => cardById(view, child))
  if (all.length === 0) return cardById(view, id)
  const ranges = unplacedBlocks(view, all)
  const item = itemOf(view, id, element, 'area')
  const w = Math.ceil(Math.max(widest(ranges) + 2 * POD_GAP, stripWidth(item)))
  const parts = shifted(stack(ranges.map(range => ({ ...range, w: w - 2 * POD_GAP })), POD_GAP), POD_GAP, STRIP + 2)
  return settled({ item, w, h: Math.max(bottom(parts), STRIP + 12) + POD_GAP, parts }, fixedOf(view, all), sizeGiven(view, id))
}

/** How high the middle of each node of a subnet stands in the column of clusters. */
function wantedMiddle(view: DesignView, subnet: ElementId, nodeMiddles: ReadonlyMap<string, number>): number | null {
  const middles = view.of('node').filter(({ element }) => element.subnet === subnet).flatMap(({ id }) => nodeMiddles.get(id) ?? [])
  return middles.length === 0 ? null : middles.reduce((sum, middle) => sum + middle, 0) / middles.length
}

/** The middles of all nodes in placed clusters, from the top of the column. */
export function nodeMiddles(clusters: readonly Spot[]): ReadonlyMap<string, number> {
  const middles = new Map<string, number>()
  for (const { block, y } of clusters) for (const part of block.parts) if (part.block.item.kind === 'node') middles.set(part.block.item.id, y + part.y + part.block.h / 2)
  return middles
}

/** Subnets beside their nodes where there is room, the others below. */
export function subnetColumn(view: DesignView, vpc: ElementId, middles: ReadonlyMap<string, number>): readonly Spot[] {
  const wanted = unplaced(view, view.childrenOf(vpc, 'subnet')).map(subnet => ({ block: subnetBlock(view, subnet), middle: wantedMiddle(view, subnet.id, middles) }))
  const placed = wanted.flatMap(({ block, middle }) => (middle === null ? [] : [{ block, middle }])).sort((a, b) => a.middle - b.middle)
  const w = widest(wanted.map(({ block }) => block))
  const spots: Spot[] = []
  for (const { block, middle } of placed) spots.push(spot(widened(block, w), 0, Math.max(middle - block.h / 2, spots.length === 0 ? 0 : bottom(spots) + GAP)))
  for (const { block, middle } of wanted) if (middle === null) spots.push(spot(widened(block, w), 0, spots.length === 0 ? 0 : bottom(spots) + GAP))
  return spots
}

const widened = (block: Block, w: number): Block => (block.hasPlaced === undefined ? { ...block, w, parts: block.parts.map(part => spot({ ...part.block, w: part.block.w + w - block.w }, part.x, part.y)) } : block)

/** Cards of some kinds, in the order of the kinds: that in which a packet meets them. */
export function cardsOf(view: DesignView, parent: ElementId, kinds: readonly ElementKind[]): readonly Block[] {
  return kinds.flatMap(kind => view.childrenOf(parent, kind).map(({ id }) => cardById(view, id)))
}

/** Cards below each other, all as wide as the widest; a second column where one would be higher than `height`. */
export function cardColumn(cards: readonly Block[], height: number): readonly Spot[] {
  const w = widest(cards)
  const same = cards.map(card => ({ ...card, w }))
  const fits = Math.max(3, Math.floor((height + GAP) / ((same[0]?.h ?? 1) + GAP)))
  const columns = Math.ceil(same.length / fits)
  const each = Math.ceil(same.length / Math.max(1, columns))
  return Array.from({ length: columns }, (_, column) => shifted(stack(same.slice(column * each, (column + 1) * each), GAP), column * (w + GAP + POD_GAP), 0)).flat()
}

/** The same column, its gaps stretched so that it ends at `height`. */
export function spread(spots: readonly Spot[], height: number): readonly Spot[] {
  const spare = height - bottom(spots)
  const rows = [...new Set(spots.map(({ y }) => y))].sort((a, b) => a - b)
  if (spare <= 0 || rows.length < 2) return spots
  const step = Math.min(28, spare / (rows.length - 1))
  return spots.map(({ block, x, y }) => spot(block, x, y + Math.round(step * rows.indexOf(y))))
}
