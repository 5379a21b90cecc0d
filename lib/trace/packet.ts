import type { DeviceId, InterfaceId } from '@/lib/network/ids'
import type { Phase, Header } from '@/lib/network/trace'
import type { Tunnel } from '@/lib/network/tunnel'

/** What tracking tells apart: parts of a handshake (TCP's, and SCTP's INIT and INIT ACK), echoes, and `none` for everything else. */
export type Segment = 'syn' | 'syn-ack' | 'ack' | 'reset' | 'echo' | 'echo-reply' | 'none'

/** What an encapsulation has put away, to be taken out again at the other end. */
export interface Wrap {
  readonly device: DeviceId
  readonly interfaceId: InterfaceId
  readonly tunnel: Tunnel
  readonly innerBytes: number
  readonly innerTtl: number
  readonly innerDontFragment: boolean
  readonly innerFragmented: boolean
}

/** The flow at one moment: a stack of headers of which the last is on top (outermost), and what every device sees of it. */
export interface Packet {
  readonly headers: readonly Header[]
  /** One per header below the top, outermost last. */
  readonly wraps: readonly Wrap[]
  /** Bytes of the whole IP packet, outermost header included; of a packet that was fragmented, of its largest fragment. */
  readonly sizeBytes: number
  readonly fragmented: boolean
  readonly dontFragment: boolean
  /** Of the outermost header. */
  readonly ttl: number
  readonly mark: number
  readonly phase: Phase
  readonly segment: Segment
  /** The segment size that a SYN or its answer announces: null until it sets out, and for everything else. */
  readonly mssBytes: number | null
  /** The header of the packet that an ICMP error speaks of (RFC 792, RFC 4443 section 2.4). */
  readonly quoted?: Header
}

/** The header that an ICMP error quotes, where the error is on top: inside a tunnel nobody sees that it is one. */
export const quotedIn = ({ quoted, wraps }: Packet): Header | undefined => (wraps.length > 0 ? undefined : quoted)

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
