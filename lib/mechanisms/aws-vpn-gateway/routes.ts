import type { DesignView } from '@/lib/design/view'
import type { Context } from '@/lib/mechanisms/types'
import { cidr, DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PRIVATE_V4 } from '@/lib/net/special-prefixes'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { Route, RouteTable } from '@/lib/network/route'

/** The internet of the design, where it draws one. */
export const internetOf = (view: DesignView): ElementId | undefined => view.of('internet')[0]?.id

/**
 * For what comes out of tunnels, and for the gateway's own packets: the VPC, nothing else private, the far ends of tunnels.
 * Source: AWS Site-to-Site VPN user guide, "Route tables and VPN route priority": no traffic beyond the VPC's ranges is routed.
 */
export function gatewayTable(view: DesignView, id: ElementId, vpc: string): RouteTable {
  const device = deviceOf(id)
  const inwards = (view.get(vpc, 'vpc')?.cidrs ?? []).map((range): Route =>
    ({ code: 'aws-vpn-gateway.to-vpc', from: id, prefix: cidr(range), nextHop: { type: 'interface', interfaceId: interfaceOf(device, 'vpc') }, origin: 'attached', preference: 0 }))
  const refused = PRIVATE_V4.map((prefix): Route =>
    ({ code: 'aws-vpn-gateway.not-carried', from: id, prefix, nextHop: { type: 'unreachable' }, origin: 'reserved', preference: 1 }))
  const outside: Route = {
    code: 'aws-vpn-gateway.outside', from: id, prefix: DEFAULT_V4, origin: 'default', preference: 0,
    nextHop: internetOf(view) ? { type: 'interface', interfaceId: interfaceOf(device, 'outside') } : { type: 'leaves' },
  }
  return { ...plainTable(device, 'main', id), routes: [...inwards, ...refused, outside] }
}

/** The way to the gateway's outside addresses on the internet, and the table for what comes from the VPC. */
export function outsideRoutes({ view, id, subject }: Context<'vpn-gateway', unknown>): readonly Addition[] {
  const device = deviceOf(id)
  const internet = internetOf(view)
  const known = internet ? subject.addresses.map((address): Addition => ({
    add: 'route', device: deviceOf(internet), table: tableOf(deviceOf(internet), 'main'),
    route: { code: 'internet.public-address', from: id, prefix: hostCidr(ip(address)), nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(internet), id) }, origin: 'public', preference: 0 },
  })) : []
  const learned: Addition = {
    add: 'policy-rule', device,
    rule: { code: 'aws-vpn-gateway.from-vpc', from: id, priority: 100, match: { inInterfaces: [interfaceOf(device, 'vpc')] }, table: tableOf(device, 'vpn'), final: true },
  }
  return [...known, learned]
}
