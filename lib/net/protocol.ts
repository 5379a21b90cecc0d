import { err, ok, type Result } from './result'

/** The protocol number of the IP header, 0 to 255. Source: IANA, Assigned Internet Protocol Numbers (RFC 5237). */
export type Protocol = number

/** The protocols that have a name here. */
export const PROTOCOLS = { icmp: 1, ipip: 4, tcp: 6, udp: 17, gre: 47, esp: 50, ah: 51, icmpv6: 58, ospf: 89, sctp: 132 } as const

export type ProtocolName = keyof typeof PROTOCOLS

const NUMBER_BY_NAME: ReadonlyMap<string, Protocol> = new Map(Object.entries(PROTOCOLS))
const NAME_BY_NUMBER: ReadonlyMap<Protocol, string> = new Map(Object.entries(PROTOCOLS).map(([name, number]) => [number, name]))
const WITH_PORTS: ReadonlySet<Protocol> = new Set([PROTOCOLS.tcp, PROTOCOLS.udp, PROTOCOLS.sctp])
const NUMBER = /^(?:0|[1-9][0-9]{0,2})$/

/** Parses "tcp", "TCP" or a number from 0 to 255. */
export function parseProtocol(text: string): Result<Protocol, 'not-a-protocol'> {
  const named = NUMBER_BY_NAME.get(text.toLowerCase())
  if (named !== undefined) return ok(named)
  return NUMBER.test(text) && Number(text) <= 255 ? ok(Number(text)) : err('not-a-protocol')
}

/** The name in lower case, or the number when it has none here: "tcp", "112". */
export function formatProtocol(protocol: Protocol): string {
  return NAME_BY_NUMBER.get(protocol) ?? String(protocol)
}

/** Whether packets of the protocol carry ports: TCP (RFC 9293), UDP (RFC 768), SCTP (RFC 9260). */
export function hasPorts(protocol: Protocol): boolean {
  return WITH_PORTS.has(protocol)
}
