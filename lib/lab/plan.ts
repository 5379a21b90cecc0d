import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress, IpVersion } from '@/lib/net/ip-address'
import type { Flow } from '@/lib/network/flow'
import type { DeviceId } from '@/lib/network/ids'

/*
 * What a lab is made of, as plain data: the same for the runner, the shell script and the printed plan. Names of namespaces and interfaces
 * are numbers (`n3`, `if12`): iproute2 misreads names that begin like its keywords, and the kernel takes at most 15 bytes.
 */

/** What one end of a wire looks like in its namespace. `mac` may be the same at both ends: see wires.ts. */
export interface LabInterface {
  readonly name: string
  readonly mac: string
  readonly mtuBytes: number
  /** Without neighbour resolution: what is sent arrives at the only other end. */
  readonly resolves: boolean
  /** The bridge of a segment or of a port that this interface belongs to. */
  readonly bridge?: string
  readonly kind: 'veth' | 'tun' | VxlanDevice
}

export interface VxlanDevice { readonly vxlan: { readonly id: number; readonly local: IpAddress; readonly remote: IpAddress; readonly port: number; readonly sourcePort: 'same' | 'hashed'; readonly df: 'set' | 'unset' | 'inherit' } }

export interface LabAddress { readonly interface: string; readonly address: IpAddress; readonly length: number }
export interface LabNeighbour { readonly interface: string; readonly address: IpAddress; readonly mac: string }
export interface LabNextHop { readonly via?: IpAddress; readonly interface: string }

/** One route, with all its equal next hops. `metric` ranks routes of one prefix, lowest first. */
export interface LabRoute {
  readonly table: number
  readonly prefix: Cidr
  readonly type: 'unicast' | 'blackhole' | 'unreachable' | 'prohibit' | 'throw'
  readonly nextHops: readonly LabNextHop[]
  readonly metric: number
  readonly source?: IpAddress
  readonly mtuBytes?: number
}

export interface LabRule {
  readonly version: IpVersion
  readonly priority: number
  readonly from?: Cidr
  readonly to?: Cidr
  readonly inInterface?: string
  readonly protocol?: number
  readonly sourcePorts?: string
  readonly ports?: string
  readonly mark?: { readonly value: number; readonly mask: number }
  readonly suppressPrefixLength?: number
  readonly action: { readonly table: number } | 'unreachable' | 'prohibit' | 'blackhole'
}

export interface NftChain { readonly name: string; readonly base?: { readonly type: 'filter' | 'nat' | 'route'; readonly hook: string; readonly priority: number; readonly device?: string }; readonly rules: readonly string[] }
/** Every rule and every default counts on a counter of its own, named in `counters` with what it stands for. */
export interface NftTable { readonly family: 'inet' | 'netdev' | 'bridge'; readonly name: string; readonly counters: ReadonlyMap<string, string>; readonly chains: readonly NftChain[] }

export interface LabNamespace {
  readonly name: string
  readonly purpose: 'device' | 'port' | 'segment'
  /** The device that this namespace is, or whose port it is; null for a segment. */
  readonly device: DeviceId | null
  /** Files below /proc/sys/net, written before any interface exists (`early`) or after. */
  readonly sysctls: { readonly early: Readonly<Record<string, string>>; readonly late: Readonly<Record<string, string>> }
  readonly interfaces: readonly LabInterface[]
  readonly bridge?: string
  readonly addresses: readonly LabAddress[]
  readonly neighbours: readonly LabNeighbour[]
  readonly rules: readonly LabRule[]
  readonly routes: readonly LabRoute[]
  readonly nft: readonly NftTable[]
  /** Interfaces at which packets enter and leave the device, and the Ethernet address that says they are meant for it: where the observer counts. */
  readonly boundary: readonly { readonly interface: string; readonly mac: string }[]
}

/** A veth pair. */
export interface Wire { readonly ends: readonly [WireEnd, WireEnd]; readonly mtuBytes: number }
export interface WireEnd { readonly namespace: string; readonly interface: string; readonly mac: string }

/** A tunnel's end that the prober carries itself between a TUN interface and a socket, with the sizes of the real encapsulation. */
export interface CarriedTunnel {
  readonly namespace: string
  readonly interface: string
  readonly local: IpAddress
  readonly outerProtocol: number
  readonly port?: number
  readonly sourcePort: 'same' | 'hashed'
  readonly key: number
  readonly accepts: 'peers' | 'anyone'
  readonly headerBytes: number
  readonly trailerBytes: number
  readonly blockBytes: number
  readonly outerDf: 'set' | 'clear' | 'copy' | 'copy-ipv4'
  readonly learnsTooBig: 'sender' | 'route' | 'nobody'
  readonly peers: readonly { readonly sources: readonly Cidr[]; readonly destinations: readonly Cidr[]; readonly remote: IpAddress }[]
}

export interface LabListener { readonly namespace: string; readonly protocol: number; /** As a probe's. */ readonly ignoresLearnedMtu: boolean; readonly port?: number; readonly addresses?: readonly IpAddress[] }

/** One question, put to the kernel. `id` is the client's port (or ICMP identifier): unique in the lab, so that every packet tells its probe. */
export interface Probe {
  readonly id: number
  readonly name: string
  readonly namespace: string
  readonly flow: Flow
  /** Whether this device may ignore learned path MTUs, so that probes do not teach each other (its interfaces have the MTU they say, and its routes none of their own, which such a socket ignores too). */
  readonly ignoresLearnedMtu: boolean
  /** Why this machine cannot ask it. */
  readonly notRun?: string
  readonly expected?: Expected
}

/** What somebody who has asked the same question of a model expects; shown by the shell script and the printed plan. */
export interface Expected { readonly clientSees: readonly string[]; readonly diesAt: readonly string[]; readonly sourceSeen: readonly string[] }

/** Something of a device that this kernel (or any) does not do: replaced in earnest, or left out so that probes over it prove nothing. */
export interface Limit { readonly device: DeviceId; readonly what: string }

/** A device through which an ICMP error from or to these prefixes does not find home although a real one would. */
export interface QuotingLimit extends Limit { readonly mapped: readonly Cidr[] }

export interface LabPlan {
  readonly namespaces: readonly LabNamespace[]
  readonly wires: readonly Wire[]
  readonly tunnels: readonly CarriedTunnel[]
  readonly listeners: readonly LabListener[]
  readonly probes: readonly Probe[]
  readonly substitutes: readonly Limit[]
  readonly notRun: readonly Limit[]
  readonly errorsNotRun: readonly QuotingLimit[]
  /** Devices that say too-big here although they would not. */
  readonly tooBigNotRun: readonly Limit[]
}

/** What the kernel at hand can do; detected by lab/capabilities.ts, and for a script assumed of a laptop. */
export interface Capabilities { readonly vxlan: boolean; readonly tun: boolean; readonly bridgeFilter: boolean; readonly sctp: boolean }

/** What a usual Linux machine can do: for a plan that is made on another. */
export const USUAL: Capabilities = { vxlan: true, tun: true, bridgeFilter: true, sctp: true }

/** A question with a name of its own. */
export interface LabQuestion { readonly name: string; readonly flow: Flow; readonly expected?: Expected }
