import type { DesignView, Placed } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { type Block, bottom, right, shifted, type Spot, spot, stack, widest } from '@/lib/layout/block'
import { cardById, itemOf, stripWidth } from '@/lib/layout/item'
import { COLUMN_GAP, GAP, GATEWAY_W, PAD, POD_GAP, STRIP } from '@/lib/layout/sizes'
import { type BorderItem, borderOf } from './border'
import { clusterBlock } from './cluster'
import { cardColumn, cardsOf, nodeMiddles, spread, subnetColumn } from './columns'

/** A VPC whose gateways are not placed yet: they stand at its right border, at heights that its neighbour has a say in. */
export interface OpenVpc { readonly block: Block; readonly border: readonly BorderItem[] }

const BESIDE = ['security-group', 'firewall', 'network-acl', 'route-table', 'name-server'] as const

/** Hosts that the design puts into no subnet. */
const outside = (view: DesignView, vpc: ElementId): readonly Block[] => view.childrenOf(vpc, 'host').filter(({ element }) => element.subnet === undefined).map(({ id }) => cardById(view, id))

function inColumns(columns: readonly (readonly Spot[])[]): readonly Spot[] {
  const spots: Spot[] = []
  for (const column of columns) if (column.length > 0) spots.push(...shifted(column, spots.length === 0 ? 0 : right(spots) + COLUMN_GAP, 0))
  return spots
}

/** From the left: clusters, subnets beside their nodes, filters and tables in the order in which a packet meets them, the border. */
export function vpcBlock(view: DesignView, { id, element }: Placed<'vpc'>): OpenVpc {
  const item = itemOf(view, id, element)
  const clusters = stack(view.childrenOf(id, 'cluster').map(cluster => clusterBlock(view, cluster)), GAP)
  const subnets = subnetColumn(view, id, nodeMiddles(clusters))
  const height = Math.max(bottom(clusters), bottom(subnets), 240)
  const straddling = new Set(borderOf(view, id).map(({ block }) => block.item.id))
  const rest = cardsOf(view, id, ['cloud-router']).filter(card => !straddling.has(card.item.id))
  const beside = spread(cardColumn([...cardsOf(view, id, BESIDE), ...outside(view, id), ...rest], height), height)
  const parts = shifted(inColumns([clusters, subnets, beside]), PAD, STRIP + PAD)
  const border = borderOf(view, id)
  const edge = border.length === 0 ? PAD : widest(border.map(({ block }) => block)) / 2 + COLUMN_GAP
  const w = Math.ceil(Math.max(right(parts), GATEWAY_W + PAD, stripWidth(item) - PAD) + edge)
  return { border, block: { item, w, h: Math.max(bottom(parts), STRIP + 40) + PAD, parts } }
}

/** Wider at the left, so that the border stays at what stands beside it; higher, and its last cluster with it. */
export function stretched(block: Block, w: number, h: number): Block {
  const height = Math.max(h, block.h)
  const lowest = block.parts.findLast(part => part.block.item.kind === 'cluster')
  const parts = block.parts.map(part => (part === lowest ? spot({ ...part.block, h: Math.max(part.block.h, height - PAD - part.y) }, part.x, part.y) : part))
  return { ...block, w: Math.max(w, block.w), h: height, parts: shifted(parts, Math.max(0, w - block.w), 0) }
}

/** Gateways put on the right border, each band from its own height on; grows the VPC where they need more. */
export function withBorder({ block, border }: OpenVpc, tops: Readonly<Record<'tunnels' | 'internet', number>>): Block {
  const spots: Spot[] = []
  for (const band of ['tunnels', 'internet'] as const) {
    let y = Math.max(tops[band], spots.length === 0 ? 0 : bottom(spots) + POD_GAP)
    for (const { block: gateway } of border.filter(item => item.band === band)) {
      spots.push(spot(gateway, block.w - Math.round(gateway.w / 2), y))
      y += gateway.h + POD_GAP
    }
  }
  return { ...block, h: Math.max(block.h, bottom(spots) + PAD), parts: [...block.parts, ...spots] }
}

/** How high a band is. */
export function bandHeight(border: readonly BorderItem[], band: 'tunnels' | 'internet'): number {
  const blocks = border.filter(item => item.band === band).map(item => item.block)
  return blocks.length === 0 ? 0 : bottom(stack(blocks, POD_GAP))
}
