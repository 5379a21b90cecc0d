import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { ConditionId, DeviceId, InterfaceId, Sourced, SpeakerId, TableId } from './ids'
import type { NextHop, Withholding } from './route'
import type { Community, RoutePolicy } from './route-policy'

/** A prefix that a speaker announces, or would if nothing withheld it. */
export interface Origination {
  readonly prefix: Cidr
  readonly from: ElementId
  readonly withheld?: Withholding
  readonly med?: number
  readonly communities?: readonly Community[]
}

/** A routing process. Learned routes go into `table` of `device`. */
export interface Speaker {
  readonly id: SpeakerId
  readonly from: ElementId
  readonly device: DeviceId
  readonly table: TableId
  readonly asn: number
  readonly originates: readonly Origination[]
  readonly installs: { readonly origin: string; readonly preference: number; readonly code: Sourced['code'] }
  /** Prefixes it refuses to take, such as those inside its own subnets. */
  readonly refuses?: readonly { readonly within: Cidr; readonly why: Withholding }[]
  /** Of equally good paths all are used, or one of them that nobody can name, or the one that the last tie-breaks choose. */
  readonly multipath: 'all' | 'one-unknown' | 'none'
  /** Whether it advertises what it has learned; without it only what it originates. */
  readonly transit?: true
  /** Who it is in ties and in reflection (RFC 4271 section 4.2); without it ties go to the lowest peer address. */
  readonly routerId?: IpAddress
  /** A route reflector's cluster (RFC 4456 section 7); its router id unless said otherwise. */
  readonly clusterId?: IpAddress
  /** LOCAL_PREF of what it learns from other ASes and originates (RFC 4271 section 5.1.5); 100 unless said otherwise. */
  readonly localPreference?: number
  /** Takes paths that hold its own AS up to this many times. */
  readonly allowsOwnAs?: number
  /** A next hop that its tables cannot reach makes a path unusable (RFC 4271 section 9.1.2.1); without it the neighbour is the next hop. */
  readonly resolvesNextHops?: true
}

export interface SessionEnd {
  readonly speaker: SpeakerId
  readonly address: IpAddress
  /** The interface that leads to the other end; routes learned here point out of it. */
  readonly interfaceId: InterfaceId
  /** What this end takes from the other, and tells it. Without a policy: everything. */
  readonly imports?: RoutePolicy
  readonly exports?: RoutePolicy
  /** This end reflects for the other, its client. Source: RFC 4456. */
  readonly reflectsFor?: true
  /** This end names itself as the next hop of what it tells (RFC 4271 section 5.1.3). */
  readonly nextHopSelf?: true
}

/** An eBGP or iBGP session. Source: RFC 4271. A session that is down still carries what it would, marked as withheld. */
export interface Session {
  readonly id: ElementId
  readonly ends: readonly [SessionEnd, SessionEnd]
  readonly down?: Withholding
  readonly requires?: ConditionId
}

/**
 * Copies what a speaker has learned into another table: a VPN gateway's routes into subnet route tables, a router's into the tables of
 * its network. With `withheld` the copies are withheld instead.
 */
export interface Propagation extends Sourced {
  readonly speaker: SpeakerId
  readonly device: DeviceId
  readonly table: TableId
  readonly nextHop: NextHop
  readonly origin: string
  readonly preference: number
  /** The copies' preference grows by the metric (MED) of what was learned. */
  readonly addsMed?: true
  readonly withheld?: Withholding
  /** Prefixes that this table does not take although it is propagated to, such as those inside the network's own subnets. */
  readonly refuses?: readonly { readonly within: Cidr; readonly why: Withholding }[]
}
