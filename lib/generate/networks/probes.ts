import { bitsOfVersion, nthAddress } from '@/lib/net/cidr'
import { ip, versionOf, type IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Random } from '@/lib/generate/random'
import { chance, pick } from './choose'
import { hostsOf, lansOf, routersOf, type Machine, type Sketch, type Translated, type Version } from './sketch'

/** A question to a network: who asks, what for, how large the packets are (bytes of the IP packet). */
export interface Probe {
  /** The id of the element that asks, which is also that of its device. */
  readonly from: string
  readonly destination: IpAddress
  readonly protocol: number
  readonly destinationPort?: number
  readonly sizeBytes: number
  readonly dontFragment: boolean
  /** Hops that it may take, where they are few. */
  readonly ttl?: number
  /** Of a machine with several addresses, the one it asks from; otherwise routing chooses. */
  readonly source?: IpAddress
}

/** Sizes that every network is asked with, beside those around its own MTUs. */
export const SIZES = [100, 100, 100, 1000, 1400, 1450, 1500] as const
const LEAST_BYTES = 100
const TCP_PORTS = [80, 80, 443, 22, 8080, 9] as const
const UDP_PORTS = [53, 53, 5000, 5300, 9] as const

/** So many different questions, of hosts mostly to hosts; open and closed ports, small and large packets, addresses that nobody has. */
export function drawProbes(sketch: Sketch, random: Random, count: number): readonly Probe[] {
  const probes = new Map<string, Probe>()
  for (let tries = 0; probes.size < count && tries < count * 4; tries++) {
    const probe = drawProbe(sketch, random)
    if (probe) probes.set(JSON.stringify(probe), probe)
  }
  return [...probes.values()]
}

function drawProbe(sketch: Sketch, random: Random): Probe | undefined {
  const asker = askerOf(sketch, random)
  const version = pick(random, sketch.versions)
  const target = targetFor(sketch, random, { from: asker, version })
  if (target === undefined) return undefined
  const from = target.from ?? asker
  const sizeBytes = sizeFor(sketch, random)
  const open = target.machine ? target.machine.listens : []
  const common = { from: from.id, destination: target.address, sizeBytes, ...(chance(random, 8) ? { ttl: pick(random, [1, 1, 2, 2, 3, 4]) } : {}), ...sourceOf(from, version, random) }
  switch (target.protocol === undefined ? random.below(5) : target.protocol === 'tcp' ? 0 : 2) {
    case 0: case 1: return { ...common, protocol: PROTOCOLS.tcp, destinationPort: target.port ?? portOf(open, 'tcp', random), dontFragment: true }
    case 2: case 3: return { ...common, protocol: PROTOCOLS.udp, destinationPort: target.port ?? portOf(open, 'udp', random), dontFragment: version === 6 || chance(random, 65) }
    default: return { ...common, protocol: version === 4 ? PROTOCOLS.icmp : PROTOCOLS.icmpv6, dontFragment: version === 6 || chance(random, 60) }
  }
}

/** Mostly a host; more often those whose own packets are of interest. */
function askerOf(sketch: Sketch, random: Random): Machine {
  if (sketch.askers.length > 0 && chance(random, 12)) return pick(random, sketch.askers)
  return chance(random, 94) ? pick(random, hostsOf(sketch)) : pick(random, routersOf(sketch))
}

/** Mostly another host; a translated address, a router, an address that nobody has, one that nobody knows the way to. */
function targetFor(sketch: Sketch, random: Random, { from, version }: { readonly from: Machine; readonly version: Version }): (Translated & { readonly machine?: Machine }) | undefined {
  const roll = random.below(100)
  const translated = sketch.translated.filter(({ address }) => versionOf(address) === version)
  if (roll < 18 && translated.length > 0) return pick(random, translated)
  if (roll < 81) return ownAddress(pick(random, hostsOf(sketch).filter(host => host !== from)), version, random)
  if (roll < 88) return ownAddress(pick(random, routersOf(sketch)), version, random)
  if (roll < 94) {
    const prefix = pick(random, lansOf(sketch)).prefixes[version]
    const address = prefix && nthAddress(prefix, 200 + random.below(20))
    return address === undefined || prefix?.length === bitsOfVersion(version) ? undefined : { address }
  }
  return { address: ip(version === 4 ? '198.51.100.7' : '2001:db8:dead::7') }
}

/** One of its addresses. */
export function ownAddress(machine: Machine, version: Version, random: Random): { readonly address: IpAddress; readonly machine: Machine } | undefined {
  const addresses = machine.ports.flatMap(port => port.addresses[version] ?? [])
  return addresses.length === 0 ? undefined : { address: pick(random, addresses), machine }
}

/** Now and then a machine with several addresses says itself which one it asks from. */
function sourceOf(from: Machine, version: Version, random: Random): Pick<Probe, 'source'> {
  const addresses = from.ports.flatMap(port => port.addresses[version] ?? [])
  return addresses.length > 1 && chance(random, 25) ? { source: pick(random, addresses) } : {}
}

/** Mostly a port on which it listens. */
export function portOf(listens: Machine['listens'], protocol: 'tcp' | 'udp', random: Random): number {
  const open = listens.flatMap(port => (typeof port === 'number' ? (protocol === 'tcp' ? [port] : []) : port.startsWith(`${protocol}/`) ? [Number(port.slice(protocol.length + 1))] : []))
  return open.length > 0 && chance(random, 80) ? pick(random, open) : pick(random, protocol === 'tcp' ? TCP_PORTS : UDP_PORTS)
}

/** Around the smallest MTUs half of the time. */
function sizeFor(sketch: Sketch, random: Random): number {
  const limits = [...new Set([...sketch.wires.map(wire => wire.mtuBytes), ...sketch.tunnels.map(tunnel => Number(tunnel.config['mtuBytes']))])].filter(bytes => bytes < 1500)
  if (limits.length === 0 || chance(random, 50)) return pick(random, SIZES)
  return Math.max(LEAST_BYTES, pick(random, limits) + pick(random, [-80, -28, 0, 1, 40]))
}
