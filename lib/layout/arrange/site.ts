import type { DesignView, Placed } from '@/lib/design/view'
import { type Block, bottom, facing, type Facing, right, shifted, type Spot, spot, stack, widest } from '@/lib/layout/block'
import { itemOf, stripWidth } from '@/lib/layout/item'
import { overhang } from '@/lib/layout/place/outline'
import { isPlaced, parted, sizeGiven } from '@/lib/layout/place/placing'
import { leastOf } from '@/lib/layout/place/room'
import { settled } from '@/lib/layout/place/settle'
import { GAP, PAD, SITE_PAD, STRIP } from '@/lib/layout/sizes'
import { clusterBlock } from './cluster'
import { machineSpots } from './machines'
import { bandHeight, type OpenVpc, stretched, vpcBlock, withBorder } from './vpc'

/** A site whose gateways are not placed yet. */
export interface OpenSite { readonly site: Placed<'site'>; readonly vpcs: readonly OpenVpc[]; readonly loose: readonly Block[]; readonly to: Facing }

/** `top` is where a band begins, from the top of the only VPC; a site with several VPCs places the bands of each by itself. */
export interface Bands { readonly height: number; readonly tops: Readonly<Record<'tunnels' | 'internet', number>> }

export function openSite(view: DesignView, site: Placed<'site'>, to: Facing): OpenSite {
  return {
    site, to,
    vpcs: view.childrenOf(site.id, 'vpc').map(vpc => vpcBlock(view, vpc, to)),
    loose: [...view.childrenOf(site.id, 'cluster').map(cluster => clusterBlock(view, cluster, to)), ...view.childrenOf(site.id, 'site').map(inner => closedSite(view, openSite(view, inner, to), null))],
  }
}

/** Where the bands of one VPC begin when nobody faces it: in its middle, the internet's below. */
export function ownBands({ block, border }: Pick<OpenVpc, 'block' | 'border'>): Bands {
  const tunnels = bandHeight(border, 'tunnels')
  const internet = bandHeight(border, 'internet')
  const all = tunnels + (tunnels > 0 && internet > 0 ? 2 * GAP : 0) + internet
  const height = Math.max(block.h, STRIP + all + 2 * GAP)
  const top = Math.round(Math.max(STRIP + GAP, STRIP + (height - STRIP - all) / 2))
  return { height, tops: { tunnels: top, internet: top + (tunnels > 0 ? tunnels + 2 * GAP : 0) } }
}

/** VPCs beside each other, so that what peers them has room: this many in a row, more where there are so many that the site would become a tower. */
const IN_A_ROW = 3
const LANDSCAPE = 2
const inARow = (blocks: readonly Block[]): number => {
  const [w, h] = [sum(blocks.map(block => block.w + PEERING_ROOM)), sum(blocks.map(block => block.h + PEERING_ROOM / 2))]
  return Math.max(IN_A_ROW, Math.round(Math.sqrt((LANDSCAPE * blocks.length * h) / Math.max(1, w))))
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
const PEERING_ROOM = 84

/** Blocks in rows, from where the site does not look; gateways on the borders of two neighbours stand clear of each other. */
function rowsOf(closed: readonly Block[], to: Facing): readonly Spot[] {
  const [before, behind] = to === 'right' ? (['left', 'right'] as const) : (['right', 'left'] as const)
  const spots: Spot[] = []
  const many = inARow(closed)
  for (let start = 0; start < closed.length; start += many) {
    const row = closed.slice(start, start + many)
    const y = spots.length === 0 ? 0 : bottom(spots) + PEERING_ROOM / 2
    let x = 0
    row.forEach((block, at) => {
      const reach = overhang(block)
      if (at > 0) x += reach[before]
      spots.push(spot(block, x, y))
      x += block.w + reach[behind] + PEERING_ROOM
    })
  }
  return spots
}

/** The VPCs of a site: one fills it, several are as high as the highest, but for those that a person placed. */
function closedVpcs(view: DesignView, vpcs: readonly OpenVpc[], to: Facing, width: number, bands: Bands | null): readonly Spot[] {
  const own = vpcs.map(open => (bands !== null && vpcs.length === 1 ? bands : ownBands(open)))
  const free = (open: OpenVpc) => !isPlaced(view, open.block.item.id)
  const height = Math.max(0, ...own.filter((_, at) => vpcs.slice(at, at + 1).some(free)).map(one => one.height))
  return rowsOf(vpcs.map((open, at) => {
    const { tops, height: least } = own[at] ?? ownBands(open)
    return withBorder({ ...open, block: stretched(open.block, vpcs.length === 1 ? width : open.block.w, free(open) ? height : least) }, tops, sizeGiven(view, open.block.item.id))
  }), to)
}

/** The site with everything in it; `bands` where it faces another with which it shares the heights of its gateways. */
export function closedSite(view: DesignView, { site, vpcs, loose, to }: OpenSite, bands: Bands | null): Block {
  const item = itemOf(view, site.id, site.element)
  const only = vpcs.length === 1 ? vpcs[0] : undefined
  const rows = closedVpcs(view, vpcs, to, Math.max(only?.block.w ?? 0, widest(loose)), bands)
  const below = [...rows, ...stack(loose, GAP, rows.length === 0 ? 0 : bottom(rows) + GAP)]
  const machines = shifted(machineSpots(view, site.id), 0, below.length === 0 ? 0 : bottom(below) + GAP)
  const all = shifted([...below, ...machines], SITE_PAD, STRIP + 2)
  // The gateways of the last VPC in a row stand on the site's border too.
  const w = Math.max(0, ...all.map(({ block, x }) => x + block.w))
  const least = all.length === 0 ? leastOf('site') : { w: 0, h: 0 }
  const whole = { item, w: Math.max(least.w, Math.ceil(Math.max(w, stripWidth(item) - PAD) + SITE_PAD)), h: Math.max(least.h, Math.max(bottom(all), STRIP + 40) + SITE_PAD), parts: all }
  const { arranged, fixed } = parted(view, facing(whole, to).parts)
  return settled(fixed.length === 0 ? facing(whole, to) : { ...whole, ...around(arranged), parts: arranged }, fixed, sizeGiven(view, site.id))
}

/** The size of a site around what is arranged in it, without what a person placed. */
const around = (arranged: readonly Spot[]) => ({ w: right(arranged) + SITE_PAD, h: bottom(arranged) + SITE_PAD })
