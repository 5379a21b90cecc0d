import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { Filter, FilterRule } from './filter'
import type { Flow } from './flow'
import type { ConditionId, DeviceId, InterfaceId, LinkId, Sourced, TableId } from './ids'
import type { TrackState } from './match'
import type { NatRule } from './nat-rule'
import type { Route, Withheld, Withholding } from './route'

/** One header of a packet, outermost last decided by the stack it stands in. Ports are missing where the protocol has none. */
export interface Header {
  readonly source: IpAddress
  readonly destination: IpAddress
  readonly protocol: number
  readonly sourcePort?: number
  readonly destinationPort?: number
}

/** Why a candidate route was not used. */
export interface LostRoute { readonly route: Route; readonly why: 'shorter' | 'less-preferred' | 'shadowed' | 'requires' }

/** What happened to the packet at one point of a device, with its evidence. */
export type Step =
  | { readonly type: 'originate'; readonly header: Header; readonly sizeBytes: number }
  | { readonly type: 'receive'; readonly interfaceId: InterfaceId; readonly link: LinkId; readonly header: Header }
  | { readonly type: 'check'; readonly check: 'source' | 'reverse-path' | 'ttl' | 'mtu' | 'neighbor' | 'forwarding'; readonly passed: boolean; readonly at: ElementId; readonly limitBytes?: number; readonly sizeBytes?: number }
  | { readonly type: 'track'; readonly state: TrackState; readonly mark?: number }
  | { readonly type: 'filter'; readonly filter: Filter; readonly verdict: 'accept' | 'drop' | 'reject'; readonly by: 'rule' | 'tracking' | 'default'; readonly rule?: FilterRule; readonly lost: readonly FilterRule[] }
  | { readonly type: 'route'; readonly table: TableId; readonly from: ElementId; readonly matched: Route | null; readonly lost: readonly LostRoute[]; readonly withheld: readonly Withheld[]; readonly ways: number; readonly certain: boolean }
  | { readonly type: 'translate'; readonly kind: 'source' | 'destination'; readonly before: Header; readonly after: Header; readonly by: NatRule | 'tracking'; readonly ways: number }
  | { readonly type: 'encapsulate'; readonly interfaceId: InterfaceId; readonly from: ElementId; readonly protocolName: string; readonly inner: Header; readonly outer: Header; readonly innerBytes: number; readonly outerBytes: number; /** What the outer packet keeps of the inner one's mark, where it keeps any. */ readonly mark?: number }
  | { readonly type: 'decapsulate'; readonly interfaceId: InterfaceId; readonly from: ElementId; readonly protocolName: string; readonly inner: Header; readonly outer: Header; /** What the inner packet keeps of the outer one's, likewise. */ readonly mark?: number }
  | { readonly type: 'proxy'; readonly from: ElementId }
  | { readonly type: 'deliver'; readonly header: Header; readonly listener: ElementId }
  | { readonly type: 'transmit'; readonly interfaceId: InterfaceId; readonly link: LinkId; readonly to: DeviceId | null; readonly header: Header; readonly sizeBytes: number }

/** What one device did. Two hops that follow each other are joined by the transmit of the first and the receive of the second. */
export interface Hop { readonly device: DeviceId; readonly element: ElementId; readonly steps: readonly Step[] }

export const SUCCESSES = ['accepted', 'delivered-to-subnet', 'exits-network', 'proxied'] as const
export const FAILURES = [
  'denied-in', 'denied-out', 'no-route', 'null-routed', 'neighbor-unreachable', 'refused', 'ttl-exceeded', 'mtu-exceeded', 'tunnel-down',
  'spoof-dropped', 'reverse-path-dropped', 'protocol-not-carried', 'not-a-reply', 'delivered-elsewhere', 'loop',
] as const
/** How one trace ended. */
export type Disposition = (typeof SUCCESSES)[number] | (typeof FAILURES)[number] | 'undetermined'

/** What the one who asked notices. */
export type ClientSees = 'ok' | 'timeout' | 'refused' | 'unreachable' | 'reset' | 'too-big'

/** A thing that would have to be otherwise for the packet to go on, seen where it died or earlier on its way. */
export interface Fault {
  readonly why: Withholding
  /** Where the packet died. */
  readonly place: ElementId
  readonly mend: Mend
}

/** How the Network would be otherwise: what the blocker search changes in a copy to look behind a fault. */
export type Mend =
  | { readonly type: 'route'; readonly device: DeviceId; readonly withheld: Withheld; readonly table: TableId }
  | { readonly type: 'unshadow'; readonly device: DeviceId; readonly table: TableId; readonly route: Route }
  | { readonly type: 'admit'; readonly filter: Filter; readonly header: Header }
  | { readonly type: 'link-up'; readonly link: LinkId }
  | { readonly type: 'condition'; readonly condition: ConditionId }
  | { readonly type: 'nothing' }

/** Which packet of a conversation: the first one, the answer to it, one of the asked size, the answer to that; or an error's way back. */
export type Phase = 'open' | 'reply' | 'continue' | 'continue-reply' | 'notice'

/** The way of one packet. */
export interface Trace {
  readonly phase: Phase
  readonly flow: Flow
  readonly hops: readonly Hop[]
  readonly disposition: Disposition
  /** The device where it ended, and the element that stands there (a port's owner rather than the device behind it). */
  readonly device: DeviceId
  readonly place: ElementId
  /** The packet as it arrived. */
  readonly arrived: Header
  /** What may be blamed for a failure, nearest to the end first; the blocker search decides. */
  readonly faults: readonly Fault[]
  /** Why it is undetermined, where it is. */
  readonly undetermined?: { readonly code: Sourced['code']; readonly facts?: Readonly<Record<string, string>> }
}
