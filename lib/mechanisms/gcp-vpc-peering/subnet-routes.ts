import { sidesOf } from '@/lib/mechanisms/peering'
import { DEFAULT_V4 } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import { overlapOf, rangesOf, regionsOf, type PeeringContext } from './sides'

/** Before anything that a table may hold, because the peering was meant to lead there. */
const MEANT_PREFERENCE = -1
/** No region and no element has a slash in its name. */
export const inwardTable = (peering: string): string => `${peering}/in`
const beyondTable = (peering: string): string => `${peering}/beyond`

/**
 * What comes in by the peering is for the network itself, and for what it has learned where that is exchanged: never for another peering,
 * nor for the internet gateway. Source: Google Cloud VPC documentation, "VPC Network Peering": no transitive routing.
 */
export function inwardTables({ id, network, ...context }: PeeringContext): readonly Addition[] {
  return sidesOf(context).flatMap(({ vpc }): readonly Addition[] => {
    const device = deviceOf(vpc)
    const subnets = network.devices.get(device)?.tables.find(table => table.id === tableOf(device, 'main'))?.routes
    const nowhere: Route = { code: 'peering.not-transitive', from: id, prefix: DEFAULT_V4, nextHop: { type: 'unreachable' }, origin: 'peering', preference: 0 }
    if (!subnets) return []
    return [
      { add: 'table', device, table: { ...plainTable(device, inwardTable(id), vpc), routes: subnets } },
      { add: 'table', device, table: { ...plainTable(device, beyondTable(id), vpc), routes: [nowhere] } },
    ]
  })
}

/** Those tables in this order, for what comes in by the peering. */
export const policyRules = ({ id, ...context }: PeeringContext): readonly Addition[] => sidesOf(context).flatMap(({ vpc }) => {
  const device = deviceOf(vpc)
  const common = { code: 'gcp-vpc-peering.table', from: id, match: { inInterfaces: [interfaceOf(device, id)] } } as const
  return [
    { add: 'policy-rule', device, rule: { ...common, priority: 90, table: tableOf(device, inwardTable(id)) } },
    { add: 'policy-rule', device, rule: { ...common, priority: 91, table: tableOf(device, beyondTable(id)), final: true } },
  ] as const
})

/**
 * Every range of every subnet of the other network is a route in all regions, by itself, and wins like a subnet route of one's own. Where
 * ranges overlap the peering was refused and the routes are missing.
 * Source: Google Cloud VPC documentation, "VPC Network Peering", subnet routes are always exchanged; "Routes", peering subnet routes.
 */
export function subnetRoutes({ view, id, ...context }: PeeringContext): readonly Addition[] {
  const overlap = overlapOf({ view, ...context })
  return sidesOf(context).flatMap(({ vpc, other }) => {
    const device = deviceOf(vpc)
    return rangesOf(view, other).flatMap(({ owner, prefix }) => ['main', ...regionsOf(view, vpc)].map((name): Addition => {
      const route: Route = {
        code: 'gcp-vpc-peering.subnet', from: id, owner, prefix, nextHop: { type: 'interface', interfaceId: interfaceOf(device, id) },
        origin: 'peering', preference: 0, shadows: { origins: ['dynamic', 'static'], code: 'cidr.local-wins' },
      }
      if (!overlap) return { add: 'route', device, table: tableOf(device, name), route }
      return { add: 'withheld', device, table: tableOf(device, name), withheld: { route: { ...route, preference: MEANT_PREFERENCE }, why: { code: 'cidr.overlap', elements: context.subject.ends.map(elementId) } } }
    }))
  })
}

/** A gateway of a network hands over what a tunnel brings for its peer, too: the subnet routes hold for it like for a machine. */
export function gatewayRoutes({ view, network, ...context }: PeeringContext): readonly Addition[] {
  if (overlapOf({ view, ...context })) return []
  return sidesOf(context).flatMap(({ vpc, other }) => view.childrenOf(vpc, 'vpn-gateway').filter(gateway => network.devices.has(deviceOf(gateway.id))).flatMap(gateway =>
    rangesOf(view, other).map(({ prefix }): Addition => ({
      add: 'route', device: deviceOf(gateway.id), table: tableOf(deviceOf(gateway.id), 'main'),
      route: { code: 'gcp-vpc-peering.to-peer', from: context.id, prefix, nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(gateway.id), 'vpc') }, origin: 'attached', preference: 0 },
    }))))
}
