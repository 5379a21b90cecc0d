import type { DesignView, Placed } from '@/lib/design/view'
import { cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { own } from '@/lib/net/own'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { Route, RouteTable } from '@/lib/network/route'

/** Largest packet inside a VPC, in bytes. Source: Amazon EC2 user guide, "Network maximum transmission unit (MTU)": jumbo frames, 9001. */
export const VPC_MTU_BYTES = 9001

export const mtuOf = (view: DesignView, vpc: ElementId): number => view.get(vpc, 'vpc')?.mtuBytes ?? VPC_MTU_BYTES

export const subnetsOf = (view: DesignView, vpc: ElementId): readonly Placed<'subnet'>[] => view.childrenOf(vpc, 'subnet')

/**
 * A table of the VPC with the routes every table has: its subnets, and nothing behind the rest of its ranges.
 *
 * The local route wins over a propagated one even where that is longer; a static route that is longer wins over it.
 * Source: Amazon VPC user guide, "Route priority": local over propagated "even if the propagated routes are more specific".
 */
export function localTable(view: DesignView, vpc: ElementId, name: string): RouteTable {
  const device = deviceOf(vpc)
  const local = { code: 'aws-vpc.local', origin: 'local', preference: 0, shadows: { origins: ['propagated'], code: 'cidr.local-wins' } } as const
  const routes: Route[] = subnetsOf(view, vpc).map(subnet =>
    ({ ...local, from: subnet.id, prefix: cidr(subnet.element.cidr), nextHop: { type: 'connected', interfaceId: interfaceOf(device, subnet.id) } }))
  for (const range of view.get(vpc, 'vpc')?.cidrs ?? []) routes.push({ ...local, from: vpc, prefix: cidr(range), nextHop: { type: 'blackhole' } })
  const from = own(view.design.elements, name) ? (name as ElementId) : vpc
  return { ...plainTable(device, name, from), routes, ties: 'one-unknown' }
}
