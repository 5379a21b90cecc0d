import { mapResponses, notModelled, replyWith, respond, serveOne, step } from '@/lib/dns/response'
import type { Serve } from '@/lib/dns/plugins/types'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { Query } from '@/lib/network/resolution'
import { chooseBlock } from './choose-block'
import { blocksOf, type ReadyBlock } from './corefile-blocks'

/**
 * Chooses the server block and runs its chain of plugins. A name in no block is refused, and so is one in a block without plugins;
 * a chain that ends without an answer is SERVFAIL. Classes other than IN are refused, unless a block on the port has `chaos`.
 * Source: coredns core/dnsserver/server.go ServeDNS, plugin/plugin.go NextOrFailure.
 */
export function serveCorefile(query: Query, outer: ServerContext): Served {
  const { behaviour } = outer.server
  const blocks = behaviour.type === 'corefile' ? blocksOf(outer.server, behaviour) : null
  if (!blocks) return serveOne(outer, 'corefile', notModelled('dns.corefile-unreadable', { server: outer.server.id }))
  const refused = () => serveOne(outer, 'block', replyWith(respond('REFUSED')), { name: query.name })
  if (query.class !== undefined && !answersChaos(blocks, outer.port)) return refused()
  const chosen = chooseBlock(blocks, { query, client: outer.client }, outer.port)
  if (chosen === 'refused') return refused()
  if (chosen === 'not-modelled') return serveOne(outer, 'block', notModelled('dns.plugin-not-modelled', { plugin: 'view' }), { name: query.name })
  const { zone, chain } = chosen.block
  const context = { ...outer, zone }
  const served = runChain(chain, 0, query, context)
  return { replies: written(served).replies, steps: [step(context, 'block', 'chose', { facts: { zone } }), ...served.steps] }
}

const answersChaos = (blocks: readonly ReadyBlock[], port: number): boolean => blocks.some(block => block.port === port && block.directives.some(({ name }) => name === 'chaos'))

/** The server writes what no plugin has written: the rcode alone. */
const written = (served: Served): Served => mapResponses(served, response => (response.unwritten === undefined ? response : respond(response.rcode)))

function runChain(chain: readonly Serve[], at: number, query: Query, context: ServerContext): Served {
  const serve = chain[at]
  if (!serve) return serveOne(context, 'end', replyWith(respond('SERVFAIL', { unwritten: 'error' })), { zone: context.zone })
  return serve(query, changed => runChain(chain, at + 1, changed, context), context)
}
