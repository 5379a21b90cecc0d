import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { ClusterObjectsId, Code, ConditionId, DeviceId, NameServerId } from './ids'

/** What a process puts into its questions, as resolv.conf(5) says it. */
export interface StubResolver {
  readonly from: ElementId
  /** The device whose network it uses, where that is not the device of its own name: a pod in its node's network. */
  readonly runsOn?: DeviceId
  readonly nameServers: readonly IpAddress[]
  readonly search: readonly string[]
  readonly ndots: number
  readonly timeoutSeconds: number
  readonly attempts: number
  readonly library: StubLibrary
  /** None where absent. musl knows none of them. */
  readonly options?: readonly StubOption[]
}

/** Types of records that a server may hold. Source: IANA "Resource Record (RR) TYPEs". */
export const DATA_TYPES = ['A', 'AAAA', 'CNAME', 'DNAME', 'PTR', 'SRV', 'NS', 'SOA', 'TXT', 'MX', 'HINFO', 'CAA', 'DS', 'NAPTR', 'HTTPS', 'SVCB', 'SPF'] as const
export type DataType = (typeof DATA_TYPES)[number]

/** The resolver of a C library; musl asks again over TCP since 1.2.4. Source: musl WHATSNEW, 1.2.4. */
export type StubLibrary = 'glibc' | 'musl' | 'musl-before-1.2.4'

/** Options that change which questions are asked, how, or of whom. Source: resolv.conf(5). */
export const STUB_OPTIONS = ['rotate', 'single-request', 'single-request-reopen', 'use-vc', 'trust-ad', 'edns0', 'no-aaaa', 'no-tld-query'] as const
export type StubOption = (typeof STUB_OPTIONS)[number]

/** A resource record as far as lookups need it. Owner and targets are lower case without the trailing dot. Source: RFC 1035 section 3.2.1. */
export interface ResourceRecord {
  readonly name: string
  readonly type: DataType
  readonly ttlSeconds: number
  /** The record's data in presentation form. */
  readonly data: string
  /** The element the record speaks of, where there is one: what a question for this name is meant to reach. */
  readonly from?: ElementId
  readonly device?: DeviceId
}

/** A zone with its records, answered with authority: a private zone of a cloud, a zone file. */
export interface ZoneData { readonly from: ElementId; readonly zone: string; readonly records: readonly ResourceRecord[] }

/** A cluster that a name server watches, and how: `key` is '' for its own, else the kubeconfig file or endpoint URL of the stanza. */
export interface WatchedCluster {
  readonly key: string
  readonly objects: ClusterObjectsId
  /** Per instance: whether that process reaches the API server. Without a condition it always does. */
  readonly synced: ReadonlyMap<DeviceId, ConditionId>
}

/**
 * How a resolver treats a zone (`.`: every name) that it does not answer itself. The longest zone counts, its own zones included; of equal
 * ones a way comes before a zone of its own.
 * - `forward`: the servers are asked, from each of these devices. - `as`: what another server would say. - `recursive`: from the root.
 * - `cluster`: the objects of a cluster, for clients inside these prefixes (null: for all).
 */
export interface ResolverWay {
  readonly from: ElementId
  readonly zone: string
  /** Before everything else, longer zones too. */
  readonly first?: true
  readonly way:
    | { readonly type: 'forward'; readonly servers: readonly IpAddress[]; readonly devices: readonly DeviceId[] }
    | { readonly type: 'as'; readonly server: NameServerId }
    | { readonly type: 'cluster'; readonly cluster: WatchedCluster; readonly clients: readonly Cidr[] | null }
    | { readonly type: 'recursive' }
}

export type NameServerBehaviour =
  /** Server blocks and plugin chains, configured by a Corefile. `/etc/resolv.conf` in it means `upstreams`. */
  | {
      readonly type: 'corefile'; readonly text: string; readonly upstreams: readonly IpAddress[]; readonly clusters: readonly WatchedCluster[]
      /** The search list of the server's own resolv.conf. */
      readonly search?: readonly string[]
      /** Files beside the Corefile, by the path that it names: zone files and host files. */
      readonly files?: Readonly<Record<string, string>>
    }
  /** Forwards stub domains by longest suffix, answers its cluster's zone, and sends the rest upstream. */
  | { readonly type: 'stub-domains'; readonly zone: string; readonly cluster: WatchedCluster; readonly domains: readonly { readonly zone: string; readonly servers: readonly IpAddress[] }[]; readonly upstreams: readonly IpAddress[] }
  /** Answers its private zones with authority and resolves the rest from the root by itself, over a path that is not the design's. */
  | { readonly type: 'recursive'; readonly zones: readonly ZoneData[]; readonly root?: NameServerId; readonly ways?: readonly ResolverWay[] }
  /** Answers its zones with authority and refuses everything else. */
  | { readonly type: 'authoritative'; readonly zones: readonly ZoneData[] }
  /** Answers as another server does: an address elsewhere for the same resolver. */
  | { readonly type: 'as'; readonly server: NameServerId }
  /** Stands for the public name space: the zones given here, NXDOMAIN for names that the root does not delegate, else not modelled. */
  | { readonly type: 'public'; readonly zones: readonly ZoneData[] }

export interface NameServer {
  readonly id: NameServerId
  readonly from: ElementId
  /** Where the process runs: each instance answers for itself, from its own address. */
  readonly instances: readonly DeviceId[]
  readonly behaviour: NameServerBehaviour
  /** It bears few connections: who asks over TCP may be refused at times. */
  readonly limitsTcp?: true
  /** Codes of its own faults: a zone it should serve but does not, a stanza that swallows a name, a cluster it cannot watch. */
  readonly codes: { readonly zoneNotServed: Code; readonly noFallthrough: Code; readonly notSynced: Code }
}
