import type { Context } from '@/lib/mechanisms/types'
import { sidesOf } from '@/lib/mechanisms/peering'
import type { DesignView } from '@/lib/design/view'
import { cidr, overlaps, type Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Config } from './config'

export type PeeringContext = Context<'peering', Config>

/** A primary or secondary range and the element that it is. */
export interface Range { readonly owner: ElementId; readonly prefix: Cidr; readonly text: string }

export const rangesOf = (view: DesignView, vpc: ElementId): readonly Range[] => view.childrenOf(vpc, 'subnet').flatMap(({ id, element }) => [
  { owner: id, prefix: cidr(element.cidr), text: element.cidr },
  ...view.childrenOf(id, 'secondary-range').map(range => ({ owner: range.id, prefix: cidr(range.element.cidr), text: range.element.cidr })),
])

/** As the table is called where a subnet has no region. */
const NO_REGION = 'no-region'

/** The regions of a network that have subnets: each has a table of its own. */
export const regionsOf = (view: DesignView, vpc: ElementId): readonly string[] => [...new Set(view.childrenOf(vpc, 'subnet').map(({ id }) => view.regionOf(id) ?? NO_REGION))].sort()

/** The first two ranges that overlap: then the peering is refused. Source: Google Cloud VPC documentation, "VPC Network Peering", overlapping subnets at time of peering. */
export function overlapOf({ view, ...context }: Pick<PeeringContext, 'view' | 'subject'>): { readonly a: string; readonly b: string } | undefined {
  const [first] = sidesOf(context)
  return rangesOf(view, first.vpc).flatMap(own => rangesOf(view, first.other).filter(their => overlaps(own.prefix, their.prefix)).map(their => ({ a: own.text, b: their.text })))[0]
}
