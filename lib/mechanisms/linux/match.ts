import { parseTraffic } from '@/lib/design/fields'
import { cidr, DEFAULT_V4, DEFAULT_V6 } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import { parsePortRange } from '@/lib/net/port'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { InterfaceId } from '@/lib/network/ids'
import type { AddressMatch, PacketMatch, ProtocolMatch } from '@/lib/network/match'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { deviceNames, type MachineContext } from './interfaces'

/** What a written rule looks at. */
export interface LooksAt {
  readonly iif?: string | undefined
  readonly oif?: string | undefined
  readonly saddr?: readonly string[] | undefined
  readonly daddr?: readonly string[] | undefined
  readonly notSaddr?: readonly string[] | undefined
  readonly notDaddr?: readonly string[] | undefined
  readonly traffic?: readonly string[] | undefined
  readonly sport?: readonly string[] | undefined
  readonly mark?: number | undefined
  readonly mask?: number | undefined
}

const ALL_BITS = 0xffff_ffff

/** The match of a rule; an interface that the machine does not have matches nothing. */
export function toMatch(context: MachineContext, { iif, oif, saddr, daddr, notSaddr, notDaddr, traffic, sport, mark, mask = ALL_BITS }: LooksAt): PacketMatch {
  const protocols = toProtocols(traffic, sport)
  return {
    ...(iif === undefined ? {} : { inInterfaces: named(context, iif) }), ...(oif === undefined ? {} : { outInterfaces: named(context, oif) }),
    ...(saddr || notSaddr ? { sources: ranges(saddr, notSaddr) } : {}), ...(daddr || notDaddr ? { destinations: ranges(daddr, notDaddr) } : {}), ...(protocols ? { protocols } : {}),
    ...(mark === undefined ? {} : { mark: { value: mark, mask } }),
  }
}

const named = (context: MachineContext, name: string): readonly InterfaceId[] => deviceNames(context).includes(name) ? [interfaceOf(deviceOf(context.id), name)] : []

/** An inequality is about packets of its own version only. Source: nft(8), payload expressions (`ip saddr != …` matches IPv4). */
function ranges(texts: readonly string[] | undefined, not: readonly string[] | undefined): AddressMatch {
  const except = (not ?? []).map(text => cidr(text))
  const all = [DEFAULT_V4, DEFAULT_V6].filter(everything => except.some(one => versionOf(one.address) === versionOf(everything.address)))
  return { cidrs: texts?.map(text => cidr(text)) ?? all, ...(not ? { except } : {}) }
}

function toProtocols(traffic: readonly string[] | undefined, sport: readonly string[] | undefined): readonly ProtocolMatch[] | undefined {
  const named = traffic && !traffic.includes('all') ? traffic.flatMap(toProtocol) : undefined
  if (!sport) return named
  const sourcePorts = sport.flatMap(text => { const range = parsePortRange(text); return range.ok ? [range.value] : [] })
  return (named ?? [{ protocol: PROTOCOLS.tcp }, { protocol: PROTOCOLS.udp }]).map(match => ({ ...match, sourcePorts }))
}

function toProtocol(text: string): readonly ProtocolMatch[] {
  const traffic = parseTraffic(text)
  return !traffic || traffic.protocol === null ? [] : [{ protocol: traffic.protocol, ...(traffic.ports ? { ports: [traffic.ports] } : {}) }]
}
