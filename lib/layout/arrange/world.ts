import type { DesignView } from '@/lib/design/view'
import { type Block, bottom, type Facing, shifted, type Spot, spot, stack, widest } from '@/lib/layout/block'
import { cardById, itemOf, stripWidth } from '@/lib/layout/item'
import { parted, sizeGiven } from '@/lib/layout/place/placing'
import { settled } from '@/lib/layout/place/settle'
import { COLUMN_GAP, GAP, GATEWAY_W, PAD, POD_GAP, ROWS_GAP, SITES_GAP, STRIP } from '@/lib/layout/sizes'
import { type Bands, closedSite, type OpenSite, openSite, ownBands } from './site'
import { bandHeight } from './vpc'

/** The internet: a cloud, or a box where something of the design stands in it. */
export function internetBlock(view: DesignView): readonly Block[] {
  return view.of('internet').map(({ id, element }) => {
    const inside = (['name-server', 'host'] as const).flatMap(kind => view.childrenOf(id, kind)).map(child => cardById(view, child.id))
    if (inside.length === 0) return cardById(view, id, 'cloud')
    const item = itemOf(view, id, element, 'area')
    const w = Math.ceil(Math.max(widest(inside) + 2 * PAD, stripWidth(item)))
    const { arranged: parts, fixed } = parted(view, shifted(stack(inside.map(card => ({ ...card, w: w - 2 * PAD })), POD_GAP), PAD, STRIP + 2))
    return settled({ item, w, h: Math.max(bottom(parts), STRIP) + PAD, parts }, fixed, sizeGiven(view, id))
  })
}

/** Two sites with one VPC each share the heights of their gateways, so that what joins them runs straight. */
function sharedBands(sites: readonly OpenSite[], internetHeight: number): Bands | null {
  const opens = sites.flatMap(({ vpcs }) => vpcs)
  if (sites.length !== 2 || opens.length !== 2 || sites.some(({ vpcs }) => vpcs.length !== 1)) return null
  const most = (band: 'tunnels' | 'internet') => Math.max(...opens.map(({ border }) => bandHeight(border, band)))
  const tunnels = most('tunnels')
  const internet = Math.max(most('internet'), internetHeight)
  const gap = tunnels > 0 && internet > 0 ? 3 * GAP : 0
  const height = Math.max(...opens.map(open => ownBands(open).height), STRIP + tunnels + gap + internet + 2 * GAP)
  const top = Math.round(STRIP + Math.max(GAP, (height - STRIP - tunnels - gap - internet) / 2))
  return { height, tops: { tunnels: top, internet: top + tunnels + gap } }
}

/** Sites in pairs look at each other: the first to the right, unless a person put it right of the second. */
function facingAt(view: DesignView, sites: readonly { readonly id: string }[], at: number): Facing {
  const [first, second] = sites.slice(at - (at % 2), at - (at % 2) + 2)
  const x = (site: { readonly id: string } | undefined) => view.design.layout[site?.id ?? '']?.x
  const turned = second !== undefined && (x(second) ?? Infinity) < (x(first) ?? 0)
  return (at % 2 === 0) === turned ? 'left' : 'right'
}

/** One row: a site that looks right, what is between, a site that looks left. */
function rowOf(view: DesignView, sites: readonly OpenSite[], between: readonly Block[]): readonly Spot[] {
  const bands = sharedBands(sites, Math.max(0, ...between.map(block => block.h)) > 0 ? bottom(stack(between, GAP)) : 0)
  const blocks = sites.map(site => closedSite(view, site, bands))
  const [first, second] = blocks
  if (first === undefined) return stack(between, GAP)
  const gap = Math.max(SITES_GAP, widest(between) + GATEWAY_W + 2 * COLUMN_GAP)
  const lowest = (bands?.tops.internet ?? ownBands(sites[0]?.vpcs[0] ?? { block: first, border: [] }).tops.internet) + STRIP + 2
  const middle = first.w + gap / 2
  const spots = [spot(first, 0, 0), ...(second === undefined ? [] : [spot(second, first.w + gap, 0)])]
  return [...spots, ...shifted(stack(between, GAP), 0, Math.round(lowest)).map(({ block, x, y }) => spot(block, Math.round(x + middle - block.w / 2), y))]
}

/** The whole drawing: sites in pairs that face each other, the internet between the first two. */
export function worldSpots(view: DesignView): readonly Spot[] {
  const top = view.of('site').filter(({ element }) => element.parent === undefined)
  const sites = top.map((site, at) => openSite(view, site, facingAt(view, top, at)))
  const rows: Spot[] = []
  for (let start = 0; start < Math.max(sites.length, 1); start += 2) {
    const row = rowOf(view, sites.slice(start, start + 2), start === 0 ? internetBlock(view) : [])
    rows.push(...shifted(row, 0, rows.length === 0 ? 0 : bottom(rows) + ROWS_GAP))
  }
  return shifted(rows, 0, 0)
}
