import type { DesignView, Placed } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { type Block, bottom, facing, type Facing, grid, right, shifted, spot, widest } from '@/lib/layout/block'
import { cardById, itemOf, stripWidth } from '@/lib/layout/item'
import { fixedOf, unplaced, unplacedBlocks, sizeGiven } from '@/lib/layout/place/placing'
import { leastOf } from '@/lib/layout/place/room'
import { settled } from '@/lib/layout/place/settle'
import { PAD, POD_GAP, STRIP } from '@/lib/layout/sizes'
import { nodeBlock, podColumns, podsByNode } from './node'

/** What stands in a cluster beside its nodes: services, API servers, and what runs nowhere yet. */
function objects(view: DesignView, id: ElementId): readonly Block[] {
  const running = (element: { readonly pods?: readonly unknown[] | undefined }) => (element.pods?.length ?? 0) > 0
  const card = ({ id }: { readonly id: ElementId }) => cardById(view, id)
  return [
    ...view.childrenOf(id, 'service').map(card),
    ...view.childrenOf(id, 'workload').filter(({ element }) => !running(element)).map(card),
    ...view.childrenOf(id, 'name-server').filter(({ element }) => !running(element)).map(card),
    ...view.childrenOf(id, 'api-server').map(card),
  ]
}

/** Rows of cards that fill the width: as many in a row as fit, and as pods stand in a row even where that makes it wider. */
function filled(cards: readonly Block[], width: number, wanted: number) {
  if (cards.length === 0) return []
  const columns = Math.max(1, Math.min(cards.length, Math.max(wanted, Math.floor((width + POD_GAP) / (widest(cards) + POD_GAP)))))
  const cell = Math.max(widest(cards), Math.floor((width - (columns - 1) * POD_GAP) / columns))
  return grid(cards.map(card => ({ ...card, w: cell })), columns, POD_GAP)
}

const nodeColumns = (nodes: number): number => (nodes <= 3 ? 1 : Math.ceil(Math.sqrt(nodes)))

/** A cluster: its nodes, and below them its services and API server. */
export function clusterBlock(view: DesignView, { id, element }: Placed<'cluster'>, to: Facing): Block {
  const item = itemOf(view, id, element)
  const pods = podsByNode(view)
  const nodes = view.childrenOf(id, 'node')
  const on = (node: Placed<'node'>) => pods.get(node.id) ?? []
  const all = nodes.flatMap(on)
  const cells = { columns: podColumns(Math.max(0, ...nodes.map(node => on(node).length))), cell: widest(all) }
  const drawn = unplaced(view, nodes).map(node => nodeBlock(view, node, on(node), cells))
  const nodeSpots = grid(drawn, nodeColumns(drawn.length), POD_GAP)
  const others = objects(view, id)
  const below = unplacedBlocks(view, others)
  const narrow = Math.max(right(nodeSpots), stripWidth(item) - 2 * PAD, below.length === 0 ? 0 : widest(below))
  const width = Math.max(narrow, right(filled(below, narrow, cells.columns)))
  const wide = drawn.length > 0 && nodeColumns(drawn.length) === 1 ? grid(drawn.map(node => ({ ...node, w: width, parts: shifted(node.parts, width - node.w, 0) })), 1, POD_GAP) : nodeSpots
  const turned = wide.map(({ block, x, y }) => spot(facing(block, to), x, y))
  const objectSpots = shifted(filled(below, width, cells.columns), 0, wide.length === 0 ? 0 : bottom(wide) + POD_GAP)
  const parts = shifted([...turned, ...objectSpots], PAD, STRIP + POD_GAP)
  const least = parts.length === 0 ? leastOf('cluster') : { w: 0, h: 0 }
  const free = { item, w: Math.max(least.w, Math.ceil(Math.max(right(parts), width + PAD) + PAD)), h: Math.max(least.h, Math.max(bottom(parts), STRIP + 24) + PAD), parts }
  return settled(facing(free, to), fixedOf(view, [...nodes.map(node => facing(nodeBlock(view, node, on(node), cells), to)), ...others]), sizeGiven(view, id))
}
