import type { Plugin } from '@/lib/dns/plugins/types'
import { serveStanza } from './serve-stanza'
import { readStanza } from './stanza'

/** Service discovery from one cluster's objects. A second directive in a block is an error of which only the first is read. */
export const kubernetes: Plugin = {
  name: 'kubernetes',
  prepare: ([first], block) => {
    if (!first) return null
    const stanza = readStanza(first, block)
    return (query, next, context) => serveStanza(stanza, query, { actor: 'kubernetes', next }, context)
  },
}
