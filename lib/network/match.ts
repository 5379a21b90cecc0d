import type { Cidr } from '@/lib/net/cidr'
import type { PortRange } from '@/lib/net/port'
import type { AddressSetId, InterfaceId } from './ids'

/** Addresses that match: inside any of the prefixes or in any of the sets; `except` takes out again. Empty lists match nothing. */
export interface AddressMatch {
  readonly cidrs: readonly Cidr[]
  readonly sets?: readonly AddressSetId[]
  readonly except?: readonly Cidr[]
}

/** One protocol, and ports where the protocol has them. A missing list of ports means all. */
export interface ProtocolMatch {
  readonly protocol: number
  readonly ports?: readonly PortRange[]
  readonly sourcePorts?: readonly PortRange[]
}

/** What connection tracking says of a packet. Source: Linux nf_conntrack states (include/uapi/linux/netfilter/nf_conntrack_common.h). */
export type TrackState = 'new' | 'established' | 'related' | 'invalid' | 'untracked'

/** What a rule looks at. Every missing field matches everything. */
export interface PacketMatch {
  readonly sources?: AddressMatch
  readonly destinations?: AddressMatch
  readonly protocols?: readonly ProtocolMatch[]
  readonly inInterfaces?: readonly InterfaceId[]
  readonly outInterfaces?: readonly InterfaceId[]
  readonly mark?: { readonly value: number; readonly mask: number }
  readonly states?: readonly TrackState[]
}
