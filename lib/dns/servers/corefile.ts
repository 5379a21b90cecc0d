import { notModelled, replyWith, respond, serveOne, step } from '@/lib/dns/response'
import type { Serve } from '@/lib/dns/plugins/types'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { Query } from '@/lib/network/resolution'
import { blocksOf, chooseBlock } from './corefile-blocks'

/**
 * Chooses the server block and runs its chain of plugins. A name in no block is refused, and so is one in a block without plugins;
 * a chain that ends without an answer is SERVFAIL. Source: coredns core/dnsserver/server.go ServeDNS, plugin/plugin.go NextOrFailure.
 */
export function serveCorefile(query: Query, outer: ServerContext): Served {
  const { behaviour } = outer.server
  const blocks = behaviour.type === 'corefile' ? blocksOf(outer.server, behaviour.text) : null
  if (!blocks) return serveOne(outer, 'corefile', notModelled('dns.corefile-unreadable', { server: outer.server.id }))
  const block = chooseBlock(blocks, query.name, outer.port)
  if (!block) return serveOne(outer, 'block', replyWith(respond('REFUSED')), { name: query.name })
  const context = { ...outer, zone: block.zone }
  const chosen = step(context, 'block', 'chose', { facts: { zone: block.zone } })
  const served = block.chain.length === 0 ? serveOne(context, 'block', replyWith(respond('REFUSED')), { zone: block.zone }) : runChain(block.chain, 0, query, context)
  return { replies: served.replies, steps: [chosen, ...served.steps] }
}

function runChain(chain: readonly Serve[], at: number, query: Query, context: ServerContext): Served {
  const serve = chain[at]
  if (!serve) return serveOne(context, 'end', replyWith(respond('SERVFAIL')), { zone: context.zone })
  return serve(query, changed => runChain(chain, at + 1, changed, context), context)
}
