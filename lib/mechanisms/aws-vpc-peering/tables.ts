import { sidesOf, type Side } from '@/lib/mechanisms/peering'
import { cidr, covers, DEFAULT_V4 } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { Route, Withheld } from '@/lib/network/route'
import { overlapOf, rangesOf, type PeeringContext } from './sides'

/** As static routes of a route table rank. Source: Amazon VPC user guide, "Route priority". */
const STATIC_PREFERENCE = 10
/** Before anything that a table may hold, because the peering was meant to lead there. */
const MEANT_PREFERENCE = -1
/** Element ids hold no slash, so these are no route table's names. */
const inwards = (peering: ElementId) => `${peering}/in`
const beyond = (peering: ElementId) => `${peering}/beyond`
const missing = (peering: ElementId) => `${peering}/missing`

/**
 * What comes in by the peering is for the VPC itself and nothing else: not for another peering, nor for a gateway.
 * Source: Amazon VPC Peering Guide, "VPC peering limitations": no transitive peering, no edge to edge routing through a gateway.
 */
export function inwardTables({ id, network, ...context }: PeeringContext): readonly Addition[] {
  return sidesOf(context).flatMap(({ vpc }): readonly Addition[] => {
    const device = deviceOf(vpc)
    const local = network.devices.get(device)?.tables.find(table => table.id === tableOf(device, 'main'))?.routes
    if (!local) return []
    const nowhere: Route = { code: 'peering.not-transitive', from: id, prefix: DEFAULT_V4, nextHop: { type: 'unreachable' }, origin: 'peering', preference: 0 }
    return [
      { add: 'table', device, table: { ...plainTable(device, inwards(id), vpc), routes: local } },
      { add: 'table', device, table: { ...plainTable(device, beyond(id), vpc), routes: [nowhere] } },
      { add: 'table', device, table: plainTable(device, missing(id), vpc) },
    ]
  })
}

/** The rules that choose those tables; subnets without a route table of their own look into the one of what is missing and go on. */
export function policyRules({ view, id, network, ...context }: PeeringContext): readonly Addition[] {
  return sidesOf(context).flatMap(({ vpc }): readonly Addition[] => {
    const device = deviceOf(vpc)
    if (!network.devices.has(device)) return []
    const bare = view.childrenOf(vpc, 'subnet').filter(subnet => subnet.element.routeTable === undefined).map(subnet => interfaceOf(device, subnet.id))
    const common = { code: 'aws-vpc-peering.table', from: id, priority: 90 } as const
    return [
      { add: 'policy-rule', device, rule: { ...common, match: { inInterfaces: [interfaceOf(device, id)] }, table: tableOf(device, inwards(id)) } },
      { add: 'policy-rule', device, rule: { ...common, priority: 91, match: { inInterfaces: [interfaceOf(device, id)] }, table: tableOf(device, beyond(id)), final: true } },
      ...bare.length > 0 ? [{ add: 'policy-rule', device, rule: { ...common, match: { inInterfaces: bare }, table: tableOf(device, missing(id)) } } as const] : [],
    ]
  })
}

/** What each table of both VPCs would need to lead to the other one, and does not have: a route, or ranges that do not overlap. */
export function withheldRoutes(context: PeeringContext): readonly Addition[] {
  const { view, id, network } = context
  const overlap = overlapOf(context)
  return sidesOf(context).filter(({ vpc }) => network.devices.has(deviceOf(vpc))).flatMap(side => {
    const device = deviceOf(side.vpc)
    const tables = [{ name: missing(id), element: side.vpc }, ...view.childrenOf(side.vpc, 'route-table').map(table => ({ name: table.id, element: table.id }))]
    return tables.flatMap(({ name, element }) => (overlap ? refused(context, side) : notAdded(context, side, element))
      .map((withheld): Addition => ({ add: 'withheld', device, table: tableOf(device, name), withheld })))
  })
}

/** Peering routes are added by hand, in the tables of both VPCs. Source: Amazon VPC Peering Guide, "Update your route tables for a VPC peering connection". */
function notAdded({ view, id }: PeeringContext, side: Side, element: ElementId): readonly Withheld[] {
  const table = view.get(element, 'route-table')
  const present = (table?.routes ?? []).filter(route => route.via === id).map(route => cidr(route.to))
  return rangesOf(view, side.other).filter(range => !present.some(prefix => covers(prefix, cidr(range)))).map(range => ({
    route: { ...towards(id, side, range), code: 'route.not-added', from: element, origin: 'static', preference: STATIC_PREFERENCE },
    why: { code: 'route.not-added', elements: [element], facts: { table: table ? view.nameOf(element) : 'main', vpc: view.nameOf(side.vpc), other: view.nameOf(side.other), peering: view.nameOf(id), prefix: range } },
  }))
}

/** Where ranges overlap the local routes win, so what is missing is each subnet of the other VPC, as if it could be told apart. */
function refused({ view, id, subject }: PeeringContext, side: Side): readonly Withheld[] {
  return view.childrenOf(side.other, 'subnet').map(subnet => ({
    route: { ...towards(id, side, subnet.element.cidr), code: 'cidr.overlap', from: id, origin: 'peering', preference: MEANT_PREFERENCE },
    why: { code: 'cidr.overlap', elements: subject.ends.map(elementId) },
  }))
}

const towards = (id: ElementId, { vpc }: Side, range: string): Pick<Route, 'prefix' | 'nextHop'> =>
  ({ prefix: cidr(range), nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(vpc), id) } })
