import type { Context } from '@/lib/mechanisms/types'
import { cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import type { Route } from '@/lib/network/route'
import type { Config } from './config'

type ResolverContext = Context<'name-server', Config>

/** Where forwarded questions come from; an address of it stands for all. Source: Google Cloud DNS documentation, "DNS zones overview", forwarding targets. */
const FORWARDING_RANGE = cidr('35.199.192.0/19')
export const FORWARDING_SOURCE = ip('35.199.192.1')

/**
 * The way of forwarded questions out, by the routes of one region, and of their answers back: the network has a route for the range that
 * nobody can remove, its gateways know it, and a peering does not hand it on. Source: Google Cloud VPC documentation, "Routes", special
 * return paths (Cloud DNS); Cloud DNS documentation, "DNS zones overview", network requirements of forwarding targets.
 */
export function forwardingRoutes({ view, id, subject, network, config }: ResolverContext): readonly Addition[] {
  const vpc = deviceOf(subject.parent ?? '')
  const [region] = (network.devices.get(vpc)?.tables ?? []).filter(table => table.id !== tableOf(vpc, 'main'))
  const route = (nextHop: Route['nextHop']): Route => ({ code: 'gcp-resolver.forwarding', from: id, prefix: FORWARDING_RANGE, nextHop, origin: 'resolver', preference: 0 })
  const gateways = view.childrenOf(elementId(subject.parent ?? ''), 'vpn-gateway').map(gateway => deviceOf(gateway.id))
  return [
    ...region && config.forwarding.length + config.outbound.length > 0 ? [{ add: 'policy-rule', device: vpc, rule: { code: 'gcp-resolver.default', from: id, priority: 100, match: { inInterfaces: [interfaceOf(vpc, id)] }, table: region.id, final: true } } as const] : [],
    ...(network.devices.get(vpc)?.tables ?? []).map((table): Addition => ({ add: 'route', device: vpc, table: table.id, route: route({ type: 'interface', interfaceId: interfaceOf(vpc, id) }) })),
    ...gateways.map((gateway): Addition => ({ add: 'route', device: gateway, table: tableOf(gateway, 'main'), route: route({ type: 'interface', interfaceId: interfaceOf(gateway, 'vpc') }) })),
  ]
}
