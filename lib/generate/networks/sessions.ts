import { formatCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { between, chance, pick } from './choose'
import { lansOf, routersOf, routersOn, type Machine, type Sketch, type Wire } from './sketch'

/** First of the private AS numbers. Source: RFC 6996 section 5. */
const FIRST_ASN = 64512

/**
 * Routers that tell each other of their wires with hosts by BGP, instead of having routes written: each of an AS of its own, or two and two of
 * one. Some sessions are down, and some ends refuse a prefix.
 */
export function speakBgp(sketch: Sketch, random: Random): void {
  const alone = chance(random, 70)
  const asns = new Map(routersOf(sketch).map((router, at) => [router, FIRST_ASN + (alone ? at : at >> 1)] as const))
  for (const [router, asn] of asns) {
    router.asn = asn
    router.config.networks.push(...router.ports.filter(port => port.wire.kind === 'lan').flatMap(port => Object.values(port.wire.prefixes).map(prefix => formatCidr(prefix))))
  }
  const pairs = [
    ...sketch.wires.filter(wire => wire.kind === 'transit').map(wire => ({ over: wire.id, ends: routersOn(sketch, wire) })),
    ...sketch.tunnels.map(tunnel => ({ over: tunnel.id, ends: tunnel.ends as readonly Machine[] })),
  ]
  for (const { over, ends: [a, b] } of pairs) {
    if (!a || !b) continue
    sketch.sessions.push({ id: `bgp-${over}`, ends: [a, b], over, down: chance(random, 6), config: { ...(asns.get(a) === asns.get(b) ? { nextHopSelf: [true, true] } : {}), ...refusal(sketch, random) } })
  }
  sketch.features.add('BGP')
}

/** Routers that tell each other of their wires by OSPF, which is for IPv4; IPv6 keeps its written routes. Costs differ, and an area of its own may begin at a router. */
export function speakOspf(sketch: Sketch, random: Random): void {
  const [backbone, ...others] = routersOf(sketch)
  const far = chance(random, 30) ? others.at(-1) : undefined
  for (const router of [backbone, ...others]) {
    if (!router) continue
    const wires = router.ports.map(port => ({
      dev: port.name, cost: between(random, 1, 3) * 10, ...(port.wire.kind === 'lan' ? { passive: true } : {}), ...(areaOf(sketch, port.wire, far) === 0 ? {} : { area: 1 }),
    }))
    const tunnels = sketch.tunnels.filter(tunnel => tunnel.ends.includes(router)).map(tunnel => ({ dev: tunnel.id, cost: 15 }))
    router.config.ospf.push(...wires.filter(() => !chance(random, 4)), ...tunnels)
  }
  sketch.features.add('OSPF')
}

/** The wires of one outer router are an area that meets the backbone at its neighbours. */
const areaOf = (sketch: Sketch, wire: Wire, far: Machine | undefined): number => (far && routersOn(sketch, wire).includes(far) ? 1 : 0)

function refusal(sketch: Sketch, random: Random): Readonly<Record<string, unknown>> {
  if (!chance(random, 15)) return {}
  const prefix = pick(random, Object.values(pick(random, lansOf(sketch)).prefixes))
  return { [pick(random, ['denyIn', 'denyOut'])]: chance(random, 50) ? [[formatCidr(prefix)], []] : [[], [formatCidr(prefix)]] }
}
