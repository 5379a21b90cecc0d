import { contains, type Cidr } from '@/lib/net/cidr'
import { isInZone } from '@/lib/dns/names'
import { serveNotModelled, zonesOf } from '@/lib/dns/plugins/directive'
import { readPrefix } from '@/lib/dns/plugins/prefix'
import type { Plugin, Serve } from '@/lib/dns/plugins/types'
import { notModelled, replyWith, respond, serveOne } from '@/lib/dns/response'
import type { Directive } from '@/lib/corefile/types'

type Action = 'allow' | 'block' | 'filter' | 'drop'

/** What is done with questions of some types from some clients. Null: all types, all clients. */
interface Policy { readonly action: Action; readonly types: ReadonlySet<string> | null; readonly sources: readonly Cidr[] | null }
interface Rule { readonly zones: readonly string[]; readonly policies: readonly Policy[] }

const ACTIONS: ReadonlySet<string> = new Set(['allow', 'block', 'filter', 'drop'])

/** Lets questions through by client and type: the first policy that fits in the first rule that has one. Source: coredns plugin/acl/acl.go. */
export const acl: Plugin = {
  name: 'acl',
  prepare: (directives, block): Serve => {
    const rules = directives.map(directive => ({ zones: zonesOf(directive.args, block.zones), policies: (directive.block ?? []).map(readPolicy) }))
    if (rules.some(({ policies }) => policies.includes(null))) return serveNotModelled('acl', 'unreadable')
    return (query, next, context) => {
      const applying = (rules as readonly Rule[]).filter(({ zones }) => zones.some(zone => isInZone(query.name, zone)))
      if (applying.length > 0 && context.client === null) return serveOne(context, 'acl', notModelled('dns.client-unknown'))
      const action = applying.map(rule => rule.policies.find(policy => fits(policy, query.type, context.client))?.action).find(found => found !== undefined)
      switch (action) {
        case undefined: case 'allow': return next(query)
        case 'block': return serveOne(context, 'acl', replyWith(respond('REFUSED')), { action })
        case 'filter': return serveOne(context, 'acl', replyWith(respond('NOERROR')), { action })
        case 'drop': return serveOne(context, 'acl', { type: 'silent', causes: [] }, { action })
      }
    }
  },
}

const fits = ({ types, sources }: Policy, type: string, client: Cidr['address'] | null): boolean =>
  (types === null || types.has(type)) && (sources === null || (client !== null && sources.some(source => contains(source, client))))

/** `ACTION [type QTYPE…] [net SOURCE…]`; null where it cannot be read. Source: coredns plugin/acl/setup.go. */
function readPolicy({ name, args }: Directive): Policy | null {
  const action = name.toLowerCase()
  if (!ACTIONS.has(action)) return null
  const sections: { readonly kind: string; readonly words: string[] }[] = []
  for (const word of args) {
    const kind = word.toLowerCase()
    if (kind === 'type' || kind === 'net') sections.push({ kind, words: [] })
    else sections.at(-1)?.words.push(word)
  }
  const wordsOf = (kind: string) => sections.filter(section => section.kind === kind).flatMap(({ words }) => words)
  const [types, nets] = [wordsOf('type'), wordsOf('net')]
  const sources = nets.filter(net => net !== '*').map(readPrefix)
  if (sources.includes(undefined) || (args.length > 0 && sections.length === 0)) return null
  return {
    action: action as Action,
    types: types.length === 0 || types.includes('*') ? null : new Set(types),
    sources: nets.length === 0 || nets.includes('*') ? null : sources.filter(source => source !== undefined),
  }
}
