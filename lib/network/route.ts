import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { Code, ConditionId, InterfaceId, Sourced, TableId } from './ids'
import type { PacketMatch } from './match'

/**
 * Where a route sends a packet.
 * - `connected`: the destination itself is on the interface's link.
 * - `via`: to a next hop; with an interface it is taken to be on that link (`onlink`), without one it is looked up, recursively.
 * - `interface`: out of a point-to-point or tunnel interface.
 * - `blackhole`: dropped in silence (`null-routed`); `unreachable` and `prohibit`: refused with a notice (`no-route`: ICMP host unreachable, or
 *   administratively prohibited); `throw`: as if this table had no route, so that the next policy rule is tried. Source: ip-route(8).
 * - `leaves`: beyond what the design knows (`exits-network`).
 */
export type NextHop =
  | { readonly type: 'connected'; readonly interfaceId: InterfaceId }
  | { readonly type: 'via'; readonly address: IpAddress; readonly interfaceId?: InterfaceId }
  | { readonly type: 'interface'; readonly interfaceId: InterfaceId }
  | { readonly type: 'blackhole' }
  | { readonly type: 'unreachable' }
  | { readonly type: 'prohibit' }
  | { readonly type: 'throw' }
  | { readonly type: 'leaves' }

export interface Route extends Sourced {
  readonly prefix: Cidr
  readonly nextHop: NextHop
  /** How the route came to be, in the words of its technology: `local`, `static`, `propagated`, `bgp`, `subnet`… */
  readonly origin: string
  /** Among routes of one prefix the lowest preference wins (administrative distance, cloud ranking, priority). */
  readonly preference: number
  readonly preferredSource?: IpAddress
  /** The path's MTU in bytes, where it is smaller than the interface's. Source: ip-route(8), `mtu`. */
  readonly mtuBytes?: number
  /** The cost of the way inside its protocol (OSPF); to BGP the distance of a next hop. */
  readonly metric?: number
  /** Origins that this route beats even where they are more specific, and the code a loss to it carries. */
  readonly shadows?: { readonly origins: readonly string[]; readonly code: Code }
  /** The element whose range this prefix is, where the route was learned from elsewhere. */
  readonly owner?: ElementId
  readonly asPath?: readonly number[]
  readonly requires?: ConditionId
}

/** Why something is not there, and the elements where that is mended; of several elements any one suffices. */
export interface Withholding {
  readonly code: Code
  readonly elements: readonly ElementId[]
  readonly facts?: Facts
}

/** Values for a sentence: plain words, addresses and ids. */
export type Facts = Readonly<Record<string, string>>

/** A route that is NOT in the table, and why. Where more than one thing keeps it away, `why` is the nearest and `also` must be mended too. */
export interface Withheld { readonly route: Route; readonly why: Withholding; readonly also?: readonly Withholding[] }

export interface RouteTable {
  readonly id: TableId
  readonly from: ElementId
  readonly routes: readonly Route[]
  readonly withheld: readonly Withheld[]
  /** Equal routes: all are used (ECMP), or one of them, nobody can say which. */
  readonly ties: 'all' | 'one-unknown'
  /** Destinations for which route exchange has not come to rest: where they lead is undetermined. */
  readonly unsettled?: readonly Cidr[]
}

/**
 * Chooses the table; the lowest priority that matches and whose table has a route wins. Before all of them a device looks for its own
 * addresses (rule 0, the local table); after all of them comes the table `main`. A packet whose source is not chosen yet matches a
 * source only where that is everything. Source: ip-rule(8).
 */
export interface PolicyRule extends Sourced {
  readonly priority: number
  readonly match: PacketMatch
  readonly table: TableId
  /** A lookup that finds nothing in this table ends there instead of going on to the next rule. */
  readonly final?: boolean
  /** Routes of this length or shorter are passed over: 0 leaves out the default route. Source: ip-rule(8), suppress_prefixlength. */
  readonly suppressPrefixLength?: number
  /** Only for packets that the device itself sends (ip-rule(8), `iif lo`). */
  readonly ownOnly?: true
}
