import { formatCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { between, chance, pick, several } from './choose'
import { neighboursOf } from './routing'
import { lansOf, routersOf, type Machine, type Sketch, type Version, type Wire } from './sketch'

/** Some traffic takes another table with another way: by where it comes from, where it goes, what it is, or because the router itself sends it. */
export function addPolicyRules(sketch: Sketch, random: Random): void {
  const able = routersOf(sketch).filter(router => neighboursOf(sketch, router, 'all').length > 1)
  for (const router of several(random, able, between(random, 1, 2))) {
    const table = String(100 + random.below(3))
    const goal = pick(random, lansOf(sketch))
    const versions = sketch.versions.filter(version => addDetour(sketch, random, { router, table, goal, version }))
    for (const version of versions) router.config.rules.push({ priority: nextPriority(router), ...selector(sketch, random, { router, version, goal }), table })
    if (versions.length > 0) sketch.features.add('policy rule')
  }
}

/** Rules are asked in the order in which they were thought of. */
export const nextPriority = (machine: Machine): number => 1000 + machine.config.rules.length

export const everything = (version: Version): string => (version === 4 ? '0.0.0.0/0' : '::/0')

interface Detour { readonly router: Machine; readonly table: string; readonly goal: Wire; readonly version: Version }

/** A way in a table of its own: another neighbour or nowhere for one wire, or for everything but that wire, which is thrown back to main. */
export function addDetour(sketch: Sketch, random: Random, { router, table, goal, version }: Detour): boolean {
  const prefix = goal.prefixes[version]
  const hop = pick(random, neighboursOf(sketch, router, 'all')).hop(version)
  const known = (to: string) => router.config.routes.some(route => route.table === table && route.to === to)
  if (!prefix || !hop || known(formatCidr(prefix)) || known(everything(version))) return false
  const lost = { type: pick(random, ['blackhole', 'unreachable', 'prohibit']) }
  if (chance(random, 25)) {
    router.config.routes.push({ to: formatCidr(prefix), type: 'throw', table }, { to: everything(version), ...(chance(random, 50) ? lost : hop), table })
    return true
  }
  router.config.routes.push({ to: formatCidr(prefix), ...(chance(random, 20) ? lost : hop), table })
  return true
}

function selector(sketch: Sketch, random: Random, { router, version, goal }: Omit<Detour, 'table'>): Readonly<Record<string, unknown>> {
  const from = pick(random, lansOf(sketch)).prefixes[version]
  const to = goal.prefixes[version]
  const all = everything(version)
  switch (random.below(8)) {
    case 0: case 1: return { from: from ? formatCidr(from) : all }
    case 2: case 3: case 4: return { from: all, iif: pick(random, router.ports).name }
    case 5: return { from: all, ...(to ? { to: formatCidr(to) } : {}), ...(chance(random, 50) ? { traffic: [pick(random, ['tcp', 'udp'])] } : {}) }
    case 6: sketch.askers.push(router); return { from: all, iif: 'lo' }
    default: return { from: all, traffic: [pick(random, ['tcp/80', 'udp/53', 'tcp', 'udp'])] }
  }
}

/** What is longer than any wire's prefix, of main, does not count for the rest of the rules: other ways for what is known otherwise. */
export function suppressMain(sketch: Sketch, random: Random): void {
  const [router] = several(random, routersOf(sketch).filter(one => neighboursOf(sketch, one, 'all').length > 1), 1)
  if (!router) return
  for (const version of sketch.versions) {
    const hop = pick(random, neighboursOf(sketch, router, 'all')).hop(version)
    if (!hop) continue
    router.config.rules.push({ priority: nextPriority(router), from: everything(version), table: 'main', suppressPrefixLength: version === 4 ? 24 : 63 })
    router.config.rules.push({ priority: nextPriority(router), from: everything(version), ...(chance(random, 50) ? { iif: pick(random, router.ports).name } : {}), table: '140' })
    router.config.routes.push({ to: everything(version), ...(chance(random, 50) ? { type: 'unreachable' } : hop), table: '140' })
    sketch.features.add('policy rule')
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
  sketch.oneWay.push(...[...there, ...back].filter(router => there.includes(router) !== back.includes(router)))
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
