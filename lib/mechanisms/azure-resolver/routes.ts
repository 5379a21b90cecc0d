import type { Context } from '@/lib/mechanisms/types'
import { inboundRoutes } from '@/lib/mechanisms/vpc-resolver'
import { hostCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import type { Route } from '@/lib/network/route'
import type { Config } from './config'

type ResolverContext = Context<'name-server', Config>

/** The same in every network, and never anybody else's. Source: Azure documentation, "What is IP address 168.63.129.16?". */
export const RESOLVER_ADDRESS = ip('168.63.129.16')

/**
 * Its machines reach it whatever their routes say, for it is an address of the host below them; what comes in by a peering does not, and on the internet nobody
 * is there. Source: the same page (a virtual address of the host node, not subject to routes of one's own).
 */
export function resolverRoutes(context: ResolverContext): readonly Addition[] {
  const { id, view, subject } = context
  const vnet = deviceOf(subject.parent ?? '')
  const route: Route = { code: 'azure-resolver.route', from: id, prefix: hostCidr(RESOLVER_ADDRESS), nextHop: { type: 'interface', interfaceId: interfaceOf(vnet, id) }, origin: 'resolver', preference: 0 }
  const outside = view.of('internet').slice(0, 1).map((internet): Addition => ({
    add: 'route', device: deviceOf(internet.id), table: tableOf(deviceOf(internet.id), 'main'), route: { ...route, code: 'azure-resolver.outside', nextHop: { type: 'blackhole' } },
  }))
  return [{ add: 'route', device: vnet, table: tableOf(vnet, 'main'), route }, ...outside, ...inboundRoutes(context, context.config.inbound, 'azure-resolver.endpoint')]
}
