import { isInZone } from '@/lib/dns/names'
import { fallsThrough, serveNotModelled } from '@/lib/dns/plugins/directive'
import type { BlockFacts, Next, Plugin, Serve } from '@/lib/dns/plugins/types'
import { afterEach } from '@/lib/dns/response'
import type { Reply, ServerContext, Served } from '@/lib/dns/served'
import type { Directive } from '@/lib/corefile/types'
import type { Query } from '@/lib/network/resolution'
import { readForwarding, type Forwarding } from './forwarding'
import { forwardTo } from './upstreams'

/** The directives of one block form a chain in written order: the first whose zone matches takes the query. Source: coredns plugin/forward/setup.go. */
export const forward: Plugin = {
  name: 'forward',
  prepare: (directives, block) => {
    const stanzas = directives.map((directive, at) => prepareOne(directive, block, { isLast: at === directives.length - 1 }))
    return (query, next, context) => serveFrom(stanzas, 0, query, next, context)
  },
}

function serveFrom(stanzas: readonly Serve[], at: number, query: Query, next: Next, context: ServerContext): Served {
  const stanza = stanzas[at]
  return stanza ? stanza(query, changed => serveFrom(stanzas, at + 1, changed, next, context), context) : next(query)
}

function prepareOne(directive: Directive, { files }: BlockFacts, { isLast }: { readonly isLast: boolean }): Serve {
  const read = readForwarding(directive, files)
  if (!('option' in read)) return (query, next, context) => (takes(read, query.name) ? serve(read, query, isLast ? null : next, context) : next(query))
  const notModelled = serveNotModelled('forward', read.option)
  return (query, next, context) => (isInZone(query.name, read.from) ? notModelled(query, next, context) : next(query))
}

/** Names of the zone, but for the excepted ones; its own name is never excepted. Source: forward.go isAllowedDomain. */
const takes = ({ from, except }: Forwarding, name: string): boolean => isInZone(name, from) && (name === from || !fallsThrough(except, name))

/** With `next` a reply may lead to the next directive, where there is one. */
function serve(forwarding: Forwarding, query: Query, next: Next | null, context: ServerContext): Served {
  const served = forwardTo(forwarding, query, context)
  return next && forwarding.next.size > 0 ? afterEach(served, reply => (leadsOn(forwarding, reply) ? next(query) : { replies: [reply], steps: [] })) : served
}

function leadsOn({ next }: Forwarding, reply: Reply): boolean {
  if (reply.type !== 'response' || reply.response.unwritten !== undefined) return false
  const { rcode, answers } = reply.response
  return next.has(rcode) || (next.has('NODATA') && rcode === 'NOERROR' && answers.length === 0)
}
