import type { TrackerId } from '@/lib/network/ids'
import type { TrackState } from '@/lib/network/match'
import type { Header } from '@/lib/network/trace'
import { PROTOCOLS } from '@/lib/net/protocol'
import { inverse, top, tupleOf, type Packet } from './packet'

/** One tracked flow: the header of its first packet as it came, and the header that its answers will have. */
export interface TrackedFlow { readonly original: Header; readonly reply: Header; readonly seenReply: boolean }

export interface Tracked { readonly state: TrackState; readonly direction: 'original' | 'reply'; readonly flow: TrackedFlow | null }

/** All connection tables of one branch of a simulation; branches get copies, so that none sees another's flows. */
export type TrackingTables = Map<string, { readonly flow: TrackedFlow; readonly direction: 'original' | 'reply' }>

const keyOf = (tracker: TrackerId, header: Header) => `${tracker} ${tupleOf(header)}`

/**
 * What a connection table says of a packet.
 *
 * A SYN-ACK whose SYN never passed, and an ACK inside a handshake of which only the SYN was seen, are invalid; an ACK of an unknown flow
 * counts as new (nf_conntrack_tcp_loose, on by default). Source: Linux nf_conntrack_proto_tcp.c, Documentation/networking/nf_conntrack-sysctl.rst.
 */
export function lookUpTracking(tables: TrackingTables, tracker: TrackerId, packet: Packet): Tracked {
  const header = top(packet)
  if (packet.quoted) {
    const found = tables.get(keyOf(tracker, packet.quoted))
    return found ? { state: 'related', direction: found.direction === 'original' ? 'reply' : 'original', flow: found.flow } : { state: 'invalid', direction: 'original', flow: null }
  }
  const found = tables.get(keyOf(tracker, header))
  if (!found) return { state: packet.segment === 'syn-ack' || packet.segment === 'reset' ? 'invalid' : 'new', direction: 'original', flow: null }
  if (found.direction === 'reply') return { state: 'established', direction: 'reply', flow: found.flow }
  if (found.flow.seenReply) return { state: 'established', direction: 'original', flow: found.flow }
  if (header.protocol === PROTOCOLS.tcp && packet.segment === 'ack') return { state: 'invalid', direction: 'original', flow: found.flow }
  return { state: 'new', direction: 'original', flow: found.flow }
}

/** Notes that an answer was seen: from now on the flow is established. */
export function noteReply(tables: TrackingTables, tracker: TrackerId, flow: TrackedFlow): void {
  if (!flow.seenReply) store(tables, tracker, { ...flow, seenReply: true })
}

/** Confirms a new flow, with the header its first packet leaves with: answers will come as that header's inverse. */
export function confirm(tables: TrackingTables, tracker: TrackerId, original: Header, leaving: Header): void {
  store(tables, tracker, { original, reply: inverse(leaving), seenReply: false })
}

function store(tables: TrackingTables, tracker: TrackerId, flow: TrackedFlow): void {
  tables.set(keyOf(tracker, flow.original), { flow, direction: 'original' })
  tables.set(keyOf(tracker, flow.reply), { flow, direction: 'reply' })
}
