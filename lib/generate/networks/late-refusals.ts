import { formatCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { pick } from './choose'
import { before } from './firewalls'
import { routeTowards } from './routing'
import { routersOf, type Machine, type Sketch } from './sketch'
import { addSideRouter, hostsBehind } from './side-routers'
import { addHost, addLan, plug } from './topology'

/**
 * A server stands on a wire of its clients' router and answers by another router there. The first has seen the answer when its reverse-path
 * filter drops it, so that it takes the SYN that is sent again for an established connection's, and rejects those. IPv6 has no such filter:
 * there the handshake's answer comes home, and what follows it is rejected.
 * Sources: RFC 3704 section 2.2; Linux fib_validate_source, nf_conntrack_proto_tcp.c; measured (seed 874).
 */
export function lateRefusals(sketch: Sketch, random: Random): void {
  const able = routersOf(sketch).filter(router => router.config.icmpErrors !== false && hostsBehind(sketch, router).length > 0)
  const open = able.filter(({ config }) => config.nat.length === 0 && config.rules.length === 0)
  if (able.length === 0) return
  const router = pick(random, open.length > 0 ? open : able)
  const near = hostsBehind(sketch, router)
  const lan = addLan(sketch, router.site)
  const inside = plug(router, lan, 1)
  for (const version of sketch.versions) { const to = lan.prefixes[version]; if (to) routeTowards(sketch, router, { version, to: formatCidr(to) }) }
  const beside = plug(addSideRouter(sketch, router), lan, 2)
  const between = router.ports.at(-1)
  if (between) between.rpFilter = 'strict'
  router.config.chains.forward = before(router.config.chains.forward, [{ oif: inside.name, state: ['established'], traffic: ['tcp'], verdict: 'reject', with: 'tcp-reset' }, { oif: inside.name, verdict: 'accept' }])
  sketch.lateRefusers.push({ server: addServer(sketch, random, { lan, gateways: beside.addresses }), near })
  sketch.features.add('late refusal').add('reverse path').add('asymmetric path').add('reject').add('stateful filter')
}

function addServer(sketch: Sketch, random: Random, { lan, gateways }: { readonly lan: Parameters<typeof addHost>[1]; readonly gateways: Machine['ports'][number]['addresses'] }): Machine {
  const server = addHost(sketch, lan, random)
  server.listens.splice(0, server.listens.length, 22, 80, 443, 'udp/53')
  server.config.gateways.push(...sketch.versions.flatMap(version => gateways[version] ?? []))
  return server
}
