import { cidr, formatCidr, nthAddress } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { Random } from '@/lib/generate/random'
import { chance, pick, several } from './choose'
import { lansOf, routersOf, type Machine, type Sketch, type TunnelSketch, type Version } from './sketch'

/** Technologies, and which versions of IP each carries over which. */
const KINDS = ['vxlan', 'geneve', 'gre', 'ipip', 'wireguard', 'openvpn'] as const
type Kind = (typeof KINDS)[number]

/** What a tunnel adds over IPv4 and IPv6, in bytes, for an MTU that fits; its own mechanism knows better. */
const ROOM: Readonly<Record<Kind, Readonly<Record<Version, number>>>> = {
  vxlan: { 4: 50, 6: 70 }, geneve: { 4: 50, 6: 70 }, gre: { 4: 24, 6: 52 }, ipip: { 4: 20, 6: 20 }, wireguard: { 4: 80, 6: 80 }, openvpn: { 4: 52, 6: 72 },
}

/** One or two tunnels between routers that have wires with hosts; sometimes one inside another. Before routes are written, which then use them. */
export function addTunnels(sketch: Sketch, random: Random): void {
  const housed = routersOf(sketch).filter(router => router.ports.some(port => port.wire.kind === 'lan'))
  const [a, b, ...rest] = several(random, housed, 3)
  if (!a || !b) return
  const first = dig(sketch, random, [a, b])
  sketch.features.add('tunnel')
  if (first && chance(random, 30)) digInside(sketch, random, first)
  else if (rest[0] && chance(random, 25)) dig(sketch, random, [a, rest[0]])
}

/** The outer version, and which kinds may carry what the network speaks over it. */
function kindsFor(sketch: Sketch, outer: Version): readonly Kind[] {
  return KINDS.filter(kind => kind !== 'ipip' || (outer === 4 && !sketch.versions.includes(6)))
}

function dig(sketch: Sketch, random: Random, ends: readonly [Machine, Machine]): TunnelSketch | undefined {
  const version = pick(random, sketch.versions)
  const outside = ends.map(end => pick(random, end.ports.filter(port => port.wire.kind === 'transit')).addresses[version])
  const kind = pick(random, kindsFor(sketch, version))
  const [first, second] = outside
  return first === undefined || second === undefined ? undefined : write(sketch, random, { ends, kind, outside: [first, second], version, room: 0 })
}

/** Another tunnel between the same two, whose outer packets go through the first. */
function digInside(sketch: Sketch, random: Random, outer: TunnelSketch): void {
  const version = pick(random, sketch.versions)
  const [first, second] = outer.inside.map(side => side[version])
  const kind = pick(random, kindsFor(sketch, version))
  if (first === undefined || second === undefined) return
  write(sketch, random, { ends: outer.ends, kind, outside: [first, second], version, room: 1500 - (outer.config['mtuBytes'] as number) })
  sketch.features.add('nested tunnel')
}

interface Dug { readonly ends: readonly [Machine, Machine]; readonly kind: Kind; readonly outside: readonly [IpAddress, IpAddress]; readonly version: Version; /** What the way outside has less than 1500 bytes. */ readonly room: number }

function write(sketch: Sketch, random: Random, { ends, kind, outside, version, room }: Dug): TunnelSketch {
  const n = sketch.tunnels.length + 1
  const inside = [1, 2].map(nth => insideOf(sketch, n, nth)) as unknown as TunnelSketch['inside']
  const addresses = inside.map(side => Object.values(side).map(address => `${address}/${String(address).includes(':') ? 64 : 30}`))
  // One in three takes more than fits, so that the outer packet is cut up or lost.
  const fits = 1500 - room - ROOM[kind][version]
  const mtuBytes = chance(random, 35) ? Math.min(1500, fits + pick(random, [20, 60])) : fits
  const df = kind === 'wireguard' ? {} : { outerDf: pick(random, ['clear', 'set', 'set', 'copy']) }
  const key = kind === 'vxlan' || kind === 'geneve' ? { vni: 40 + n } : kind === 'gre' ? { key: n } : kind === 'wireguard' ? { port: 51820 + n } : kind === 'openvpn' ? { port: 1194 + n } : {}
  const allowed = kind === 'wireguard' && chance(random, 35) ? { allowedIps: allowedIps(sketch, random, { ends, inside }) } : {}
  const tunnel: TunnelSketch = {
    id: `tun${n}`, ends, mechanism: kind, inside, down: chance(random, 15),
    config: { outside: [...outside], inside: addresses, dev: [`tun${n}`, `tun${n}`], mtuBytes, ...key, ...df, ...allowed, ...(chance(random, 30) ? { clampMss: true } : {}) },
  }
  sketch.tunnels.push(tunnel)
  if (tunnel.down) sketch.features.add('tunnel down')
  if (mtuBytes < 1500) sketch.features.add('MTU')
  return tunnel
}

function insideOf({ versions }: Sketch, n: number, nth: number): Readonly<Partial<Record<Version, IpAddress>>> {
  const at = (text: string) => nthAddress(cidr(text), nth)
  const [four, six] = [at(`172.16.${n}.0/30`), at(`fd00:${n}::/64`)]
  return { ...(versions.includes(4) && four !== undefined ? { 4: four } : {}), ...(versions.includes(6) && six !== undefined ? { 6: six } : {}) }
}

/** At each end what is behind the other, one wire of which may be forgotten. */
function allowedIps(sketch: Sketch, random: Random, { ends, inside }: Pick<TunnelSketch, 'ends' | 'inside'>): readonly (readonly string[])[] {
  const all = lansOf(sketch).flatMap(wire => Object.values(wire.prefixes).map(prefix => formatCidr(prefix)))
  return ends.map((_, side) => [...(chance(random, 50) ? all.filter((_prefix, at) => at !== 0) : all), ...Object.values(inside[1 - side] ?? {}).map(address => `${address}/${String(address).includes(':') ? 128 : 32}`)])
}
