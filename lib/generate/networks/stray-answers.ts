import { formatCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { chance, pick } from './choose'
import { neighboursOf, routeTowards } from './routing'
import { addSideRouter, hostsBehind } from './side-routers'
import { hostsOf, routersOf, type Machine, type Port, type Sketch } from './sketch'
import { everything, nextPriority } from './tables'
import { addHost, addLan, plug } from './topology'

/**
 * A server is reached by one router and answers by another, which translates and has not seen what is answered. It leaves the SYN-ACK as it is
 * (invalid), takes the acknowledgement after it for a new flow and gives it another source, and at one port another destination as well. Whoever
 * gets that knows no such connection and resets it; the reset is translated back and ends the server's side, which resets what the client sends next.
 * Sources: Linux nf_conntrack_proto_tcp.c (tcp_new, nf_conntrack_tcp_loose); RFC 9293 section 3.10.7.1; measured (seeds 295, 428, 884).
 */
export function strayAnswers(sketch: Sketch, random: Random): void {
  const able = routersOf(sketch).filter(router => hostsBehind(sketch, router).length > 0)
  const open = able.filter(({ config }) => config.chains.forward === undefined && !hides(config))
  if (able.length === 0) return
  const next = pick(random, open.length > 0 ? open : able)
  const near = hostsBehind(sketch, next)
  const other = pick(random, chance(random, 75) ? near : hostsOf(sketch))
  const lan = addLan(sketch, next.site)
  const inward = addSideRouter(sketch, next)
  plug(inward, lan, 1)
  for (const version of sketch.versions) { const to = lan.prefixes[version]; if (to) routeTowards(sketch, inward, { version, to: formatCidr(to) }) }
  const outward = addSideRouter(sketch, next)
  const inner = plug(outward, lan, 2)
  translate(sketch, random, { router: outward, inner, other })
  turnAside(sketch, { next, outward, inner })
  const server = addHost(sketch, lan, random)
  server.listens.splice(0, server.listens.length, 22, 80, 443, 'udp/53')
  server.config.gateways.push(...sketch.versions.flatMap(version => inner.addresses[version] ?? []))
  sketch.strayers.push({ server, near })
  sketch.features.add('stray answer').add('source NAT').add('asymmetric path').add('policy rule').add('mark')
}

const hides = ({ nat }: Machine['config']): boolean => nat.some(({ hook }) => hook === 'postrouting')

/** Answers of one port go to somebody else, who answers to the translator; all but those of SSH get its address. */
function translate(sketch: Sketch, random: Random, { router, inner, other }: { readonly router: Machine; readonly inner: Port; readonly other: Machine }): void {
  const sport = [pick(random, ['80', '443'])]
  for (const version of sketch.versions) {
    const [address, prefix] = [other.ports[0]?.addresses[version], inner.wire.prefixes[version]]
    if (!prefix) continue
    const saddr = [formatCidr(prefix)]
    if (address !== undefined) router.config.nat.push({ hook: 'prerouting', iif: inner.name, saddr, traffic: ['tcp'], sport, action: 'dnat', to: [{ address }] })
    router.config.nat.push({ hook: 'postrouting', saddr, traffic: ['tcp'], sport: ['80', '443'], action: 'masquerade' })
  }
}

/** The mark and the table of what goes on after a handshake. */
const [GOING_ON, BY_OUTWARD] = [64, '150']

/**
 * At one port everything after the handshake goes to the server by the translator as well: it comes from somebody whom the server does not know,
 * and is refused. Not beside a translation: what was masqueraded by another interface is dropped, segment by segment (Linux nf_nat_oif_changed). Sources: RFC 9293 section 3.10.7.1; measured (seed 489).
 */
function turnAside(sketch: Sketch, { next, outward, inner }: { readonly next: Machine; readonly outward: Machine; readonly inner: Port }): void {
  if (hides(next.config)) return
  next.config.chains.forward ??= { stateful: true, policy: 'accept', rules: [] }
  next.config.marks.push({ hook: 'prerouting', traffic: ['tcp/22'], state: ['established'], action: 'mark', set: GOING_ON })
  for (const version of sketch.versions) {
    const [hop, prefix] = [neighboursOf(sketch, next, 'wires').find(one => one.router === outward)?.hop(version), inner.wire.prefixes[version]]
    if (!hop || !prefix) continue
    next.config.routes.push({ to: formatCidr(prefix), ...hop, table: BY_OUTWARD })
    next.config.rules.push({ priority: nextPriority(next), from: everything(version), to: formatCidr(prefix), fwmark: GOING_ON, table: BY_OUTWARD })
    outward.config.nat.push({ hook: 'postrouting', oif: inner.name, traffic: ['tcp/22'], action: 'masquerade' })
  }
}
