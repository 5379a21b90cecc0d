import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { Code, ConditionId, InterfaceId, Sourced, TableId } from './ids'
import type { PacketMatch } from './match'

/**
 * Where a route sends a packet.
 * - `connected`: the destination itself is on the interface's link.
 * - `via`: to a next hop; without an interface the next hop is looked up in the same table (once, recursively).
 * - `interface`: out of a point-to-point or tunnel interface.
 * - `blackhole`: dropped in silence (`null-routed`); `unreachable`: refused with a notice (`no-route`). Source: ip-route(8).
 * - `leaves`: beyond what the design knows (`exits-network`).
 */
export type NextHop =
  | { readonly type: 'connected'; readonly interfaceId: InterfaceId }
  | { readonly type: 'via'; readonly address: IpAddress; readonly interfaceId?: InterfaceId }
  | { readonly type: 'interface'; readonly interfaceId: InterfaceId }
  | { readonly type: 'blackhole' }
  | { readonly type: 'unreachable' }
  | { readonly type: 'leaves' }

export interface Route extends Sourced {
  readonly prefix: Cidr
  readonly nextHop: NextHop
  /** How the route came to be, in the words of its technology: `local`, `static`, `propagated`, `bgp`, `subnet`… */
  readonly origin: string
  /** Among routes of one prefix the lowest preference wins (administrative distance, cloud ranking, priority). */
  readonly preference: number
  readonly preferredSource?: IpAddress
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
}

/** Chooses the table; the lowest priority that matches and whose table has a route wins. Source: ip-rule(8). */
export interface PolicyRule extends Sourced {
  readonly priority: number
  readonly match: PacketMatch
  readonly table: TableId
  /** A lookup that finds nothing in this table ends there instead of going on to the next rule. */
  readonly final?: boolean
}
