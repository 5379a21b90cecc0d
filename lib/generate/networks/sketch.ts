import type { Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'

/*
 * A network while it is being invented: routers, wires and hosts with their addresses, and what is configured so far. It is made into a
 * design at the end. Unlike everything else it is changed in place, one idea after the other.
 */

export type Version = 4 | 6

export interface Wire {
  readonly id: string
  readonly site: string
  readonly kind: 'transit' | 'lan'
  /** One prefix for each version of IP that the network speaks. */
  readonly prefixes: Readonly<Partial<Record<Version, Cidr>>>
  mtuBytes: number
}

export interface Port {
  readonly name: string
  readonly wire: Wire
  readonly addresses: Readonly<Partial<Record<Version, IpAddress>>>
  rpFilter?: 'strict' | 'loose'
  clampMss?: boolean
  proxyArp?: boolean
}

/** What the design says of a machine, in the words of the `linux` mechanism. */
export interface Config {
  gateways: string[]
  routes: RouteSketch[]
  rules: Readonly<Record<string, unknown>>[]
  marks: Readonly<Record<string, unknown>>[]
  nat: Readonly<Record<string, unknown>>[]
  /** What it announces by BGP. */
  networks: string[]
  /** Interfaces by which it speaks OSPF. */
  ospf: Readonly<Record<string, unknown>>[]
  chains: Partial<Record<'input' | 'forward' | 'output', ChainSketch>>
  icmpErrors?: false
  forwarding?: boolean
  tcpLoose?: false
  srcValidMark?: true
}
export interface HopSketch { readonly via?: string; readonly dev?: string }
export interface RouteSketch extends HopSketch { readonly to: string; readonly type?: string; readonly nexthops?: readonly HopSketch[]; readonly table?: string; readonly metric?: number; readonly src?: string; readonly mtu?: number }
export interface ChainSketch { readonly stateful: boolean; readonly policy: 'accept' | 'drop'; readonly rules: readonly Readonly<Record<string, unknown>>[] }

export interface Machine {
  readonly id: string
  readonly kind: 'router' | 'host'
  readonly site: string
  readonly ports: Port[]
  readonly config: Config
  readonly listens: (number | string)[]
  asn?: number
}

/** A tunnel between two routers, on top of whatever carries packets between its outside addresses. */
export interface TunnelSketch {
  readonly id: string
  readonly ends: readonly [Machine, Machine]
  readonly mechanism: string
  readonly config: Readonly<Record<string, unknown>>
  /** Failed: what is routed into it is lost. */
  readonly down: boolean
  readonly inside: readonly [Readonly<Partial<Record<Version, IpAddress>>>, Readonly<Partial<Record<Version, IpAddress>>>]
}

export interface SessionSketch { readonly id: string; readonly ends: readonly [Machine, Machine]; readonly over: string; readonly down: boolean; readonly config: Readonly<Record<string, unknown>> }

/** Things that occur in a network, for the coverage of many. */
export const FEATURES = ['source NAT', 'destination NAT', 'tunnel', 'policy rule', 'asymmetric path', 'stateful filter', 'MTU', 'ECMP', 'IPv6'] as const
export type Feature = (typeof FEATURES)[number] | 'overlap' | 'BGP' | 'OSPF' | 'nested tunnel' | 'reverse path' | 'reject' | 'mark' | 'untracked' | 'one-way filter' | 'own translation' | 'preferred source' | 'passed twice' | 'host as gateway' | 'tunnel down' | 'proxy ARP' | 'stray answer' | 'late refusal'

export interface Sketch {
  readonly versions: readonly Version[]
  readonly wires: Wire[]
  readonly machines: Machine[]
  readonly tunnels: TunnelSketch[]
  readonly sessions: SessionSketch[]
  readonly features: Set<Feature>
  /** Addresses that somebody translates: what probes may ask for as well, some of them only from one machine. */
  readonly translated: Translated[]
  /** Routers that stand on the way there or on the way back, but not on both. */
  readonly oneWay: Machine[]
  /** Machines whose own packets are of interest: they choose sources, ways or destinations by rules of their own. */
  readonly askers: Machine[]
  /** Hosts whose connections are cut once they stand. */
  readonly cutOff: Machine[]
  /** Routers that look at ports and keep no state. */
  readonly portsListed: Machine[]
  /** Servers whose answers go another way, past a translator that has not seen what they answer; and the hosts that are nearest to it. */
  readonly strayers: Asked[]
  /** Servers whose answers a reverse-path filter drops, and to which what is sent again is refused; and the hosts that are nearest. */
  readonly lateRefusers: Asked[]
}

/** A server that is asked often, and the hosts nearest to it, which ask it most. */
export interface Asked { readonly server: Machine; readonly near: readonly Machine[] }

export interface Translated { readonly address: IpAddress; readonly port?: number; readonly protocol?: 'tcp' | 'udp'; readonly from?: Machine }

export const emptyConfig = (): Config => ({ gateways: [], routes: [], rules: [], marks: [], nat: [], networks: [], ospf: [], chains: {} })
export const routersOf = (sketch: Sketch): readonly Machine[] => sketch.machines.filter(machine => machine.kind === 'router')
export const hostsOf = (sketch: Sketch): readonly Machine[] => sketch.machines.filter(machine => machine.kind === 'host')
/** Hosts on the wires of these ports. */
export const hostsBeside = (sketch: Sketch, ports: readonly Pick<Port, 'wire'>[]): readonly Machine[] => hostsOf(sketch).filter(host => host.ports.some(({ wire }) => ports.some(port => port.wire === wire)))
export const lansOf = (sketch: Sketch): readonly Wire[] => sketch.wires.filter(wire => wire.kind === 'lan')
/** The routers that stand on a wire. */
export const routersOn = (sketch: Sketch, wire: Wire): readonly Machine[] => routersOf(sketch).filter(router => router.ports.some(port => port.wire === wire))
