import { contains } from '@/lib/net/cidr'
import { unreachable } from '@/lib/net/unreachable'
import { isInZone, zoneLength } from '@/lib/dns/names'
import { serveStanza } from '@/lib/dns/plugins/kubernetes/serve-stanza'
import { clusterStanza } from './cluster-stanza'
import { distinctReplies, notModelled, replyWith, respond, serveOne, step } from '@/lib/dns/response'
import type { Asked, Reply, Served, ServerContext } from '@/lib/dns/served'
import type { ResolverWay } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'
import { serveAs } from './as'

/** The way that counts for a name: one that is before everything, else that of the longest zone. A way for other clients is none. */
export function wayFor(ways: readonly ResolverWay[], name: string, { client }: ServerContext): ResolverWay | undefined {
  const open = ways.filter(({ zone, way }) => isInZone(name, zone) && (way.type !== 'cluster' || way.clients === null || way.clients.some(range => client !== null && contains(range, client))))
  return open.find(({ first }) => first) ?? [...open].sort((a, b) => zoneLength(b.zone) - zoneLength(a.zone))[0]
}

type Way = Exclude<ResolverWay['way'], { type: 'recursive' }>

/** What comes of a name by a way that is not the resolver's own. */
export function serveWay(zone: string, way: Way, query: Query, context: ServerContext): Served {
  switch (way.type) {
    case 'forward': return forwarded(zone, way, query, context)
    case 'as': return serveAs(way, query, context, zone)
    case 'cluster': return serveStanza(clusterStanza(zone, way.cluster.key), query, { actor: 'kubernetes', next: () => serveOne(context, 'kubernetes', replyWith(respond('NXDOMAIN')), { zone }) }, context)
    default: return unreachable(way)
  }
}

/**
 * Any of the servers, from any of the devices. Whatever one says is passed on; where all stay silent it is SERVFAIL.
 * Sources: Google Cloud DNS, "Name resolution order" (a forwarding target that stays silent); Amazon Route 53 developer guide, "Forwarding
 * outbound DNS queries to your network" (an endpoint asks the target addresses in random order).
 */
function forwarded(zone: string, { servers, devices }: Extract<Way, { type: 'forward' }>, query: Query, context: ServerContext): Served {
  const { transport, payloadBytes } = context
  if (devices.length === 0) return serveOne(context, 'forward', notModelled('dns.way-not-modelled', { server: servers[0] ?? '' }), { zone })
  const ways = servers.flatMap(address => devices.map(asker => ({ address, asked: context.ask(query, { address, port: 53, transport, payloadBytes, asker }) })))
  const steps = ways.flatMap(({ address, asked }) => asked.map(({ exchange }) => step(context, 'forward', 'asked', { facts: { zone, upstream: address }, exchange })))
  const all = ways.flatMap(({ asked }) => asked)
  const good = all.filter(isAnswered).map(replyOf)
  if (ways.some(({ asked }) => asked.length > 0 && asked.every(isAnswered))) return { replies: distinctReplies(good), steps }
  const failed = serveOne(context, 'forward', replyWith(respond('SERVFAIL'), all.flatMap(({ causes }) => causes)), { zone })
  return { replies: distinctReplies([...good, ...failed.replies]), steps: [...steps, ...failed.steps] }
}

const isAnswered = ({ exchange }: Asked): boolean => exchange.response !== null || exchange.undetermined !== undefined

function replyOf({ exchange, causes }: Asked): Reply {
  return exchange.response ? replyWith(exchange.response, causes) : { type: 'not-modelled', undetermined: exchange.undetermined ?? { code: 'dns.server-not-modelled' } }
}
