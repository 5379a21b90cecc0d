import { PROTOCOLS } from '@/lib/net/protocol'
import { segmentOverheadBytes } from '@/lib/net/header-bytes'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Flow } from '@/lib/network/flow'
import type { Phase } from '@/lib/network/trace'
import type { Segment } from './packet'

/** A TCP segment without data, with usual options. Source: RFC 9293 section 3.1, and the options Linux sends. */
export const HANDSHAKE_BYTES = 60

/** What the packets of a conversation are to tracking. Sources: RFC 9293 section 3.5, RFC 9260 section 5.1, RFC 792 and RFC 4443 section 4 (echo). */
export function segmentOf(protocol: number, phase: Phase): Segment {
  const answer = phase === 'reply' || phase === 'continue-reply'
  switch (protocol) {
    case PROTOCOLS.tcp: return phase === 'open' ? 'syn' : phase === 'reply' ? 'syn-ack' : 'ack'
    case PROTOCOLS.sctp: return answer ? 'syn-ack' : 'syn'
    case PROTOCOLS.icmp: case PROTOCOLS.icmpv6: return answer ? 'echo-reply' : 'echo'
    default: return 'none'
  }
}

/** Bytes of a packet of the conversation: TCP's handshake is small whatever is asked, and its data no larger than the other end has announced. */
export function bytesOf({ protocol, sizeBytes, replyBytes = sizeBytes }: Flow, phase: Phase, destination: IpAddress, announcedMss: number | null): number {
  if (protocol !== PROTOCOLS.tcp) return phase === 'reply' ? replyBytes : sizeBytes
  if (phase === 'open') return Math.min(sizeBytes, HANDSHAKE_BYTES)
  if (phase === 'reply') return HANDSHAKE_BYTES
  return Math.min(phase === 'continue-reply' ? replyBytes : sizeBytes, (announcedMss ?? Infinity) + segmentOverheadBytes(versionOf(destination)))
}

/** A host's answers to echo requests may be fragmented, whatever the request said. Source: Linux icmp_reply (IP_PMTUDISC_DONT). */
export const mayNotFragment = ({ protocol, dontFragment }: Flow, phase: Phase): boolean =>
  dontFragment && !(phase === 'reply' && (protocol === PROTOCOLS.icmp || protocol === PROTOCOLS.icmpv6))
