import type { Member } from './address-set'
import type { ClusterObjects } from './cluster-objects'
import type { Condition } from './condition'
import type { Device, Interface, Link, Listener } from './device'
import type { Filter, FilterRule } from './filter'
import type { Cidr } from '@/lib/net/cidr'
import type { AddressSetId, ClusterObjectsId, DeviceId, InterfaceId, RuleSetId, TableId, TrackerId } from './ids'
import type { PodObject, ServiceObject } from './cluster-objects'
import type { NameServer, StubResolver } from './name-server'
import type { Marking, Tracker } from './marking'
import type { NatRule } from './nat-rule'
import type { VirtualAddress } from './network'
import type { OspfRouter, Redistribution } from './ospf'
import type { PolicyRule, Route, RouteTable, Withheld } from './route'
import type { Origination, Propagation, Session, Speaker } from './speaker'

/** Filters and translations stand on a device, or on the port of one of its interfaces (its fabric's side). */
export type Place = { readonly device: DeviceId } | { readonly device: DeviceId; readonly port: InterfaceId }

/** One thing that a mechanism adds to the Network. Nothing is ever changed or taken away by another. */
export type Addition =
  | { readonly add: 'device'; readonly device: Device }
  | { readonly add: 'link'; readonly link: Link }
  | { readonly add: 'interface'; readonly device: DeviceId; readonly interface: Interface }
  | { readonly add: 'claim'; readonly device: DeviceId; readonly port: InterfaceId; readonly claims: readonly Cidr[] }
  | { readonly add: 'return-through'; readonly device: DeviceId; readonly port: InterfaceId; readonly trackers: readonly TrackerId[] }
  | { readonly add: 'listener'; readonly device: DeviceId; readonly listener: Listener }
  | { readonly add: 'table'; readonly device: DeviceId; readonly table: RouteTable }
  | { readonly add: 'route'; readonly device: DeviceId; readonly table: TableId; readonly route: Route }
  | { readonly add: 'withheld'; readonly device: DeviceId; readonly table: TableId; readonly withheld: Withheld }
  | { readonly add: 'policy-rule'; readonly device: DeviceId; readonly rule: PolicyRule }
  | { readonly add: 'nat'; readonly at: Place; readonly rule: NatRule }
  | { readonly add: 'filter'; readonly at: Place; readonly filter: Filter }
  | { readonly add: 'rule'; readonly set: RuleSetId; readonly rule: FilterRule }
  /** Says that a set exists, so that one without members is empty rather than unknown. */
  | { readonly add: 'address-set'; readonly set: AddressSetId }
  | { readonly add: 'member'; readonly set: AddressSetId; readonly member: Member }
  | { readonly add: 'speaker'; readonly speaker: Speaker }
  | { readonly add: 'origination'; readonly speaker: Speaker['id']; readonly origination: Origination }
  | { readonly add: 'session'; readonly session: Session }
  | { readonly add: 'propagation'; readonly propagation: Propagation }
  | { readonly add: 'ospf-router'; readonly router: OspfRouter }
  | { readonly add: 'redistribution'; readonly redistribution: Redistribution }
  | { readonly add: 'tracker'; readonly tracker: Tracker }
  | { readonly add: 'marking'; readonly device: DeviceId; readonly marking: Marking }
  | { readonly add: 'condition'; readonly condition: Condition }
  | { readonly add: 'name-server'; readonly nameServer: NameServer }
  | { readonly add: 'stub-resolver'; readonly device: DeviceId; readonly stubResolver: StubResolver }
  | { readonly add: 'cluster-objects'; readonly objects: ClusterObjects }
  | { readonly add: 'service-object'; readonly objects: ClusterObjectsId; readonly service: ServiceObject }
  | { readonly add: 'pod-object'; readonly objects: ClusterObjectsId; readonly pod: PodObject }
  | { readonly add: 'virtual-address'; readonly virtualAddress: VirtualAddress }
