import type { IpAddress } from '@/lib/net/ip-address'
import type { AddressSet } from './address-set'
import type { ClusterObjects } from './cluster-objects'
import type { Condition } from './condition'
import type { Device, Link } from './device'
import type { AddressSetId, ClusterObjectsId, ConditionId, DeviceId, LinkId, NameServerId, Sourced, SpeakerId, TrackerId } from './ids'
import type { NameServer, StubResolver } from './name-server'
import type { Tracker } from './marking'
import type { OspfRouter, Redistribution } from './ospf'
import type { Propagation, Session, Speaker } from './speaker'

/** An address that only some devices translate and nothing owns: a cluster's service address. Off those devices it leads nowhere. */
export interface VirtualAddress extends Sourced { readonly address: IpAddress }

/** The vendor-neutral model of a design: data only, derived, and the same for the simulator and the kernel lab. */
export interface Network {
  readonly devices: ReadonlyMap<DeviceId, Device>
  readonly links: ReadonlyMap<LinkId, Link>
  readonly addressSets: ReadonlyMap<AddressSetId, AddressSet>
  readonly speakers: ReadonlyMap<SpeakerId, Speaker>
  readonly sessions: readonly Session[]
  readonly propagations: readonly Propagation[]
  readonly ospfRouters: ReadonlyMap<SpeakerId, OspfRouter>
  readonly redistributions: readonly Redistribution[]
  /** What is special about a connection table; one without an entry is an ordinary one. */
  readonly trackers: ReadonlyMap<TrackerId, Tracker>
  readonly conditions: ReadonlyMap<ConditionId, Condition>
  /** What became of the conditions; a condition without an entry has not been settled and does not hold. */
  readonly settled: ReadonlyMap<ConditionId, boolean>
  readonly nameServers: ReadonlyMap<NameServerId, NameServer>
  readonly clusters: ReadonlyMap<ClusterObjectsId, ClusterObjects>
  readonly stubResolvers: ReadonlyMap<DeviceId, StubResolver>
  readonly virtualAddresses: readonly VirtualAddress[]
}
