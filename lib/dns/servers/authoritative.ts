import { replyWith, respond, serveOne } from '@/lib/dns/response'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { ZoneData } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'
import { answerFromZone, zoneFor } from './zone-data'

/**
 * Answers for its zones, of the longest that holds the name, and refuses the rest. Aliases are followed as far as its own zones reach.
 * Source: RFC 1034 section 4.3.2; RFC 8906 section 4 and usual servers (NSD, BIND without recursion): REFUSED outside their zones.
 */
export function serveAuthoritative({ zones }: { readonly zones: readonly ZoneData[] }, query: Query, context: ServerContext): Served {
  const zone = zoneFor(zones, query.name)
  if (!zone) return serveOne(context, 'authoritative', replyWith(respond('REFUSED')), { name: query.name })
  const response = answerFromZone(zone, query)
  const target = query.type === 'CNAME' ? undefined : response.answers.find(({ type }) => type === 'CNAME')?.data
  const behind = target !== undefined && target !== query.name && zoneFor(zones, target) ? context.again({ ...query, name: target }).replies[0] : undefined
  const answers = [...response.answers, ...behind?.type === 'response' ? behind.response.answers : []]
  return serveOne(context, 'authoritative', replyWith({ ...response, authoritative: true, answers }), { zone: zone.zone })
}
