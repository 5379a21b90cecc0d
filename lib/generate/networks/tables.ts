import { formatCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { between, chance, pick, several } from './choose'
import { neighboursOf } from './routing'
import { lansOf, routersOf, type Machine, type Sketch, type Version, type Wire } from './sketch'

/** Some traffic takes another table with another way: by where it comes from, where it goes, or what it is. */
export function addPolicyRules(sketch: Sketch, random: Random): void {
  const able = routersOf(sketch).filter(router => neighboursOf(sketch, router, 'all').length > 1)
  for (const router of several(random, able, between(random, 1, 2))) {
    const table = String(100 + random.below(3))
    const goal = pick(random, lansOf(sketch))
    const versions = sketch.versions.filter(version => addDetour(sketch, random, { router, table, goal, version }))
    for (const version of versions) router.config.rules.push({ priority: 1000 + router.config.rules.length, ...selector(sketch, random, { router, version }), table })
    if (versions.length > 0) sketch.features.add('policy rule')
  }
}

function addDetour(sketch: Sketch, random: Random, { router, table, goal, version }: { readonly router: Machine; readonly table: string; readonly goal: Wire; readonly version: Version }): boolean {
  const prefix = goal.prefixes[version]
  const hop = pick(random, neighboursOf(sketch, router, 'all')).hop(version)
  if (!prefix || !hop || router.config.routes.some(route => route.table === table && route.to === formatCidr(prefix))) return false
  router.config.routes.push(chance(random, 12) ? { to: formatCidr(prefix), type: 'blackhole', table } : { to: formatCidr(prefix), ...hop, table })
  return true
}

function selector(sketch: Sketch, random: Random, { router, version }: { readonly router: Machine; readonly version: Version }): Readonly<Record<string, unknown>> {
  const from = pick(random, lansOf(sketch)).prefixes[version]
  const everything = version === 4 ? '0.0.0.0/0' : '::/0'
  switch (random.below(3)) {
    case 0: return { from: from ? formatCidr(from) : everything }
    case 1: return { from: everything, iif: pick(random, router.ports).name }
    default: return { from: everything, traffic: [pick(random, ['tcp/80', 'udp/53', 'tcp', 'udp'])] }
  }
}

/** Gives two wires with hosts one way there and another way back, where there are two. */
export function addAsymmetry(sketch: Sketch, random: Random): void {
  const [a, b] = several(random, lansOf(sketch), 2)
  if (!a || !b) return
  const from = routersOf(sketch).find(router => router.ports.some(port => port.wire === a))
  const ways = from ? waysBetween(sketch, [from], b) : []
  const [there, back] = several(random, ways, 2)
  if (!there || !back) return
  leadAlong(sketch, there, b)
  leadAlong(sketch, back.toReversed(), a)
}

/** Simple ways over wires from a router to one that stands on a wire, at most six routers long. */
function waysBetween(sketch: Sketch, way: readonly Machine[], to: Wire): readonly (readonly Machine[])[] {
  const last = way[way.length - 1]
  if (!last || way.length > 6) return []
  if (last.ports.some(port => port.wire === to)) return way.length > 1 ? [way] : []
  const next = [...new Set(neighboursOf(sketch, last, 'wires').map(({ router }) => router))].filter(router => !way.includes(router))
  return next.flatMap(router => waysBetween(sketch, [...way, router], to))
}

function leadAlong(sketch: Sketch, way: readonly Machine[], wire: Wire): void {
  way.slice(0, -1).forEach((router, at) => {
    const next = neighboursOf(sketch, router, 'wires').find(neighbour => neighbour.router === way[at + 1])
    for (const version of sketch.versions) {
      const [prefix, hop] = [wire.prefixes[version], next?.hop(version)]
      const known = router.config.routes.findIndex(route => prefix && route.to === formatCidr(prefix) && route.table === undefined)
      if (known >= 0 && hop && prefix) router.config.routes[known] = { to: formatCidr(prefix), ...hop }
    }
  })
}

/** Marks as asymmetric a network in which the way from one wire to another is not the way back, by the main tables alone. */
export function findAsymmetry(sketch: Sketch): void {
  const lans = lansOf(sketch)
  for (const version of sketch.versions) for (const a of lans) for (const b of lans) {
    const [there, back] = [wayFrom(sketch, a, { to: b, version }), wayFrom(sketch, b, { to: a, version })]
    if (a !== b && there && back && there.join(' ') !== back.toReversed().join(' ')) sketch.features.add('asymmetric path')
  }
}

/** The routers between two wires by the first of equal routes; undefined where there is no way. */
function wayFrom(sketch: Sketch, from: Wire, { to, version }: { readonly to: Wire; readonly version: Version }): readonly string[] | undefined {
  const prefix = to.prefixes[version]
  let at = routersOf(sketch).find(router => router.ports.some(port => port.wire === from))
  const way: string[] = []
  while (at && way.length < 16) {
    way.push(at.id)
    if (at.ports.some(port => port.wire === to)) return way
    const route = at.config.routes.find(one => prefix && one.to === formatCidr(prefix) && one.table === undefined)
    const via = route?.via ?? route?.nexthops?.[0]?.via
    at = via === undefined ? undefined : neighboursOf(sketch, at, 'all').find(neighbour => neighbour.hop(version)?.via === via)?.router
  }
  return undefined
}
