import { cidr, contains, DEFAULT_V4, DEFAULT_V6, formatCidr, prefixOf, type Cidr } from '@/lib/net/cidr'
import { ip, versionOf, type IpAddress } from '@/lib/net/ip-address'
import { bitsOfVersion } from '@/lib/net/cidr'
import type { Addition } from '@/lib/network/addition'
import type { Device } from '@/lib/network/device'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { NextHop, Route } from '@/lib/network/route'
import type { WrittenRoute } from './config'
import { deviceNames, type MachineContext } from './interfaces'

/** Metric of a route that names none. Source: Linux net/ipv4 (0), include/net/ip6_fib.h IP6_RT_PRIO_USER (1024) and IP6_RT_PRIO_ADDRCONF (256). */
const STATIC_METRIC = { 4: 0, 6: 1024 } as const
const CONNECTED_METRIC = { 4: 0, 6: 256 } as const

const versionOfPrefix = ({ address }: Cidr) => versionOf(address)

/** Tables that routes and rules name beside main. */
export function ownTables({ id, config }: MachineContext): readonly Addition[] {
  const names = new Set([...(config.routes ?? []).map(route => route.table ?? 'main'), ...(config.rules ?? []).map(rule => rule.table)])
  names.delete('main')
  return [...names].sort().map(name => ({ add: 'table', device: deviceOf(id), table: plainTable(deviceOf(id), name, id) }))
}

/** All routes of a machine: what is on its wires, its default gateways, what is written. */
export function machineRoutes(context: MachineContext): readonly Addition[] {
  const device = context.network.devices.get(deviceOf(context.id))
  if (!device) return []
  const gateways = (context.config.gateways ?? []).map((via): WrittenRoute => ({ to: formatCidr(versionOf(ip(via)) === 4 ? DEFAULT_V4 : DEFAULT_V6), via }))
  const written = [...gateways, ...context.config.routes ?? []].flatMap(route => toRoutes(context, device, route).map(made => ({ table: route.table ?? 'main', route: made })))
  return [...connectedRoutes(context, device).map(route => ({ table: 'main', route })), ...written]
    .map(({ table, route }) => ({ add: 'route', device: device.id, table: tableOf(device.id, table), route }))
}

/** What the kernel adds for each address: its prefix is on the link, once for each interface. The first interface of a prefix wins. Source: Linux net/ipv4/fib_frontend.c fib_add_ifaddr. */
function connectedRoutes({ id }: MachineContext, device: Device): readonly Route[] {
  const known = new Set<string>()
  return device.interfaces.filter(item => !item.tunnel).flatMap(item => item.addresses.flatMap(({ address, length }): readonly Route[] => {
    const prefix = prefixOf(address, length)
    if (length === bitsOfVersion(versionOf(address)) || known.has(formatCidr(prefix))) return []
    known.add(formatCidr(prefix))
    return [{ code: 'linux.connected', from: id, prefix, nextHop: { type: 'connected', interfaceId: item.id }, origin: 'connected', preference: CONNECTED_METRIC[versionOf(address)], preferredSource: address }]
  }))
}

/** A written route; several next hops make as many equal routes. One whose gateway is nowhere on its wires is left out, as `ip route` refuses it. */
function toRoutes(context: MachineContext, device: Device, written: WrittenRoute): readonly Route[] {
  const prefix = cidr(written.to)
  const version = versionOfPrefix(prefix)
  const common = { code: 'linux.static', from: context.id, prefix, origin: 'static', preference: written.metric ?? STATIC_METRIC[version], ...(written.src === undefined ? {} : { preferredSource: ip(written.src) }), ...(written.mtu === undefined ? {} : { mtuBytes: written.mtu }) } as const
  return (written.nexthops ?? [written]).flatMap((hop): readonly Route[] => {
    const nextHop = toNextHop(context, device, hop, written.type)
    return nextHop ? [{ ...common, nextHop }] : []
  })
}

type Hop = Pick<WrittenRoute, 'via' | 'dev' | 'onlink'>

function toNextHop(context: MachineContext, device: Device, hop: Hop, type: WrittenRoute['type']): NextHop | null {
  if (type !== undefined && type !== 'unicast') return { type }
  const named = hop.dev === undefined ? undefined : interfaceOf(device.id, hop.dev)
  if (hop.dev !== undefined && !deviceNames(context).includes(hop.dev)) return null
  if (hop.via === undefined) return named === undefined ? null : direct(device, named)
  const via = ip(hop.via)
  if (hop.onlink) return named === undefined ? null : { type: 'via', address: via, interfaceId: named }
  const interfaceId = device.interfaces.filter(item => named === undefined || item.id === named).find(item => onWire(item, via))?.id
  return interfaceId === undefined ? null : { type: 'via', address: via, interfaceId }
}

/** A route out of a device without a gateway: on a wire the destination itself is looked for, a tunnel takes everything. */
function direct(device: Device, interfaceId: Device['interfaces'][number]['id']): NextHop {
  const item = device.interfaces.find(one => one.id === interfaceId)
  return { type: item && !item.tunnel ? 'connected' : 'interface', interfaceId }
}

const onWire = (item: Device['interfaces'][number], address: IpAddress): boolean => item.addresses.some(own => contains(prefixOf(own.address, own.length), address))
