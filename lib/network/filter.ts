import type { ElementId } from '@/lib/net/element-id'
import type { Code, FilterId, RuleSetId, Sourced, TrackerId } from './ids'
import type { PacketMatch } from './match'

/**
 * How a refusal is answered. `reset` is for TCP (others get port-unreachable); the rest are ICMP destination-unreachable errors.
 * Source: RFC 792, RFC 1812 section 5.2.7.1, RFC 4443 section 3.1; nft(8) reject.
 */
export type Refusal = 'port-unreachable' | 'admin-prohibited' | 'host-unreachable' | 'net-unreachable' | 'reset'

/** `reject` answers with an ICMP error or a TCP reset; `drop` is silent. */
export type FilterAction =
  | { readonly type: 'accept' }
  | { readonly type: 'drop' }
  | { readonly type: 'reject'; readonly answer: Refusal }

export interface FilterRule extends Sourced {
  /** As its owner calls it: a rule's number, name or priority. */
  readonly name: string
  /** Rules of one filter are tried from the lowest order; equal orders in the order of addition. */
  readonly order: number
  readonly match: PacketMatch
  readonly action: FilterAction
}

/**
 * One list of rules at one hook, first match wins.
 *
 * `ingress` and `egress` act on what enters or leaves the interface (on a port: the fabric's side of it), `local-in`, `forward` and
 * `local-out` on what the device receives for itself, forwards or sends. Only `ingress`/`egress` name an interface by where they stand.
 * Rules may match states whether or not the filter is stateful.
 */
export interface Filter {
  readonly id: FilterId
  readonly from: ElementId
  /** The element that the filter stands at, and the side seen from there: names the place and `denied-in` or `denied-out`. */
  readonly guards: { readonly element: ElementId; readonly direction: 'in' | 'out' }
  readonly hook: 'ingress' | 'egress' | 'local-in' | 'forward' | 'local-out'
  /** A stateful filter lets replies and related packets of tracked flows pass before its rules. */
  readonly stateful: boolean
  /** Rules of its own, and the named sets of rules that mechanisms add to; compile merges the sets into `rules`. */
  readonly rules: readonly FilterRule[]
  readonly ruleSets?: readonly RuleSetId[]
  /** What happens when no rule matches, and whose default it is. */
  readonly otherwise: { readonly action: FilterAction; readonly code: Code; readonly elements: readonly ElementId[] }
  /** Codes that a refusal carries: of a first packet, of a reply, and of a packet whose hidden source would have passed. */
  readonly codes: { readonly denied: Code; readonly reply: Code; readonly hidden: Code }
  /** The connection table it reads, where that is not the device's or the port's. */
  readonly tracker?: TrackerId
  /** What passes is a property of the service and nobody can add to it: the refusal is mended elsewhere, not by admitting the packet. */
  readonly fixed?: true
  /** Part of the host's own stack: packets that came in by an interface with the path `fast` do not meet it. */
  readonly host?: true
}
