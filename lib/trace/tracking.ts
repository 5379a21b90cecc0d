import type { ElementId } from '@/lib/net/element-id'
import type { InterfaceId, TrackerId } from '@/lib/network/ids'
import type { TrackState } from '@/lib/network/match'
import type { Network } from '@/lib/network/network'
import type { Header } from '@/lib/network/trace'
import { PROTOCOLS } from '@/lib/net/protocol'
import { inverse, quotedIn, top, tupleOf, type Packet } from './packet'

/** One tracked flow: the header of its first packet as it came, and the header that its answers will have. */
export interface TrackedFlow {
  readonly original: Header
  readonly reply: Header
  readonly seenReply: boolean
  /** Its first packet was in the middle of a conversation (nf_conntrack_tcp_loose): no handshake to keep to. */
  readonly pickedUp: boolean
  /** The connection's mark (nft(8), ct mark). */
  readonly mark: number
  /** Which rule has masqueraded it, and by which interface its first packet left. */
  readonly masqueraded: { readonly by: ElementId; readonly out: InterfaceId } | null
}

export interface Tracked { readonly state: TrackState; readonly direction: 'original' | 'reply'; readonly flow: TrackedFlow | null }

/** All connection tables of one branch of a simulation; branches get copies, so that none sees another's flows. */
export type TrackingTables = Map<string, { readonly flow: TrackedFlow; readonly direction: 'original' | 'reply' }>

const keyOf = (tracker: TrackerId, header: Header) => `${tracker} ${tupleOf(header)}`

const UNTRACKED_UNKNOWN = { direction: 'original', flow: null } as const

/**
 * What a connection table says of a packet.
 *
 * Of unknown flows: a SYN-ACK, a reset and an echo reply are invalid, a segment in the middle is new or invalid by a property of the
 * tracker, all else is new. An ICMP error goes the way of the answers to the packet that it quotes. An ACK inside a handshake of which only the SYN was seen is invalid (measured: kernel-lab 6).
 * Sources: Linux nf_conntrack_proto_tcp.c, nf_conntrack_proto_icmp.c, nf_conntrack_proto_sctp.c; nf_conntrack-sysctl.rst.
 */
export function lookUpTracking(tables: TrackingTables, tracker: TrackerId, packet: Packet, network: Pick<Network, 'trackers'>): Tracked {
  const quoted = quotedIn(packet)
  if (quoted) {
    const found = tables.get(keyOf(tracker, inverse(quoted)))
    return found ? { state: 'related', direction: found.direction, flow: found.flow } : { state: 'invalid', ...UNTRACKED_UNKNOWN }
  }
  const found = tables.get(keyOf(tracker, top(packet)))
  if (!found) return { state: unknownState(packet, tracker, network), ...UNTRACKED_UNKNOWN }
  const { flow, direction } = found
  if (direction === 'reply' || flow.seenReply) return { state: 'established', direction, flow }
  const insideHandshake = segmentIn(packet) === 'ack' && top(packet).protocol === PROTOCOLS.tcp && !flow.pickedUp
  return { state: insideHandshake ? 'invalid' : 'new', direction, flow }
}

/** A tunnel's outer packet is no part of the handshake inside it. */
const segmentIn = ({ segment, wraps }: Packet): Packet['segment'] => (wraps.length > 0 ? 'none' : segment)

function unknownState(packet: Packet, tracker: TrackerId, network: Pick<Network, 'trackers'>): TrackState {
  const segment = segmentIn(packet)
  if (segment === 'syn-ack' || segment === 'reset' || segment === 'echo-reply') return 'invalid'
  return segment === 'ack' && network.trackers.get(tracker)?.unknownAck === 'invalid' ? 'invalid' : 'new'
}

/** Whether a packet is of a flow that is known. */
export const isKnown = (tables: TrackingTables, tracker: TrackerId, header: Header): boolean => tables.has(keyOf(tracker, header))

/** Whether the answers to a packet would be taken for those of a flow that is known already. Source: Linux nf_conntrack_tuple_taken. */
export const isTaken = (tables: TrackingTables, tracker: TrackerId, leaving: Header): boolean => tables.has(keyOf(tracker, inverse(leaving)))

/** Notes that an answer was seen: from now on the flow is established. */
function noteReply(tables: TrackingTables, tracker: TrackerId, flow: TrackedFlow): void {
  if (!flow.seenReply) store(tables, tracker, { ...flow, seenReply: true })
}

export function forgetFlow(tables: TrackingTables, tracker: TrackerId, { original, reply }: TrackedFlow): void {
  tables.delete(keyOf(tracker, reply))
  tables.delete(keyOf(tracker, original))
}

/**
 * What an answer leaves behind of its flow: that it was answered, or nothing where the answer is a reset and the first.
 * Source: Linux nf_conntrack_tcp_packet ("if only reply is a RST, we can consider ourselves not to have an established connection").
 */
export function noteAnswer(tables: TrackingTables, tracker: TrackerId, flow: TrackedFlow, packet: Packet): void {
  if (!flow.seenReply && segmentIn(packet) === 'reset') forgetFlow(tables, tracker, flow)
  else noteReply(tables, tracker, flow)
}

/** Confirms a new flow, with the header its first packet leaves with: answers will come as that header's inverse. */
export function confirm(tables: TrackingTables, tracker: TrackerId, original: Header, leaving: Header, { pickedUp, mark, masqueraded }: Pick<TrackedFlow, 'pickedUp' | 'mark' | 'masqueraded'>): void {
  store(tables, tracker, { original, reply: inverse(leaving), seenReply: false, pickedUp, mark, masqueraded })
}

/** Changes the mark of a flow that is already known. One that this very packet has ended is not remembered again by it (Linux nf_ct_kill_acct; seed 428). */
export function markFlow(tables: TrackingTables, tracker: TrackerId, flow: TrackedFlow, mark: number): TrackedFlow {
  const known = tables.get(keyOf(tracker, flow.original))?.flow
  return known ? store(tables, tracker, { ...known, mark }) : { ...flow, mark }
}

function store(tables: TrackingTables, tracker: TrackerId, flow: TrackedFlow): TrackedFlow {
  tables.set(keyOf(tracker, flow.reply), { flow, direction: 'reply' })
  tables.set(keyOf(tracker, flow.original), { flow, direction: 'original' })
  return flow
}
