import { isInZone, joinName, normaliseName, withoutZone } from '@/lib/dns/names'
import { serveNotModelled, zonesOf } from '@/lib/dns/plugins/directive'
import { readStanza } from '@/lib/dns/plugins/kubernetes/stanza'
import type { BlockFacts, Next, Plugin, Serve } from '@/lib/dns/plugins/types'
import { afterEach, replyWith, respond, serveOne, step, type PluginResponse } from '@/lib/dns/response'
import type { Reply, Served, ServerContext } from '@/lib/dns/served'
import type { Query } from '@/lib/network/resolution'
import { podNamespaceIn, searchOfStanza, searchOfStanzas } from './search'

/** The search list for a name and whoever asks; null or empty: nothing is done. */
type Search = (name: string, context: ServerContext) => readonly string[] | null

/**
 * Walks the client's search list on its behalf: a question under the first element is asked with every element, and the first answer that
 * is not NXDOMAIN is given, with an alias in front that leads to it. Source: coredns plugin/autopath (autopath.go, cname.go, setup.go).
 */
export const autopath: Plugin = {
  name: 'autopath',
  prepare: (directives, block): Serve | null => {
    const directive = directives.at(-1)
    const from = directive?.args.at(-1)
    if (!directive || from === undefined) return null
    const search = searchFrom(from, block)
    if (!search) return serveNotModelled('autopath', from)
    const zones = zonesOf(directive.args.slice(0, -1), block.zones)
    return (query, next, context) => {
      const path = zones.some(zone => isInZone(query.name, zone)) ? search(query.name, context) : null
      const [first] = path ?? []
      // The search element itself leaves nothing to be completed. Source: coredns plugin/pkg/dnsutil/zone.go TrimZone ("overshot").
      if (first !== undefined && first !== '' && query.name === first) return serveOne(context, 'autopath', replyWith(respond('SERVFAIL', { unwritten: 'error' })), { name: query.name })
      return path && first !== undefined && isInZone(query.name, first) ? walk(query, path, next, context) : next(query)
    }
  },
}

/** `@kubernetes`, `@kubernetai`, or a resolv.conf: the server's own, or a file beside the Corefile. */
function searchFrom(from: string, block: BlockFacts): Search | null {
  const stanzas = block.directives.filter(({ name }) => `@${name}` === from).map(directive => readStanza(directive, block))
  const [only] = stanzas
  const known = (context: ServerContext) => ({ hostSearch: ownSearch(context), podNamespace: podNamespaceIn(context) })
  if (from === '@kubernetai' && only) return (name, context) => searchOfStanzas(stanzas, name, context.client, known(context))
  if (from === '@kubernetes' && only) return (name, context) => searchOfStanza(only, name, context.client, known(context))
  if (from.startsWith('@')) return null
  if (from === '/etc/resolv.conf') return (_name, context) => [...ownSearch(context), '']
  const file = block.files[from]
  const line = file?.split('\n').findLast(text => /^\s*(search|domain)\s/.test(text))
  return file === undefined ? null : () => [...(line?.trim().split(/\s+/).slice(1).map(normaliseName) ?? []), '']
}

const ownSearch = ({ server: { behaviour } }: ServerContext): readonly string[] => (behaviour.type === 'corefile' ? (behaviour.search ?? []).map(normaliseName) : [])

function walk(query: Query, path: readonly string[], next: Next, context: ServerContext): Served {
  const base = withoutZone(query.name, path[0] ?? '')
  const steps = [step(context, 'autopath', 'chose', { facts: { name: base, search: path.map(element => element || '.').join(' ') } })]
  const tried = tryFrom(0, undefined)
  return { replies: tried.replies, steps: [...steps, ...tried.steps] }

  function tryFrom(at: number, first: Reply | undefined): Served {
    const element = path[at]
    if (element === undefined) return { replies: first ? [first] : [], steps: [] }
    const name = joinName(base, element)
    return afterEach(next({ name, type: query.type, ...(query.class ? { class: query.class } : {}) }), reply => {
      const isFinal = reply.type !== 'response' || reply.response.unwritten === 'error' || (reply.response.unwritten === undefined && reply.response.rcode !== 'NXDOMAIN')
      if (!isFinal) return tryFrom(at + 1, first ?? reply)
      return { replies: [reply.type === 'response' ? { ...reply, response: aliased(reply.response, query.name) } : reply], steps: [] }
    })
  }
}

/** The response with an alias from the name asked for to the first name that it speaks of. */
function aliased(response: PluginResponse, name: string): PluginResponse {
  const other = response.answers.find(record => record.name !== name)
  if (!other) return response
  return { ...response, answers: [{ name, type: 'CNAME', ttlSeconds: other.ttlSeconds, data: other.name }, ...response.answers] }
}
