import { serveStanza } from '@/lib/dns/plugins/kubernetes/serve-stanza'
import { readStanza, type Stanza } from '@/lib/dns/plugins/kubernetes/stanza'
import type { Next, Plugin, Serve } from '@/lib/dns/plugins/types'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { Query } from '@/lib/network/resolution'

/**
 * Several stanzas of the kubernetes plugin, tried in written order: a name that one does not have goes to the following one whose zone
 * matches, if it has `fallthrough`; from the last one to the next plugin.
 *
 * A stanza that is not the last is served with its fallthrough taken away and its NXDOMAIN swallowed. So one that is not synchronised
 * says SERVFAIL there, `fallthrough` or not. Source: coredns/kubernetai plugin/kubernetai/kubernetai.go ServeDNS.
 */
export const kubernetai: Plugin = {
  name: 'kubernetai',
  prepare: (directives, block): Serve => {
    const stanzas = directives.map(directive => readStanza(directive, block))
    return (query, next, context) => serveFrom(stanzas, 0, query, next, context)
  },
}

function serveFrom(stanzas: readonly Stanza[], at: number, query: Query, next: Next, context: ServerContext): Served {
  const stanza = stanzas[at]
  if (!stanza) return next(query)
  const last = at === stanzas.length - 1
  const rest: Next = last ? next : changed => serveFrom(stanzas, at + 1, changed, next, context)
  return serveStanza(stanza, query, { actor: 'kubernetai', next: rest, unsynced: last ? 'passes-on' : 'fails' }, context)
}
