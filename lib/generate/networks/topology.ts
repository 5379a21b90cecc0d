import { cidr, nthAddress, overlaps, type Cidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { Random } from '@/lib/generate/random'
import { between, chance, pick, several } from './choose'
import { emptyConfig, type Machine, type Port, type Sketch, type Version, type Wire } from './sketch'

/** How routers are joined. */
const SHAPES = ['line', 'star', 'ring', 'mesh', 'two sites'] as const
type Shape = (typeof SHAPES)[number]

/** How large a network is to be, in devices. */
export interface Size { readonly routers: readonly [least: number, most: number]; readonly hosts: readonly [least: number, most: number] }
export const USUAL_SIZE: Size = { routers: [3, 6], hosts: [4, 8] }

/** Routers, the wires between them, wires with hosts: all with addresses, nothing configured yet. */
export function drawTopology(random: Random, size: Size): Sketch {
  const roll = random.below(100)
  const versions: readonly Version[] = roll < 45 ? [4] : roll < 60 ? [6] : [4, 6]
  const sketch: Sketch = { versions, wires: [], machines: [], tunnels: [], sessions: [], features: new Set(), translated: [], oneWay: [], askers: [], cutOff: [], portsListed: [], strayers: [], lateRefusers: [] }
  if (versions.includes(6)) sketch.features.add('IPv6')
  const shape = pick(random, [...SHAPES, 'ring', 'ring', 'mesh', 'mesh'] as const)
  const count = Math.max(shape === 'ring' || shape === 'mesh' || shape === 'two sites' ? 4 : 3, between(random, ...size.routers))
  const routers = Array.from({ length: count }, (_, at): Machine => {
    const router: Machine = { id: `r${at + 1}`, kind: 'router', site: siteOf(shape, at, count), ports: [], config: emptyConfig(), listens: [22, 'udp/53'] }
    sketch.machines.push(router)
    return router
  })
  const edges = edgesOf(shape, count)
  const twice = chance(random, 35) ? several(random, edges, 1) : []
  for (const [a, b] of [...edges, ...twice]) joinRouters(sketch, [routers[a] as Machine, routers[b] as Machine])
  drawLans(sketch, random, { routers, shape, hosts: between(random, ...size.hosts) })
  return sketch
}

const siteOf = (shape: Shape, at: number, count: number): string => (shape === 'two sites' && at >= count / 2 ? 'south' : 'north')

function edgesOf(shape: Shape, count: number): readonly (readonly [number, number])[] {
  const line = Array.from({ length: count - 1 }, (_, at) => [at, at + 1] as const)
  switch (shape) {
    case 'line': return line
    case 'star': return Array.from({ length: count - 1 }, (_, at) => [0, at + 1] as const)
    case 'ring': return [...line, [count - 1, 0]]
    case 'mesh': return Array.from({ length: count }, (_, a) => a).flatMap(a => Array.from({ length: count - a - 1 }, (_, b) => [a, a + b + 1] as const)).filter(([a, b]) => b - a !== 3)
    case 'two sites': return line
  }
}

/** A wire between two routers: a /30 and a /64. */
export function joinRouters(sketch: Sketch, ends: readonly [Machine, Machine]): Wire {
  const n = sketch.wires.filter(wire => wire.kind === 'transit').length + 1
  const wire: Wire = { id: `t${n}`, site: ends[0].site, kind: 'transit', prefixes: prefixes(sketch, `10.255.${Math.floor(n / 64)}.${(n % 64) * 4}/30`, `2001:db8:ff${hex(n)}::/64`), mtuBytes: 1500 }
  sketch.wires.push(wire)
  ends.forEach((router, at) => plug(router, wire, at + 1))
  return wire
}

const hex = (n: number): string => n.toString(16).padStart(2, '0')
const prefixes = ({ versions }: Pick<Sketch, 'versions'>, v4: string, v6: string): Wire['prefixes'] =>
  ({ ...(versions.includes(4) ? { 4: cidr(v4) } : {}), ...(versions.includes(6) ? { 6: cidr(v6) } : {}) })

/** Gives a machine another interface, on the n-th address of the wire's prefixes. */
export function plug(machine: Machine, wire: Wire, nth: number): Port {
  const at = (prefix: Cidr | undefined): IpAddress | undefined => (prefix ? nthAddress(prefix, nth) : undefined)
  const [four, six] = [at(wire.prefixes[4]), at(wire.prefixes[6])]
  const port: Port = { name: `eth${machine.ports.length}`, wire, addresses: { ...(four === undefined ? {} : { 4: four }), ...(six === undefined ? {} : { 6: six }) } }
  machine.ports.push(port)
  return port
}

/** Wires with hosts: at both ends at least; one range may be used twice, and one wire may have two routers. */
function drawLans(sketch: Sketch, random: Random, { routers, shape, hosts }: { readonly routers: readonly Machine[]; readonly shape: Shape; readonly hosts: number }): void {
  const first = shape === 'star' ? 1 : 0
  const inner = routers.slice(first + 1, -1).filter(() => chance(random, 40))
  const housed = [routers[first] as Machine, routers[routers.length - 1] as Machine, ...inner]
  const lans = housed.map((router, at) => {
    const twice = at > 0 && chance(random, 18)
    if (twice) sketch.features.add('overlap')
    const n = twice ? 1 : at + 1
    const lan: Wire = { id: `lan${at + 1}`, site: router.site, kind: 'lan', prefixes: prefixes(sketch, `192.168.${n}.0/24`, `2001:db8:${hex(n)}::/64`), mtuBytes: 1500 }
    sketch.wires.push(lan)
    plug(router, lan, 1)
    return lan
  })
  for (const lan of lans) if (chance(random, 20)) addSecondRouter(lan, routers, random)
  for (let n = 0; n < Math.max(hosts, lans.length); n++) addHost(sketch, lans[n % lans.length] as Wire, random)
}

/** One more wire for hosts, whose range no other has. */
export function addLan(sketch: Sketch, site: string): Wire {
  const n = sketch.wires.filter(wire => wire.kind === 'lan').length + 1
  const lan: Wire = { id: `lan${n}`, site, kind: 'lan', prefixes: prefixes(sketch, `192.168.${n}.0/24`, `2001:db8:${hex(n)}::/64`), mtuBytes: 1500 }
  sketch.wires.push(lan)
  return lan
}

/** Another router on a wire with hosts: one more gateway to choose, and another way back. */
function addSecondRouter(lan: Wire, routers: readonly Machine[], random: Random): void {
  const able = routers.filter(router => router.site === lan.site && !router.ports.some(port => overlap(port.wire, lan)))
  if (able.length > 0) plug(pick(random, able), lan, 2)
}

const overlap = (a: Wire, b: Wire): boolean => Object.values(a.prefixes).some(one => Object.values(b.prefixes).some(other => overlaps(one, other)))

/** A host with a second interface on another wire. Its gateway stays on the first. */
export function addSecondPort(sketch: Sketch, random: Random): void {
  const host = pick(random, sketch.machines.filter(machine => machine.kind === 'host'))
  const able = sketch.wires.filter(wire => wire.kind === 'lan' && !host.ports.some(port => overlap(port.wire, wire)))
  if (able.length > 0) plug(host, pick(random, able), 100 + sketch.machines.indexOf(host))
}

/** Ports that hosts may listen on; which of them one does is rolled. */
const SERVICE_PORTS = [80, 443, 'udp/53', 'udp/5000'] as const

/** Hosts are counted on each wire by itself, so that where two have one range the same addresses occur twice. */
const FIRST_HOST = 10

export function addHost(sketch: Sketch, wire: Wire, random: Random): Machine {
  const n = sketch.machines.filter(machine => machine.kind === 'host').length + 1
  const host: Machine = { id: `h${n}`, kind: 'host', site: wire.site, ports: [], config: emptyConfig(), listens: chance(random, 15) ? [] : SERVICE_PORTS.filter(() => chance(random, 80)) }
  plug(host, wire, FIRST_HOST + sketch.machines.filter(machine => machine.ports.some(port => port.wire === wire) && machine.kind === 'host').length)
  sketch.machines.push(host)
  return host
}
