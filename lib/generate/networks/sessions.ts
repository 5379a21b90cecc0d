import { formatCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { chance, pick } from './choose'
import { lansOf, routersOf, routersOn, type Machine, type Sketch } from './sketch'

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

function refusal(sketch: Sketch, random: Random): Readonly<Record<string, unknown>> {
  if (!chance(random, 15)) return {}
  const prefix = pick(random, Object.values(pick(random, lansOf(sketch)).prefixes))
  return { [pick(random, ['denyIn', 'denyOut'])]: chance(random, 50) ? [[formatCidr(prefix)], []] : [[], [formatCidr(prefix)]] }
}
