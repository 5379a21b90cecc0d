import type { DesignView, Placed } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { type Block, bottom, facing, type Facing, right, shifted, type Spot, spot, stack, widest } from '@/lib/layout/block'
import { cardById, itemOf, stripWidth } from '@/lib/layout/item'
import { fixedOf, unplaced, unplacedBlocks } from '@/lib/layout/place/placing'
import { leastOf } from '@/lib/layout/place/room'
import { settled } from '@/lib/layout/place/settle'
import { COLUMN_GAP, GAP, GATEWAY_W, PAD, POD_GAP, STRIP } from '@/lib/layout/sizes'
import { type BorderItem, borderOf } from './border'
import { clusterBlock } from './cluster'
import { cardColumn, cardsOf, nodeMiddles, spread, subnetBlock, subnetColumn } from './columns'

/** A VPC whose gateways are not placed yet: they stand at its right border, at heights that its neighbour has a say in. */
export interface OpenVpc { readonly block: Block; readonly border: readonly BorderItem[]; readonly fixed: readonly Spot[]; readonly to: Facing }

const BESIDE = ['security-group', 'firewall', 'network-acl', 'route-table', 'name-server'] as const

/** Hosts that the design puts into no subnet. */
const outside = (view: DesignView, vpc: ElementId): readonly Block[] => view.childrenOf(vpc, 'host').filter(({ element }) => element.subnet === undefined).map(({ id }) => cardById(view, id))

function inColumns(columns: readonly (readonly Spot[])[]): readonly Spot[] {
  const spots: Spot[] = []
  for (const column of columns) if (column.length > 0) spots.push(...shifted(column, spots.length === 0 ? 0 : right(spots) + COLUMN_GAP, 0))
  return spots
}

/** From the left: clusters, subnets beside their nodes, filters and tables in the order in which a packet meets them, the border. */
export function vpcBlock(view: DesignView, { id, element }: Placed<'vpc'>, to: Facing): OpenVpc {
  const item = itemOf(view, id, element)
  const drawn = view.childrenOf(id, 'cluster').map(cluster => clusterBlock(view, cluster, to))
  const clusters = stack(unplacedBlocks(view, drawn), GAP)
  const subnets = subnetColumn(view, id, nodeMiddles(clusters))
  const height = Math.max(bottom(clusters), bottom(subnets), 240)
  const gateways = borderOf(view, id)
  const straddling = new Set(gateways.map(({ block }) => block.item.id))
  const rest = cardsOf(view, id, ['cloud-router']).filter(card => !straddling.has(card.item.id))
  const cards = [...cardsOf(view, id, BESIDE), ...outside(view, id), ...rest]
  const beside = spread(cardColumn(unplacedBlocks(view, cards), height), height)
  const parts = shifted(inColumns([clusters, subnets, beside]), PAD, STRIP + PAD)
  const border = gateways.filter(({ block }) => unplaced(view, [block.item]).length > 0)
  const edge = border.length === 0 ? PAD : widest(border.map(({ block }) => block)) / 2 + COLUMN_GAP
  const w = Math.ceil(Math.max(right(parts), GATEWAY_W + PAD, stripWidth(item) - PAD) + edge)
  const least = parts.length === 0 ? leastOf('vpc') : { w: 0, h: 0 }
  const subnetBlocks = view.childrenOf(id, 'subnet').map(subnet => subnetBlock(view, subnet))
  const fixed = fixedOf(view, [...drawn, ...subnetBlocks, ...cards, ...gateways.map(({ block }) => block)])
  return { border, fixed, to, block: { item, w: Math.max(least.w, w), h: Math.max(least.h, Math.max(bottom(parts), STRIP + 40) + PAD), parts } }
}

/** Wider at the left, so that the border stays at what stands beside it; higher, and its last cluster with it. */
export function stretched(block: Block, w: number, h: number): Block {
  const height = Math.max(h, block.h)
  const lowest = block.parts.findLast(part => part.block.item.kind === 'cluster')
  const parts = block.parts.map(part => (part === lowest ? spot({ ...part.block, h: Math.max(part.block.h, height - PAD - part.y) }, part.x, part.y) : part))
  return { ...block, w: Math.max(w, block.w), h: height, parts: shifted(parts, Math.max(0, w - block.w), 0) }
}

/** The VPC with its gateways on the border that faces the other site, each band from its own height on, and with what a person placed in it; grows where they need more. */
export function withBorder({ block, border, fixed, to }: OpenVpc, tops: Readonly<Record<'tunnels' | 'internet', number>>, given?: { readonly w?: number | undefined; readonly h?: number | undefined }): Block {
  const spots: Spot[] = []
  for (const band of ['tunnels', 'internet'] as const) {
    let y = Math.max(tops[band], spots.length === 0 ? 0 : bottom(spots) + POD_GAP)
    for (const { block: gateway } of border.filter(item => item.band === band)) {
      spots.push(spot(gateway, block.w - Math.round(gateway.w / 2), y))
      y += gateway.h + POD_GAP
    }
  }
  return settled(facing({ ...block, h: Math.max(block.h, bottom(spots) + PAD), parts: [...block.parts, ...spots] }, to), fixed, given)
}

/** How high a band is. */
export function bandHeight(border: readonly BorderItem[], band: 'tunnels' | 'internet'): number {
  const blocks = border.filter(item => item.band === band).map(item => item.block)
  return blocks.length === 0 ? 0 : bottom(stack(blocks, POD_GAP))
}
