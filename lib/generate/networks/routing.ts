import { formatCidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { Random } from '@/lib/generate/random'
import { chance, pick } from './choose'
import { hostsOf, routersOf, routersOn, type HopSketch, type Machine, type Sketch, type Version, type Wire } from './sketch'

/** Another router that is one hop away: over a wire by its address there, over a tunnel by its device. */
export interface Neighbour { readonly router: Machine; readonly hop: (version: Version) => HopSketch | undefined; readonly over: 'wire' | 'tunnel' }

/** The neighbours of a router; tunnels count only where `over` says so, for what tunnels themselves run over must not use them. */
export function neighboursOf(sketch: Sketch, router: Machine, over: 'wires' | 'all'): readonly Neighbour[] {
  const beside = router.ports.filter(port => port.wire.kind === 'transit').flatMap(port => routersOn(sketch, port.wire).filter(other => other !== router).map((other): Neighbour => {
    const theirs = other.ports.find(own => own.wire === port.wire)
    return { router: other, over: 'wire', hop: version => { const via: IpAddress | undefined = theirs?.addresses[version]; return via === undefined ? undefined : { via } } }
  }))
  if (over === 'wires') return beside
  const through = sketch.tunnels.flatMap(tunnel => {
    const side = tunnel.ends.indexOf(router)
    const other = tunnel.ends[1 - side]
    if (side < 0 || !other) return []
    return [{ router: other, over: 'tunnel' as const, hop: (version: Version) => { const via = tunnel.inside[1 - side]?.[version]; return via === undefined ? undefined : { via } } }]
  })
  return [...through, ...beside]
}

/** Hops from every router to the nearest of `targets`; unreachable ones are missing. */
function distances(sketch: Sketch, targets: readonly Machine[], over: 'wires' | 'all'): ReadonlyMap<Machine, number> {
  const known = new Map<Machine, number>(targets.map(target => [target, 0]))
  let edge = targets
  for (let far = 1; edge.length > 0; far++) {
    edge = edge.flatMap(router => neighboursOf(sketch, router, over)).map(({ router }) => router).filter((router, at, all) => !known.has(router) && all.indexOf(router) === at)
    for (const router of edge) known.set(router, far)
  }
  return known
}

/** Every router gets a route to every wire that is not its own (or, where BGP is spoken, to those between routers), by a shortest way: one of several, or all of them at once (ECMP). */
export function writeRoutes(sketch: Sketch, random: Random): void {
  const ecmp = chance(random, 65)
  for (const wire of sketch.wires) {
    if (wire.kind === 'lan' && sketch.sessions.length > 0) continue
    const over = wire.kind === 'transit' ? 'wires' : 'all'
    const far = distances(sketch, routersOn(sketch, wire), over)
    for (const router of routersOf(sketch)) {
      const own = far.get(router)
      if (own === undefined || own === 0) continue
      const nearer = neighboursOf(sketch, router, over).filter(neighbour => far.get(neighbour.router) === own - 1)
      const all = ecmp && nearer.length > 1 && chance(random, 70)
      const one = pick(random, nearer)
      for (const version of sketch.versions.filter(one => one === 6 || wire.kind === 'transit' || !sketch.features.has('OSPF'))) addRoute(sketch, router, wire, { version, hops: (all ? nearer : [one]).flatMap(({ hop }) => hop(version) ?? []) })
    }
  }
  for (const host of hostsOf(sketch)) if (!chance(random, 3)) addGateways(sketch, host, random)
}

function addRoute(sketch: Sketch, router: Machine, wire: Wire, { version, hops }: { readonly version: Version; readonly hops: readonly HopSketch[] }): void {
  const prefix = wire.prefixes[version]
  const [first] = hops
  const known = prefix && (router.ports.some(({ wire: own }) => own.prefixes[version] && formatCidr(own.prefixes[version]) === formatCidr(prefix)) || router.config.routes.some(route => route.to === formatCidr(prefix) && route.table === undefined))
  if (!prefix || !first || known) return
  if (hops.length > 1) sketch.features.add('ECMP')
  router.config.routes.push({ to: formatCidr(prefix), ...(hops.length > 1 ? { nexthops: hops } : first) })
}

/** A range that nobody has, and towards which two routers send each other. */
const CIRCLED = { 4: '198.51.100.0/24', 6: '2001:db8:dead::/48' } as const

export function addCircle(sketch: Sketch, random: Random): void {
  const first = pick(random, routersOf(sketch))
  const second = neighboursOf(sketch, first, 'wires')[0]
  for (const version of sketch.versions) {
    const [there, back] = [second?.hop(version), second && neighboursOf(sketch, second.router, 'wires').find(({ router }) => router === first)?.hop(version)]
    if (!second || !there || !back) continue
    first.config.routes.push({ to: CIRCLED[version], ...there })
    second.router.config.routes.push({ to: CIRCLED[version], ...back })
    routeTowards(sketch, first, { version, to: CIRCLED[version] })
  }
}

/** All other routers get a route to a prefix by a shortest way to one router. */
export function routeTowards(sketch: Sketch, target: Machine, { version, to }: { readonly version: Version; readonly to: string }): void {
  const far = distances(sketch, [target], 'wires')
  for (const router of routersOf(sketch)) {
    const nearer = neighboursOf(sketch, router, 'wires').find(neighbour => far.get(neighbour.router) === (far.get(router) ?? 0) - 1)
    const hop = nearer?.hop(version)
    if (router !== target && hop && !router.config.routes.some(route => route.to === to)) router.config.routes.push({ to, ...hop })
  }
}

/** A host's default gateway: a router of its wire. */
function addGateways(sketch: Sketch, host: Machine, random: Random): void {
  const wire = host.ports[0]?.wire
  const routers = wire ? routersOn(sketch, wire) : []
  if (routers.length === 0) return
  const port = pick(random, routers).ports.find(own => own.wire === wire)
  host.config.gateways.push(...sketch.versions.flatMap(version => port?.addresses[version] ?? []))
}

/** Some routes are missing, lead nowhere or are refused; some ways there differ from the ways back. */
export function spoilRoutes(sketch: Sketch, random: Random): void {
  for (const router of routersOf(sketch)) {
    const { routes } = router.config
    routes.forEach((route, at) => {
      if (route.to.startsWith('10.255.') || route.to.startsWith('2001:db8:ff')) return
      const roll = random.below(100)
      if (roll < 5) routes[at] = { to: route.to, type: pick(random, ['blackhole', 'unreachable']) }
      else if (roll < 9) routes.splice(at, 1)
    })
    if (chance(random, 8)) router.config.routes.push(...sketch.versions.map(version => ({ to: version === 4 ? '192.168.0.0/16' : '2001:db8::/33', type: 'blackhole' })))
  }
}
