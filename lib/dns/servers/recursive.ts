import { zoneLength } from '@/lib/dns/names'
import { notModelled, replyWith, serveOne, step } from '@/lib/dns/response'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { NameServerBehaviour } from '@/lib/network/name-server'
import type { Query, Response } from '@/lib/network/resolution'
import { servePublic } from './public'
import { wayFor, serveWay } from './ways'
import { answerFromZone, zoneFor } from './zone-data'

const MAX_ALIASES = 8

/**
 * Answers from its own zones by longest suffix; a name in such a zone that has no record is NXDOMAIN, without asking anybody else
 * (Amazon Route 53, "Considerations when working with a private hosted zone"; Google Cloud DNS, "Name resolution order"). The rest it
 * resolves by its ways (rules, forwarding and peering zones), else from the root, over a path that is not the design's. Aliases are followed to their end (RFC 1034 section 5.3.3).
 */
export function serveRecursive(behaviour: Extract<NameServerBehaviour, { type: 'recursive' }>, query: Query, context: ServerContext): Served {
  const zone = zoneFor(behaviour.zones, query.name)
  const way = context.mode === 'alone' ? undefined : wayFor(behaviour.ways ?? [], query.name, context)
  if (way && (way.first || !zone || zoneLength(way.zone) >= zoneLength(zone.zone))) {
    return way.way.type === 'recursive' ? fromRoot(behaviour, query, context) : serveWay(way.zone, way.way, query, context)
  }
  if (!zone) return context.mode === 'alone' ? serveOne(context, 'recursive', notModelled('dns.public-name-not-modelled')) : fromRoot(behaviour, query, context)
  const response = chase(answerFromZone(zone, query), query, context)
  return serveOne(context, 'recursive', replyWith(response), { zone: zone.zone })
}

function fromRoot(behaviour: Extract<NameServerBehaviour, { type: 'recursive' }>, query: Query, context: ServerContext): Served {
  const root = behaviour.root === undefined ? undefined : context.network.nameServers.get(behaviour.root)
  const zones = root?.behaviour.type === 'public' ? root.behaviour.zones : []
  const served = servePublic({ zones }, query, root ? { ...context, server: root, device: root.instances[0] ?? context.device } : context)
  const [reply] = served.replies
  const facts = { zone: '.', name: query.name }
  return { replies: served.replies, steps: [...served.steps, reply?.type === 'response' ? step(context, 'recursive', 'answered', { facts: { ...facts, rcode: reply.response.rcode }, response: reply.response }) : step(context, 'recursive', 'failed', { facts })] }
}

/** Adds the records of an alias' target; a target that cannot be resolved leaves the alias alone. */
function chase(response: Response, query: Query, context: ServerContext): Response {
  const target = query.type === 'CNAME' ? undefined : response.answers.find(record => record.type === 'CNAME')?.data
  if (target === undefined || response.answers.length > MAX_ALIASES) return response
  const [reply] = context.again({ name: target, type: query.type }).replies
  return reply?.type === 'response' ? { ...reply.response, answers: [...response.answers, ...reply.response.answers] } : response
}
