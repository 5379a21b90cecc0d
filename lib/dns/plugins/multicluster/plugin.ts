import { serveStanza } from '@/lib/dns/plugins/kubernetes/serve-stanza'
import { readStanza } from '@/lib/dns/plugins/kubernetes/stanza'
import type { Plugin } from '@/lib/dns/plugins/types'

/**
 * Services of the cluster set, as a plugin of its own: all its zones are answered from ServiceImports, no pods, no reverse names.
 * Source: coredns/multicluster multicluster.go, setup.go.
 */
export const multicluster: Plugin = {
  name: 'multicluster',
  prepare: ([first], block) => {
    if (!first) return null
    const read = readStanza(first, block)
    const stanza = { ...read, multiclusterZones: read.zones, pods: 'disabled', namespaces: null, dialect: 'multicluster' } as const
    return (query, next, context) => serveStanza(stanza, query, { actor: 'multicluster', next }, context)
  },
}
