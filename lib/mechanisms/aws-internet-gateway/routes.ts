import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { CLASS_E, LINK_LOCAL_V4, LOOPBACK_V4, MULTICAST_V4, PRIVATE_V4, THIS_NETWORK_V4 } from '@/lib/net/special-prefixes'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { Route, RouteTable } from '@/lib/network/route'
import { internetOf, type Mapping } from './mappings'

/** Prefixes that a gateway to the internet does not send there. Source: RFC 1918 section 3, RFC 6598 section 4, RFC 6890 section 2.2. */
const NEVER_PUBLIC = [...PRIVATE_V4, THIS_NETWORK_V4, LOOPBACK_V4, LINK_LOCAL_V4, MULTICAST_V4, CLASS_E]

/** The VPC's ranges inwards, private ones nowhere, the rest to the internet (beyond the design where it draws none). */
export function gatewayTable(view: DesignView, id: ElementId, vpc: string): RouteTable {
  const device = deviceOf(id)
  const inwards = (view.get(vpc, 'vpc')?.cidrs ?? []).map((range): Route =>
    ({ code: 'aws-internet-gateway.to-vpc', from: id, prefix: cidr(range), nextHop: { type: 'interface', interfaceId: interfaceOf(device, 'vpc') }, origin: 'attached', preference: 0 }))
  const refused = NEVER_PUBLIC.map((prefix): Route =>
    ({ code: 'internet.private-destination', from: id, prefix, nextHop: { type: 'unreachable' }, origin: 'reserved', preference: 1 }))
  const rest: Route = {
    code: 'aws-internet-gateway.default', from: id, prefix: DEFAULT_V4, origin: 'default', preference: 0,
    nextHop: internetOf(view) ? { type: 'interface', interfaceId: interfaceOf(device, 'internet') } : { type: 'leaves' },
  }
  return { ...plainTable(device, 'main', id), routes: [...inwards, ...refused, rest] }
}

/** What the internet knows of the VPC: the way to each of its public addresses. */
export const publicRoutes = (internet: ElementId, id: ElementId, mappings: readonly Mapping[]): readonly Route[] =>
  mappings.flatMap(({ owner, outside }) => outside.map(address => ({
    code: 'internet.public-address', from: owner, prefix: hostCidr(address), origin: 'public', preference: 0,
    nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(internet), id) },
  })))
