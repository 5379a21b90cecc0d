import type { DesignView } from '@/lib/design/view'
import type { Context } from '@/lib/mechanisms/types'
import { cidr, DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PRIVATE_V4 } from '@/lib/net/special-prefixes'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { Route, RouteTable } from '@/lib/network/route'

/** The internet of the design, where it draws one. */
export const internetOf = (view: DesignView): ElementId | undefined => view.of('internet')[0]?.id

const rangesOf = (view: DesignView, vpc: ElementId): readonly string[] =>
  view.childrenOf(vpc, 'subnet').flatMap(({ id, element }) => [element.cidr, ...view.childrenOf(id, 'secondary-range').map(range => range.element.cidr)])

/**
 * For what comes out of tunnels, and for the gateway's own packets: the network's ranges, nothing else private, the far ends of tunnels.
 * Source: Google Cloud VPN documentation, "Cloud VPN overview": no transit between tunnels without Network Connectivity Center.
 */
export function gatewayTable(view: DesignView, id: ElementId, vpc: string): RouteTable {
  const device = deviceOf(id)
  const inwards = rangesOf(view, elementId(vpc)).map((range): Route =>
    ({ code: 'gcp-vpn-gateway.to-vpc', from: id, prefix: cidr(range), nextHop: { type: 'interface', interfaceId: interfaceOf(device, 'vpc') }, origin: 'attached', preference: 0 }))
  const refused = PRIVATE_V4.map((prefix): Route => ({ code: 'gcp-vpn-gateway.not-carried', from: id, prefix, nextHop: { type: 'unreachable' }, origin: 'reserved', preference: 1 }))
  const outside: Route = {
    code: 'gcp-vpn-gateway.outside', from: id, prefix: DEFAULT_V4, origin: 'default', preference: 0,
    nextHop: internetOf(view) ? { type: 'interface', interfaceId: interfaceOf(device, 'outside') } : { type: 'leaves' },
  }
  return { ...plainTable(device, 'main', id), routes: [...inwards, ...refused, outside] }
}

/** The way to the gateway's outside addresses on the internet, and the table of learned routes for what comes from the network. */
export function gatewayRoutes({ view, id, subject }: Context<'vpn-gateway', unknown>): readonly Addition[] {
  const device = deviceOf(id)
  const internet = internetOf(view)
  const known = internet ? subject.addresses.map((address): Addition => ({
    add: 'route', device: deviceOf(internet), table: tableOf(deviceOf(internet), 'main'),
    route: { code: 'internet.public-address', from: id, prefix: hostCidr(ip(address)), nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(internet), id) }, origin: 'public', preference: 0 },
  })) : []
  return [...known, {
    add: 'policy-rule', device,
    rule: { code: 'gcp-vpn-gateway.from-vpc', from: id, priority: 100, match: { inInterfaces: [interfaceOf(device, 'vpc')] }, table: tableOf(device, 'vpn'), final: true },
  }]
}
