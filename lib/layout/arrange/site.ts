import type { DesignView, Placed } from '@/lib/design/view'
import { type Block, bottom, grid, right, shifted, stack, widest } from '@/lib/layout/block'
import { cardById, itemOf, stripWidth } from '@/lib/layout/item'
import { GAP, PAD, SITE_PAD, STRIP } from '@/lib/layout/sizes'
import { clusterBlock } from './cluster'
import { bandHeight, type OpenVpc, stretched, vpcBlock, withBorder } from './vpc'

/** A site whose gateways are not placed yet. */
export interface OpenSite { readonly site: Placed<'site'>; readonly vpcs: readonly OpenVpc[]; readonly loose: readonly Block[] }

/** `top` is where a band begins, from the top of the only VPC; a site with several VPCs places the bands of each by itself. */
export interface Bands { readonly height: number; readonly tops: Readonly<Record<'tunnels' | 'internet', number>> }

export function openSite(view: DesignView, site: Placed<'site'>): OpenSite {
  const hosts = view.childrenOf(site.id, 'host').map(({ id }) => cardById(view, id))
  const hostArea = hosts.length === 0 ? [] : grid(hosts, Math.min(3, hosts.length), GAP)
  return {
    site,
    vpcs: view.childrenOf(site.id, 'vpc').map(vpc => vpcBlock(view, vpc)),
    loose: [...view.childrenOf(site.id, 'cluster').map(cluster => clusterBlock(view, cluster)), ...hostArea.map(({ block }) => block), ...view.childrenOf(site.id, 'site').map(inner => closedSite(view, openSite(view, inner), null))],
  }
}

/** Where the bands of one VPC begin when nobody faces it: in its middle, the internet's below. */
export function ownBands({ block, border }: OpenVpc): Bands {
  const tunnels = bandHeight(border, 'tunnels')
  const internet = bandHeight(border, 'internet')
  const all = tunnels + (tunnels > 0 && internet > 0 ? 2 * GAP : 0) + internet
  const height = Math.max(block.h, STRIP + all + 2 * GAP)
  const top = Math.round(Math.max(STRIP + GAP, STRIP + (height - STRIP - all) / 2))
  return { height, tops: { tunnels: top, internet: top + (tunnels > 0 ? tunnels + 2 * GAP : 0) } }
}

/** The site with everything in it; `bands` where it faces another with which it shares the heights of its gateways. */
export function closedSite(view: DesignView, { site, vpcs, loose }: OpenSite, bands: Bands | null): Block {
  const item = itemOf(view, site.id, site.element)
  const w = Math.max(widest(vpcs.map(({ block }) => block)), widest(loose))
  const closed = vpcs.map(open => {
    const own = bands !== null && vpcs.length === 1 ? bands : ownBands(open)
    return withBorder({ ...open, block: stretched(open.block, w, own.height) }, own.tops)
  })
  const parts = shifted(stack([...closed, ...loose], GAP), SITE_PAD, STRIP + 2)
  return { item, w: Math.ceil(Math.max(w, right(shifted(stack(loose, 0), 0, 0)), stripWidth(item) - PAD) + 2 * SITE_PAD), h: Math.max(bottom(parts), STRIP + 40) + SITE_PAD, parts }
}
