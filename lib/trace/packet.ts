import type { Phase, Header } from '@/lib/network/trace'

/** Part of a TCP conversation that tracking tells apart; `none` for other protocols. */
export type TcpSegment = 'syn' | 'syn-ack' | 'ack' | 'reset' | 'none'

/** The flow at one moment: a stack of headers of which the last is on top (outermost), and what every device sees of it. */
export interface Packet {
  readonly headers: readonly Header[]
  /** Bytes of the whole IP packet, outermost header included. */
  readonly sizeBytes: number
  readonly dontFragment: boolean
  readonly ttl: number
  readonly mark: number
  readonly phase: Phase
  readonly segment: TcpSegment
  /** The header of the packet that an ICMP error speaks of (RFC 792). */
  readonly quoted?: Header
}

/** The header that routers and filters see. */
export const top = (packet: Packet): Header => packet.headers[packet.headers.length - 1] as Header

export const withTop = (packet: Packet, header: Header): Packet => ({ ...packet, headers: [...packet.headers.slice(0, -1), header] })

/** The header of an answer: ends swapped. */
export function inverse(header: Header): Header {
  return {
    source: header.destination, destination: header.source, protocol: header.protocol,
    ...(header.destinationPort === undefined ? {} : { sourcePort: header.destinationPort }),
    ...(header.sourcePort === undefined ? {} : { destinationPort: header.sourcePort }),
  }
}

/** One text per five-tuple: flows are told apart by it. */
export const tupleOf = (header: Header): string =>
  `${header.protocol} ${header.source} ${header.sourcePort ?? ''} ${header.destination} ${header.destinationPort ?? ''}`

/** First hop limit. Source: Linux net.ipv4.ip_default_ttl. */
export const DEFAULT_TTL = 64
