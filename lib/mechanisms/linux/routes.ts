import { bitsOfVersion, cidr, contains, DEFAULT_V4, DEFAULT_V6, formatCidr, prefixOf } from '@/lib/net/cidr'
import { ip, versionOf } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, tableOf } from '@/lib/network/names'
import { plainTable } from '@/lib/network/plain'
import type { NextHop, Route } from '@/lib/network/route'
import type { WrittenRoute } from './config'
import { wiresOf, type MachineContext, type WireEnd } from './interfaces'

/** Metric of a route that names none. Source: Linux net/ipv4 (0), include/net/ip6_fib.h IP6_RT_PRIO_USER (1024) and IP6_RT_PRIO_ADDRCONF (256). */
const STATIC_METRIC = { 4: 0, 6: 1024 } as const
const CONNECTED_METRIC = { 4: 0, 6: 256 } as const

/** Tables that routes and rules name beside main. */
export function ownTables({ id, config }: MachineContext): readonly Addition[] {
  const names = new Set([...(config.routes ?? []).map(route => route.table ?? 'main'), ...(config.rules ?? []).map(rule => rule.table)])
  names.delete('main')
  return [...names].sort().map(name => ({ add: 'table', device: deviceOf(id), table: plainTable(deviceOf(id), name, id) }))
}

/** What a route of each type is called where it ends a packet. */
const CODES = { unicast: 'linux.static', blackhole: 'linux.blackhole', unreachable: 'linux.refusing', prohibit: 'linux.refusing', throw: 'linux.static' } as const

/** All routes of a machine: what is on its wires, its default gateways, what is written. */
export function machineRoutes(context: MachineContext): readonly Addition[] {
  const device = deviceOf(context.id)
  const gateways = (context.config.gateways ?? []).map((via): WrittenRoute => ({ to: formatCidr(versionOf(ip(via)) === 4 ? DEFAULT_V4 : DEFAULT_V6), via }))
  const written = [...gateways, ...context.config.routes ?? []].flatMap(route => toRoutes(context, route).map(made => ({ table: route.table ?? 'main', route: made })))
  return [...connectedRoutes(context).map(route => ({ table: 'main', route })), ...written]
    .map(({ table, route }) => ({ add: 'route', device, table: tableOf(device, table), route }))
}

/** What the kernel adds for each address: its prefix is on the link, once for each interface. The first interface of a prefix wins. Source: Linux net/ipv4/fib_frontend.c fib_add_ifaddr. */
function connectedRoutes(context: MachineContext): readonly Route[] {
  const known = new Set<string>()
  return wiresOf(context).flatMap(wire => wire.addresses.flatMap(({ address, length }): readonly Route[] => {
    const prefix = prefixOf(address, length)
    if (length === bitsOfVersion(versionOf(address)) || known.has(formatCidr(prefix))) return []
    known.add(formatCidr(prefix))
    return [{ code: 'linux.connected', from: context.id, prefix, nextHop: direct(wire), origin: 'connected', preference: CONNECTED_METRIC[versionOf(address)], preferredSource: address }]
  }))
}

/** A written route; several next hops make as many equal routes. One whose gateway is nowhere on its wires is left out, as `ip route` refuses it. */
function toRoutes(context: MachineContext, written: WrittenRoute): readonly Route[] {
  const prefix = cidr(written.to)
  const common = {
    code: CODES[written.type ?? 'unicast'], from: context.id, prefix, origin: 'static', preference: written.metric ?? STATIC_METRIC[versionOf(prefix.address)],
    ...(written.src === undefined ? {} : { preferredSource: ip(written.src) }), ...(written.mtu === undefined ? {} : { mtuBytes: written.mtu }),
  } as const
  return (written.nexthops ?? [written]).flatMap((hop): readonly Route[] => {
    const nextHop = toNextHop(wiresOf(context), hop, written.type)
    return nextHop ? [{ ...common, nextHop }] : []
  })
}

function toNextHop(wires: readonly WireEnd[], hop: Pick<WrittenRoute, 'via' | 'dev' | 'onlink'>, type: WrittenRoute['type']): NextHop | null {
  if (type !== undefined && type !== 'unicast') return { type }
  const named = wires.filter(({ name }) => hop.dev === undefined || name === hop.dev)
  const [only] = named
  if (hop.via === undefined) return hop.dev === undefined || !only ? null : direct(only)
  const via = ip(hop.via)
  const out = hop.onlink ? (hop.dev === undefined ? undefined : only) : named.find(wire => wire.addresses.some(own => contains(prefixOf(own.address, own.length), via)))
  return out ? { type: 'via', address: via, interfaceId: out.id } : null
}

/** Without a gateway: on a segment the destination itself is looked for, a tunnel takes everything. */
const direct = ({ id: interfaceId, into }: WireEnd): NextHop => ({ type: into === 'tunnel' ? 'interface' : 'connected', interfaceId })
