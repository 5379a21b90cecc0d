import type { Sourced, TrackerId } from './ids'
import type { PacketMatch } from './match'

/** Bits of a mark: those under the mask become those of the value. Source: nft(8), meta mark and ct mark. */
export interface MarkBits { readonly value: number; readonly mask: number }

/**
 * What is done to a packet.
 * - `untrack`: connection tracking does not see it, so it is neither translated nor of any state but `untracked`.
 * - `track-in`: it is looked up in this connection table (a zone) instead of the device's.
 * - `mark`: on the packet, for policy rules and matches; it never leaves the device.
 * - `mark-connection`: on its flow. `save`: from packet to flow. `restore`: from flow to packet.
 *
 * Source: nft(8), notrack, ct zone, meta mark, ct mark; iptables-extensions(8), CT, MARK, CONNMARK.
 */
export type MarkingAction =
  | { readonly type: 'untrack' }
  | { readonly type: 'track-in'; readonly tracker: TrackerId }
  | { readonly type: 'mark' | 'mark-connection'; readonly bits: MarkBits }
  | { readonly type: 'save' | 'restore'; readonly mask: number }

/**
 * One rule of a list in which every match acts, in order. `raw` comes before tracking (there `untrack`, `track-in` and `mark` make sense),
 * `mangle` after it and before translation. `prerouting` is for packets that come in, `output` for the device's own (which are routed
 * again where their mark has changed), `forward` for those on their way through (to save or set marks of flows).
 * Source: netfilter hook priorities, include/uapi/linux/netfilter_ipv4.h.
 */
export interface Marking extends Sourced {
  readonly id: string
  readonly hook: 'prerouting' | 'output' | 'forward'
  readonly stage: 'raw' | 'mangle'
  readonly order: number
  readonly match: PacketMatch
  readonly action: MarkingAction
}

/**
 * A connection table. `unknownAck`: what it says of a TCP segment in the middle of a conversation that it does not know: Linux takes it for
 * new (nf_conntrack_tcp_loose, on by default), a strict firewall calls it invalid. A tracker without an entry takes it for new.
 */
export interface Tracker { readonly id: TrackerId; readonly unknownAck: 'new' | 'invalid' }
