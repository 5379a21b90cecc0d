import type { DesignView, Placed } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { type Block, bottom, mirrored, right, shifted, type Spot, spot, stack, widest } from '@/lib/layout/block'
import type { Item } from '@/lib/layout/drawing'
import { cardById, itemOf } from '@/lib/layout/item'
import { FOLDED, GAP, PAD, POD_GAP, STRIP } from '@/lib/layout/sizes'
import { borderOf, type BorderItem } from './border'
import { cardsOf } from './columns'
import { internetBlock } from './world'

const resized = (block: Block, w: number, h: number): Block => ({ ...block, w, h })
const narrow = (block: Block): Block => resized({ ...block, item: { ...block.item, sub: '' } }, FOLDED.card, FOLDED.row)

/** A workload with the number of its pods instead of its pods. */
function foldedWorkload(view: DesignView, id: ElementId, pods: number): Block {
  const card = cardById(view, id)
  return narrow({ ...card, item: { ...card.item, label: pods > 1 ? `${card.item.label} ×${pods}` : card.item.label } })
}

function foldedCluster(view: DesignView, { id, element }: Placed<'cluster'>): Block {
  const workloads = [...view.childrenOf(id, 'workload'), ...view.childrenOf(id, 'name-server')].map(one => foldedWorkload(view, one.id, one.element.pods?.length ?? 0))
  const api = view.childrenOf(id, 'api-server').map(one => narrow(cardById(view, one.id)))
  const parts = shifted(stack([...workloads, ...api], POD_GAP), POD_GAP, STRIP + POD_GAP)
  const item: Item = { ...itemOf(view, id, element), sub: '', end: '' }
  return { item, w: FOLDED.card + 2 * POD_GAP, h: Math.max(bottom(parts), STRIP) + POD_GAP, parts }
}

const BESIDE = ['security-group', 'firewall', 'network-acl', 'route-table', 'load-balancer', 'host', 'name-server', 'subnet'] as const

interface Folded { readonly block: Block; readonly border: readonly BorderItem[]; readonly bandTop: number }

function foldedVpc(view: DesignView, { id, element }: Placed<'vpc'>): Folded {
  const border = borderOf(view, id)
  const clusters = stack(view.childrenOf(id, 'cluster').map(cluster => foldedCluster(view, cluster)), POD_GAP)
  const inside = view.childrenOf(id, 'nat-gateway').filter(({ element }) => element.subnet !== undefined).map(nat => cardById(view, nat.id))
  const cards = shifted(stack([...cardsOf(view, id, BESIDE), ...inside].map(narrow), POD_GAP), POD_GAP, clusters.length === 0 ? 0 : bottom(clusters) + POD_GAP)
  const parts = shifted([...clusters, ...cards], POD_GAP, STRIP + POD_GAP)
  const item: Item = { ...itemOf(view, id, element), sub: '', end: (view.providerOf(id) ?? '').toUpperCase() }
  const w = FOLDED.card + 4 * POD_GAP + (border.length === 0 ? 0 : FOLDED.gateway / 2)
  return { border, bandTop: STRIP + (clusters.length === 0 ? GAP : bottom(clusters) + 2 * GAP), block: { item, w, h: Math.max(bottom(parts), STRIP) + PAD, parts } }
}

/** Gateways on the right border, below the clusters. */
function withGateways({ block, border }: Folded, top: number): Block {
  const gateways = stack(border.map(({ block: gateway }) => resized({ ...gateway, item: { ...gateway.item, sub: '' } }, FOLDED.gateway, Math.max(FOLDED.gatewayH, gateway.h))), POD_GAP, top)
  const spots = gateways.map(({ block: gateway, y }) => spot(gateway, block.w - FOLDED.gateway / 2, y))
  return { ...block, h: Math.max(block.h, bottom(spots) + PAD), parts: [...block.parts, ...spots] }
}

/** VPCs two in a row, facing each other; the internet below. What stands in a site itself is drawn as in the whole drawing's order. */
export function foldedSpots(view: DesignView): readonly Spot[] {
  const vpcs = view.of('vpc').map(vpc => foldedVpc(view, vpc))
  const loose = view.of('cluster').filter(({ element }) => view.design.elements[element.parent ?? '']?.kind === 'site').map(cluster => foldedCluster(view, cluster))
  const hosts = view.of('host').filter(({ element }) => view.design.elements[element.parent ?? '']?.kind === 'site').map(host => narrow(cardById(view, host.id)))
  const rows: Spot[] = []
  for (let start = 0; start < vpcs.length; start += 2) {
    const pair = vpcs.slice(start, start + 2)
    const top = Math.max(...pair.map(({ bandTop }) => bandTop))
    const [first, second] = pair.map(vpc => withGateways(vpc, top))
    if (first === undefined) continue
    const h = Math.max(first.h, second?.h ?? 0)
    const row = [spot(resized(first, first.w, h), 0, 0), ...(second === undefined ? [] : [spot(mirrored(resized(second, second.w, h)), first.w + FOLDED.gap, 0)])]
    rows.push(...shifted(row, 0, rows.length === 0 ? 0 : bottom(rows) + FOLDED.gap / 2))
  }
  const below = [...loose, ...hosts, ...internetBlock(view)]
  const w = right(rows)
  return [...rows, ...stack(below, GAP, rows.length === 0 ? 0 : bottom(rows) + 2 * GAP).map(({ block, y }) => spot(block, Math.max(0, Math.round((w - Math.max(block.w, widest([block]))) / 2)), y))]
}
