import { contains, covers, formatCidr } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { Device, Interface } from '@/lib/network/device'
import type { InterfaceId, TableId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { tableOf } from '@/lib/network/names'
import type { NextHop, Route, RouteTable } from '@/lib/network/route'
import type { LabNames } from './names'
import type { LabNextHop, LabRoute } from './plan'

/** Linux's own number of the table `main`. Source: /etc/iproute2/rt_tables. */
export const MAIN_TABLE = 254
const FIRST_TABLE = 1001

/** Tables by their number in the kernel. */
export function tableNumbers(device: Device): ReadonlyMap<TableId, number> {
  const main = tableOf(device.id, 'main')
  return new Map(device.tables.map((table, at) => [table.id, table.id === main ? MAIN_TABLE : FIRST_TABLE + at]))
}

/**
 * The routes of a device as the kernel takes them. Ranking by length and preference is left to the kernel (preference becomes the metric);
 * only what it does not know is settled here: routes whose condition does not hold are left out, and so are those that a route shadows.
 */
export function routesOf(device: Device, network: Network, names: LabNames, mtuOf: (item: Interface) => number | undefined): readonly LabRoute[] {
  const numbers = tableNumbers(device)
  return device.tables.flatMap(table => groupsOf(standing(table, network)).flatMap(group => {
    const route = kernelRoute(group, { device, table, number: numbers.get(table.id) ?? MAIN_TABLE, names, mtuOf })
    return route ? [route] : []
  }))
}

function standing(table: RouteTable, network: Network): readonly Route[] {
  const held = table.routes.filter(route => route.requires === undefined || network.settled.get(route.requires) === true)
  return held.filter(route => !table.routes.some(other => other !== route && other.shadows?.origins.includes(route.origin) && covers(other.prefix, route.prefix)))
}

/** Routes of one prefix and one preference belong together: they are equal ways. */
function groupsOf(routes: readonly Route[]): readonly (readonly Route[])[] {
  const groups = new Map<string, Route[]>()
  for (const route of routes) {
    const key = `${formatCidr(route.prefix)} ${route.preference}`
    groups.set(key, [...(groups.get(key) ?? []), route])
  }
  return [...groups.values()]
}

interface Where { readonly device: Device; readonly table: RouteTable; readonly number: number; readonly names: LabNames; readonly mtuOf: (item: Interface) => number | undefined }

function kernelRoute(group: readonly Route[], where: Where): LabRoute | null {
  const [first] = group
  if (!first) return null
  const ways = group.flatMap(route => { const way = wayOf(route.nextHop, where); return way ? [{ route, ...way }] : [] })
  if (ways.some(({ hop }) => crossesFamilies(first.prefix, hop))) return null
  const nextHops = ways.map(way => way.hop).filter((hop, at, all) => all.findIndex(other => other.via === hop.via && other.interface === hop.interface) === at)
  const shared = { table: where.number, prefix: first.prefix, metric: first.preference + 1 }
  if (nextHops.length === 0) return { ...shared, type: typeOf(first.nextHop), nextHops: [] }
  const source = ways.find(({ route }) => route.preferredSource !== undefined)?.route.preferredSource
  const mtuBytes = group.map(route => route.mtuBytes).find(mtu => mtu !== undefined) ?? ways.map(way => where.mtuOf(way.item)).find(mtu => mtu !== undefined)
  return { ...shared, type: 'unicast', nextHops, ...(source === undefined ? {} : { source }), ...(mtuBytes === undefined || (versionOf(first.prefix.address) === 6 && first.mtuBytes === undefined) ? {} : { mtuBytes }) }
}

/** The kernel routes IPv4 by an IPv6 neighbour (RFC 5549), but not the reverse. */
const crossesFamilies = (prefix: Route['prefix'], { via }: LabNextHop): boolean => versionOf(prefix.address) === 6 && via !== undefined && versionOf(via) === 4

/** Whether a device has routes that no kernel takes. */
export const hasForeignNextHops = (device: Device): boolean =>
  device.tables.some(table => table.routes.some(({ prefix, nextHop }) => nextHop.type === 'via' && versionOf(prefix.address) === 6 && versionOf(nextHop.address) === 4))

/** A next hop that leads nowhere is no way: the route is a refusal, in silence or not. What leaves the design is dropped at its edge. */
function typeOf(hop: NextHop): LabRoute['type'] {
  switch (hop.type) {
    case 'blackhole': case 'leaves': return 'blackhole'
    case 'prohibit': case 'throw': return hop.type
    default: return 'unreachable'
  }
}

function wayOf(hop: NextHop, where: Where): { readonly hop: LabNextHop; readonly item: Interface } | null {
  switch (hop.type) {
    case 'connected': case 'interface': return through(hop.interfaceId, where)
    case 'via': {
      const out = hop.interfaceId === undefined ? recursive(hop.address, where) : { id: hop.interfaceId, via: hop.address }
      return out === null ? null : through(out.id, where, out.via)
    }
    default: return null
  }
}

function through(id: InterfaceId, { device, names }: Where, via?: LabNextHop['via']): { readonly hop: LabNextHop; readonly item: Interface } | null {
  const item = device.interfaces.find(candidate => candidate.id === id)
  return item ? { item, hop: { interface: names.interface(id), ...(via === undefined ? {} : { via }) } } : null
}

/** The interface to a next hop that is named without one: looked up once in the same table, among the routes that end on a link. */
function recursive(address: LabNextHop['via'] & string, { table }: Where): { readonly id: InterfaceId; readonly via?: LabNextHop['via'] } | null {
  const [best] = table.routes.filter(route => contains(route.prefix, address as never)).sort((a, b) => b.prefix.length - a.prefix.length || a.preference - b.preference)
  if (best?.nextHop.type === 'connected') return { id: best.nextHop.interfaceId, via: address as never }
  return best?.nextHop.type === 'interface' ? { id: best.nextHop.interfaceId } : null
}
