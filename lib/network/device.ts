import type { Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { PortRange } from '@/lib/net/port'
import type { Filter } from './filter'
import type { Code, DeviceId, InterfaceId, LinkId, TrackerId } from './ids'
import type { Marking } from './marking'
import type { NatRule } from './nat-rule'
import type { PolicyRule, RouteTable } from './route'
import type { Tunnel } from './tunnel'

export interface Listener { readonly protocol: number; readonly ports: PortRange; readonly address?: Cidr; readonly from: ElementId }

/** Ends a leg and opens another; what it carries and where to is the mechanism's. */
export interface Proxy { readonly protocol: number; readonly ports: PortRange; readonly from: ElementId }

/** The fabric's side of an interface: applied after the device's egress and before its ingress, on the outermost header. */
export interface Port {
  /** What the segment delivers here, the interface's own addresses or not: secondary and alias ranges, proxy ARP, balancer addresses. */
  readonly claims: readonly Cidr[]
  /** `source`: may only send from its own addresses and claims; `source-and-destination`: may only receive for them as well. */
  readonly check: 'none' | 'source' | 'source-and-destination'
  readonly filters: readonly Filter[]
  readonly nat: readonly NatRule[]
  readonly tracker: TrackerId
  /**
   * Connection tables of the fabric that answers leaving here pass unseen, in this order, after the filters: each notes the answer and
   * puts back the source that its translation had hidden. So a balancer that keeps the client's address is undone without being on the way.
   */
  readonly returnsThrough?: readonly TrackerId[]
}

export interface Interface {
  readonly id: InterfaceId
  readonly link: LinkId
  readonly from: ElementId
  /** Mine, as the interface's address with the length of its connected prefix (so host bits may be set: address and length apart). */
  readonly addresses: readonly InterfaceAddress[]
  readonly mtuBytes: number
  readonly sendsTooBig: boolean
  /** Largest TCP segment that a SYN may announce when it passes this interface either way (nft(8) maxseg). */
  readonly mssClampBytes?: number
  /** As above, to what the routes' MTUs leave for a segment, the smaller of both directions (nft(8) `maxseg size set rt mtu`). */
  readonly mssClampToMtu?: true
  /** IPv4 only, as in Linux; see {@link Device.marksInReversePath}. Source: Documentation/networking/ip-sysctl.rst, rp_filter. */
  readonly reversePathFilter: 'off' | 'strict' | 'loose'
  /** Which IPv4 addresses it answers ARP for: its own (arp_ignore 1), or any of the device's (arp_ignore 0, the weak host model of RFC 1122 3.3.4.2). IPv6 neighbour discovery always answers for its own only. */
  readonly answersFor?: 'interface' | 'device'
  /** Answers ARP for every address that the device would route out of another interface. Source: ip-sysctl.rst, proxy_arp; RFC 1027. */
  readonly proxyArp?: true
  /** A failed interface sends, receives and answers nothing; its routes stay. */
  readonly up?: false
  /** `fast` bypasses rules marked for the host (eBPF, ipvlan). */
  readonly path: 'host' | 'fast'
  readonly port?: Port
  readonly tunnel?: Tunnel
}

export interface InterfaceAddress { readonly address: Cidr['address']; readonly length: number }

/** Every device is a small router: a pod, a node, a VPC's router, a gateway, a balancer. */
export interface Device {
  readonly id: DeviceId
  readonly from: ElementId
  readonly role: 'endpoint' | 'node' | 'router' | 'gateway' | 'balancer' | 'proxy' | 'name-server' | 'internet'
  readonly interfaces: readonly Interface[]
  readonly policyRules: readonly PolicyRule[]
  /** The table named `main` (see names.tableOf) is used when no policy rule matches. */
  readonly tables: readonly RouteTable[]
  readonly nat: readonly NatRule[]
  readonly filters: readonly Filter[]
  /** What is done to packets before they are translated and filtered: kept out of tracking, tracked elsewhere, marked. */
  readonly markings?: readonly Marking[]
  readonly listeners: readonly Listener[]
  readonly proxies: readonly Proxy[]
  readonly forwards: boolean
  /** Whether it says so when it cannot forward (a Linux host does, a cloud's fabric does not). */
  readonly notices: 'icmp' | 'silent'
  readonly tracker: TrackerId
  /** The reverse-path filter looks up with the packet's mark (net.ipv4.conf.*.src_valid_mark). */
  readonly marksInReversePath?: true
  /** A failed device does nothing at all; what is configured for it elsewhere stays. */
  readonly up?: false
}

export interface Link {
  readonly id: LinkId
  readonly from: ElementId
  /** Not modelled: interfaces stand on it, and no mechanism says what becomes of a packet there. */
  readonly kind: 'segment' | 'point-to-point' | 'tunnel' | 'not-modelled'
  /** Groups of interfaces that cannot reach each other on this link. */
  readonly apart: readonly (readonly InterfaceId[])[]
  /** Whether every member of the segment is in the design; only then can a neighbour be said to be missing. */
  readonly membersKnown: boolean
  readonly up: boolean
  /** Why it is down, where it is. */
  readonly down?: { readonly code: Code; readonly elements: readonly ElementId[] }
}
