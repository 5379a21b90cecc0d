import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { PortRange } from '@/lib/net/port'
import type { ConditionId, Sourced } from './ids'
import type { PacketMatch } from './match'

/** One alternative of a destination translation: a ready endpoint of a service, a target of a balancer. */
export interface NatTarget {
  readonly address: IpAddress
  readonly port?: number
  readonly from: ElementId
  readonly requires?: ConditionId
}

/**
 * What a rule does to the first packet of a flow; tracking does the same to the rest and undoes it for replies.
 * - `unchanged`: stop here, translate nothing. - `source`: rewrite to one of the addresses, all of which are followed. - `masquerade`: to the
 *   out-interface's address. With `ports`, a source port outside them becomes one of them.
 * - `destination`: to one of the targets, all of which are followed. - `prefix`: one-to-one mapping that keeps the host bits: of every packet alike, without
 *   state, as a fabric does it; or `byFlow`, where the device tracks and does it to a flow's first packet, as Linux does (nft(8), `snat prefix`).
 * - `mark`: set the mark and go on.
 */
export type NatAction =
  | { readonly type: 'unchanged' }
  | { readonly type: 'source'; readonly addresses: readonly IpAddress[]; readonly ports?: PortRange }
  | { readonly type: 'masquerade'; readonly ports?: PortRange }
  | { readonly type: 'destination'; readonly targets: readonly NatTarget[]; readonly mark?: number }
  | { readonly type: 'source-prefix' | 'destination-prefix'; readonly inside: Cidr; readonly outside: Cidr; readonly byFlow?: true }
  | { readonly type: 'mark'; readonly mark: number }

export interface NatRule extends Sourced {
  readonly id: string
  readonly hook: 'prerouting' | 'output' | 'postrouting'
  /** One scale for all: 0-99 exceptions, 100-199 services, 200-299 the cluster's own source translation, 300-399 gateways. */
  readonly order: number
  readonly match: PacketMatch
  readonly action: NatAction
  /** Part of the host's own stack: packets that came in by an interface with the path `fast` do not meet it. */
  readonly host?: true
}
