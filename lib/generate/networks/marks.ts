import { formatCidr, hostCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { between, chance, pick, several } from './choose'
import { neighboursOf } from './routing'
import { hostsOf, lansOf, routersOf, type Machine, type Sketch } from './sketch'
import { addDetour, everything, nextPriority } from './tables'

const TRAFFIC = ['tcp', 'udp', 'tcp/80', 'udp/53', 'tcp/443'] as const
/** What echo requests and answers are, in both versions. */
const PING = ['icmp', 'icmpv6'] as const

/** Some traffic gets a mark, and what is marked takes a table of its own; at some routers also what they send themselves. */
export function addMarks(sketch: Sketch, random: Random): void {
  const able = routersOf(sketch).filter(router => neighboursOf(sketch, router, 'all').length > 1)
  for (const router of several(random, able, between(random, 1, 2))) {
    const table = String(120 + random.below(3))
    const mark = between(random, 1, 3)
    const goal = pick(random, lansOf(sketch))
    const ways = sketch.versions.filter(version => addDetour(sketch, random, { router, table, goal, version }))
    if (ways.length === 0) continue
    const own = chance(random, 35)
    if (own) sketch.askers.push(router)
    const traffic = chance(random, 40) ? PING : [pick(random, TRAFFIC)]
    router.config.marks.push({ hook: own ? 'output' : 'prerouting', traffic, ...(own || chance(random, 60) ? {} : { iif: pick(random, router.ports).name }), action: 'mark', set: mark })
    router.config.rules.push({ priority: nextPriority(router), fwmark: mark, ...(chance(random, 30) ? { fwmask: 3 } : {}), table })
    watchReversePath(random, router)
    sketch.features.add('policy rule').add('mark')
  }
}

/** The reverse path of marked packets, by their mark or without it. Source: ip-sysctl.rst, src_valid_mark. */
function watchReversePath(random: Random, router: Machine): void {
  if (!chance(random, 40)) return
  for (const port of router.ports) port.rpFilter = pick(random, ['strict', 'strict', 'loose'])
  if (chance(random, 50)) router.config.srcValidMark = true
}

/**
 * Answers leave by the wire that their questions came in by, whatever main says: connections are marked by the wire, and answers get the mark
 * back. Every neighbour translates one of its own addresses into a host there, so that an answer must find back to it.
 * Source: ip-rule(8) and nft(8), the usual set-up of a router with two providers.
 */
export function returnByMark(sketch: Sketch, random: Random): void {
  const able = routersOf(sketch).filter(router => router.ports.some(({ wire }) => wire.kind === 'lan') && neighboursOf(sketch, router, 'wires').length > 1)
  if (able.length === 0) return
  const router = pick(random, able)
  const lan = router.ports.find(({ wire }) => wire.kind === 'lan')
  const inside = hostsOf(sketch).filter(host => host.ports[0]?.wire === lan?.wire)
  if (!lan || inside.length === 0) return
  const outer = router.ports.filter(({ wire }) => wire.kind === 'transit')
  outer.forEach((port, at) => {
    const mark = 16 + at
    router.config.marks.push({ hook: 'prerouting', iif: port.name, ...(chance(random, 50) ? { state: ['new'] } : {}), action: 'mark', set: mark }, { hook: 'prerouting', iif: port.name, mark, action: 'save' })
    const neighbour = neighboursOf(sketch, router, 'wires').find(one => one.router.ports.some(({ wire }) => wire === port.wire))
    for (const version of sketch.versions) {
      const hop = neighbour?.hop(version)
      if (hop) router.config.routes.push({ to: everything(version), ...hop, table: String(130 + at) })
    }
    router.config.rules.push({ priority: nextPriority(router), fwmark: mark, iif: lan.name, table: String(130 + at) })
    if (neighbour) offerInside(sketch, random, neighbour.router, inside)
  })
  router.config.marks.push({ hook: 'prerouting', iif: lan.name, action: 'restore' })
  sketch.features.add('policy rule').add('mark').add('destination NAT')
}

/** A neighbour's own addresses lead to a host inside. */
function offerInside(sketch: Sketch, random: Random, neighbour: Machine, inside: readonly Machine[]): void {
  const host = pick(random, inside)
  const port = 8081
  if (neighbour.config.nat.some(rule => rule['action'] === 'dnat' && JSON.stringify(rule['traffic']).includes(String(port)))) return
  for (const version of sketch.versions) {
    const outside = neighbour.ports.flatMap(own => own.addresses[version] ?? [])
    const address = host.ports[0]?.addresses[version]
    const shown = outside[0]
    if (shown === undefined || address === undefined) continue
    neighbour.config.nat.push({ hook: 'prerouting', daddr: outside.map(one => formatCidr(hostCidr(one))), traffic: [`tcp/${port}`, `udp/${port}`], action: 'dnat', to: [{ address }] })
    host.listens.push(...[port, `udp/${port}`].filter(one => !host.listens.includes(one)))
    sketch.translated.push({ address: shown, port }, { address: shown, port })
  }
}

/** Some traffic is kept out of connection tracking, where filters or translations depend on it. */
export function leaveUntracked(sketch: Sketch, random: Random): void {
  for (const router of several(random, routersOf(sketch), between(random, 1, 2))) {
    const traffic = chance(random, 40) ? PING : [pick(random, ['tcp', 'udp', 'udp', 'tcp/80'] as const)]
    router.config.marks.push({ hook: 'prerouting', traffic, ...(chance(random, 50) ? { iif: pick(random, router.ports).name } : {}), action: 'notrack' })
    const known = router.config.chains.forward ?? { stateful: chance(random, 50), policy: pick(random, ['accept', 'accept', 'drop'] as const), rules: [] }
    const verdict = pick(random, ['accept', 'accept', 'drop', 'reject'] as const)
    const first = chance(random, 60) ? [{ state: ['untracked'], verdict }] : [{ state: ['new'], traffic, verdict: 'accept' }]
    if (router.config.icmpErrors === false && verdict === 'reject') continue
    router.config.chains.forward = { ...known, rules: [...first, ...known.rules] }
    sketch.features.add('untracked').add('stateful filter')
  }
}
