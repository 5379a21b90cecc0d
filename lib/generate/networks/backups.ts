import { formatCidr } from '@/lib/net/cidr'
import { ip, versionOf } from '@/lib/net/ip-address'
import type { Random } from '@/lib/generate/random'
import { between, chance, pick, several } from './choose'
import { neighboursOf } from './routing'
import { hostsOf, lansOf, routersOf, routersOn, type Machine, type RouteSketch, type Sketch } from './sketch'

const versionOfRoute = ({ to }: RouteSketch) => versionOf(ip(to.split('/')[0] as string))

/** Second routes to what is known already: worse by their metric, or for half of the range only, or refusing. */
export function addBackups(sketch: Sketch, random: Random): void {
  for (const router of several(random, routersOf(sketch), between(random, 1, 2))) {
    const known = router.config.routes.filter(route => route.table === undefined && route.type === undefined && isForHosts(sketch, route))
    for (const route of several(random, known, 2)) {
      const hop = pick(random, neighboursOf(sketch, router, 'wires')).hop(versionOfRoute(route))
      const way = chance(random, 40) || !hop ? { type: pick(random, ['unreachable', 'blackhole', 'prohibit']) } : hop
      router.config.routes.push({ to: route.to, ...way, metric: 2000 })
    }
  }
}

const isForHosts = (sketch: Sketch, { to }: RouteSketch): boolean => lansOf(sketch).some(wire => Object.values(wire.prefixes).some(prefix => formatCidr(prefix) === to))

/** Routes that say themselves how large packets may be. */
export function limitPaths(sketch: Sketch, random: Random): void {
  for (const machine of several(random, sketch.machines, between(random, 1, 3))) {
    const mtu = pick(random, [1280, 1300, 1400])
    machine.config.routes = machine.config.routes.map(route => (route.type === undefined && !route.nexthops && chance(random, 60) ? { ...route, mtu } : route))
  }
  sketch.features.add('MTU')
}

/**
 * A host takes another wire for its own: it looks for hosts of that one on its own wire, where a router may answer for them, or not.
 * Source: ip-sysctl.rst, proxy_arp; RFC 1027.
 */
export function addProxyArp(sketch: Sketch, random: Random): void {
  const host = pick(random, hostsOf(sketch))
  const wire = host.ports[0]?.wire
  const goal = pick(random, lansOf(sketch))
  const prefix = goal.prefixes[4]
  if (!wire || !prefix || host.ports.some(port => sameRange(port, goal)) || host.config.routes.some(route => route.to === formatCidr(prefix))) return
  host.config.routes.push({ to: formatCidr(prefix), dev: 'eth0' })
  if (chance(random, 65)) for (const router of routersOn(sketch, wire)) for (const port of router.ports) if (port.wire === wire) port.proxyArp = true
  sketch.features.add('proxy ARP')
}

/** A host looks on its own wire for an address that its router has on another. Source: ip-sysctl.rst, arp_ignore 0 (the weak host model of RFC 1122 section 3.3.4.2). */
export function askOnWrongWire(sketch: Sketch, random: Random): void {
  const host = pick(random, hostsOf(sketch))
  const wire = host.ports[0]?.wire
  const away = wire ? routersOn(sketch, wire).flatMap(({ ports }) => ports.filter(port => port.wire.kind === 'transit')) : []
  if (away.length === 0) return
  const { wire: { prefixes: { 4: prefix } }, addresses: { 4: address } } = pick(random, away)
  if (!prefix || address === undefined) return
  host.config.routes.push({ to: formatCidr(prefix), dev: 'eth0' })
  sketch.translated.push({ address, from: host }, { address, port: 22, protocol: 'tcp', from: host })
}

const sameRange = ({ wire }: Machine['ports'][number], other: Machine['ports'][number]['wire']): boolean =>
  Object.values(wire.prefixes).some(one => Object.values(other.prefixes).some(two => formatCidr(one) === formatCidr(two)))
