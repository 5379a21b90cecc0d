import { zonesOf } from '@/lib/dns/plugins/directive'
import { fileZones, transferOf } from '@/lib/dns/plugins/file/read'
import { watchedObjects } from '@/lib/dns/plugins/kubernetes/serve-stanza'
import { readStanza } from '@/lib/dns/plugins/kubernetes/stanza'
import { transferred } from '@/lib/dns/plugins/kubernetes/transfer'
import { longestZone } from '@/lib/dns/names'
import type { BlockFacts, Plugin, Serve } from '@/lib/dns/plugins/types'
import { notModelled, replyWith, respond, serveOne, type PluginResponse } from '@/lib/dns/response'
import type { ServerContext } from '@/lib/dns/served'
import type { Directive } from '@/lib/corefile/types'

/** Hands out whole zones to those that `to` names. Source: coredns plugin/transfer/transfer.go ServeDNS. */
export const transfer: Plugin = {
  name: 'transfer',
  prepare: (directives, block): Serve => {
    const rules = directives.map(directive => ({ zones: zonesOf(directive.args, block.zones), to: (directive.block ?? []).filter(({ name }) => name === 'to').flatMap(({ args }) => args) }))
    return (query, next, context) => {
      const zone = query.type === 'AXFR' ? longestZone(query.name, rules.flatMap(({ zones }) => zones)) : undefined
      const rule = rules.find(({ zones }) => zone !== undefined && zones.includes(zone))
      if (!rule) return next(query)
      if (!isAllowed(rule.to, context)) return serveOne(context, 'transfer', replyWith(respond('REFUSED')))
      const dump = dumpOf(query.name, block, context)
      return dump === 'not-modelled' ? serveOne(context, 'transfer', notModelled('dns.cluster-not-modelled', { zone: query.name })) : dump ? serveOne(context, 'transfer', replyWith(dump), { zone: query.name }) : next(query)
    }
  },
}

const isAllowed = (to: readonly string[], { client }: ServerContext): boolean => to.some(text => text === '*' || (client !== null && text.replace(/^\[(.*)\]:\d+$|^([\d.]+):\d+$/, '$1$2') === client))

/** The zone from the first plugin of the block that has it, in the order of the chain. */
function dumpOf(zone: string, { directives, zones, files }: BlockFacts, context: ServerContext): PluginResponse | 'not-modelled' | undefined {
  const named = (name: string): readonly Directive[] => directives.filter(directive => directive.name === name)
  for (const directive of [...named('kubernetai'), ...named('kubernetes').slice(0, 1)]) {
    const stanza = readStanza(directive, { zones, directives, files })
    if (!stanza.zones.includes(zone)) continue
    const objects = watchedObjects(stanza, context)
    return objects && stanza.odd === undefined ? transferred(zone, stanza, objects, context) : 'not-modelled'
  }
  const file = named('file').flatMap(directive => fileZones(directive, { zones, directives, files })).find(one => one.zone === zone)
  return file && (file.data ? transferOf(file.data) : 'not-modelled')
}
