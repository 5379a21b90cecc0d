import { serveStanza } from '@/lib/dns/plugins/kubernetes/serve-stanza'
import { readStanza, type Stanza } from '@/lib/dns/plugins/kubernetes/stanza'
import type { Next, Plugin, Serve } from '@/lib/dns/plugins/types'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { Query } from '@/lib/network/resolution'

/**
 * Several stanzas of the kubernetes plugin, one behind the other in written order: each is that plugin with the following one as its next,
 * the last one with the next plugin of the block. Source: coredns/kubernetai plugin/kubernetai/kubernetai.go ServeDNS, setup.go.
 */
export const kubernetai: Plugin = {
  name: 'kubernetai',
  prepare: (directives, block): Serve => {
    const stanzas = directives.map((directive): Stanza => ({ ...readStanza(directive, block), ownAddresses: 'unknown' }))
    return (query, next, context) => serveFrom(stanzas, 0, query, next, context)
  },
}

function serveFrom(stanzas: readonly Stanza[], at: number, query: Query, next: Next, context: ServerContext): Served {
  const stanza = stanzas[at]
  if (!stanza) return next(query)
  return serveStanza(stanza, query, { actor: 'kubernetai', next: changed => serveFrom(stanzas, at + 1, changed, next, context) }, context)
}
