import { parseTraffic } from '@/lib/design/fields'
import { cidr } from '@/lib/net/cidr'
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
  readonly traffic?: readonly string[] | undefined
  readonly sport?: readonly string[] | undefined
  readonly mark?: number | undefined
  readonly mask?: number | undefined
}

const ALL_BITS = 0xffff_ffff

/** The match of a rule; an interface that the machine does not have matches nothing. */
export function toMatch(context: MachineContext, { iif, oif, saddr, daddr, traffic, sport, mark, mask = ALL_BITS }: LooksAt): PacketMatch {
  const protocols = toProtocols(traffic, sport)
  return {
    ...(iif === undefined ? {} : { inInterfaces: named(context, iif) }), ...(oif === undefined ? {} : { outInterfaces: named(context, oif) }),
    ...(saddr ? { sources: ranges(saddr) } : {}), ...(daddr ? { destinations: ranges(daddr) } : {}), ...(protocols ? { protocols } : {}),
    ...(mark === undefined ? {} : { mark: { value: mark, mask } }),
  }
}

const named = (context: MachineContext, name: string): readonly InterfaceId[] => deviceNames(context).includes(name) ? [interfaceOf(deviceOf(context.id), name)] : []
const ranges = (texts: readonly string[]): AddressMatch => ({ cidrs: texts.map(text => cidr(text)) })

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
