import type { Context } from '@/lib/mechanisms/types'
import type { DesignView } from '@/lib/design/view'
import { cidr, overlaps } from '@/lib/net/cidr'

export type PeeringContext = Context<'peering', unknown>

export const rangesOf = (view: DesignView, vpc: string): readonly string[] => view.get(vpc, 'vpc')?.cidrs ?? []

/**
 * The first two ranges of the VPCs that overlap: then AWS refuses the peering, even where nobody uses the part that they share.
 * Source: Amazon VPC Peering Guide, "VPC peering limitations" and "Unsupported VPC peering configurations", overlapping CIDR blocks.
 */
export function overlapOf({ view, subject: { ends: [a, b] } }: Pick<PeeringContext, 'view' | 'subject'>): { readonly a: string; readonly b: string } | undefined {
  return rangesOf(view, a).flatMap(own => rangesOf(view, b).filter(their => overlaps(cidr(own), cidr(their))).map(their => ({ a: own, b: their })))[0]
}
