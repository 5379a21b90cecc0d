import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { ConditionId, DeviceId, InterfaceId, Sourced, SpeakerId, TableId } from './ids'
import type { NextHop, Withholding } from './route'

/** A prefix that a speaker announces, or would if nothing withheld it. */
export interface Origination {
  readonly prefix: Cidr
  readonly from: ElementId
  readonly withheld?: Withholding
  readonly med?: number
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
  readonly multipath: 'all' | 'one-unknown'
  /** Whether it advertises what it has learned; without it only what it originates. */
  readonly transit?: true
}

export interface SessionEnd {
  readonly speaker: SpeakerId
  readonly address: IpAddress
  /** The interface that leads to the other end; routes learned here point out of it. */
  readonly interfaceId: InterfaceId
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
