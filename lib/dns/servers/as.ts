import { notModelled, serveOne, step } from '@/lib/dns/response'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { NameServerId } from '@/lib/network/ids'
import type { Query } from '@/lib/network/resolution'

/** Answers as another server does: an inbound endpoint of a VPC's resolver, say. Nothing is sent, so nothing can be lost on the way. */
export function serveAs({ server: id }: { readonly server: NameServerId }, query: Query, context: ServerContext, zone = '.'): Served {
  const server = context.network.nameServers.get(id)
  if (!server) return serveOne(context, 'endpoint', notModelled('dns.server-not-modelled', { device: id }), { zone })
  const served = context.as(server, query)
  return { replies: served.replies, steps: [step(context, 'endpoint', 'passed-on', { facts: { zone } }), ...served.steps] }
}
