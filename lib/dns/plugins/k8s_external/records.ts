import { normaliseName } from '@/lib/dns/names'
import { shareOf } from '@/lib/dns/plugins/kubernetes/records'
import { distinctReplies } from '@/lib/dns/response'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'
import { familyOf } from './family'
import type { ExternalItem } from './find'

interface Answering {
  readonly ttlSeconds: number
  /** Of aliases and SRV: the kubernetes plugin's. */
  readonly aliasTtlSeconds: number
  readonly context: ServerContext
  readonly say: (rcode: 'NOERROR', answers: readonly ResourceRecord[], additional?: readonly ResourceRecord[]) => Served
}

/** Records of the asked type; a host name is an alias whose target the whole server is asked for. Source: coredns plugin/k8s_external/msg_to_dns.go. */
export function answersOf(query: Query, items: readonly ExternalItem[], answering: Answering): Served {
  if (query.type === 'A' || query.type === 'AAAA') return addressAnswer(query, query.type, items, answering)
  return query.type === 'SRV' ? serviceAnswer(query, items, answering) : answering.say('NOERROR', [])
}

const meant = ({ service, endpoint }: ExternalItem) => (endpoint ? { from: endpoint.from, device: endpoint.device } : { from: service.from })

function addressAnswer(query: Query, type: 'A' | 'AAAA', items: readonly ExternalItem[], { ttlSeconds, aliasTtlSeconds, context, say }: Answering): Served {
  const distinct = [...new Map(items.map(item => [item.host, item] as const)).values()]
  const own = distinct.filter(({ host }) => familyOf(host) === type).map((item): ResourceRecord => ({ name: query.name, type, ttlSeconds, data: item.host, ...meant(item) }))
  const aliases = distinct.filter(({ host }) => familyOf(host) === 'CNAME').map((item): ResourceRecord => ({ name: query.name, type: 'CNAME', ttlSeconds: aliasTtlSeconds, data: normaliseName(item.host), ...meant(item) }))
  const [alias] = aliases
  if (!alias) return say('NOERROR', own)
  const served = context.again({ name: alias.data, type })
  const said = served.replies.map(reply => (reply.type === 'not-modelled' ? { replies: [reply], steps: [] } : say('NOERROR', [...own, ...aliases, ...(reply.type === 'response' ? reply.response.answers : [])])))
  return { replies: distinctReplies(said.flatMap(({ replies }) => replies)), steps: [...served.steps, ...said.flatMap(({ steps }) => steps)] }
}

function serviceAnswer(query: Query, items: readonly ExternalItem[], { ttlSeconds, aliasTtlSeconds, context, say }: Answering): Served {
  const weight = shareOf(items.length)
  const targetOf = ({ host, target }: ExternalItem) => (familyOf(host) === 'CNAME' ? normaliseName(host) : target)
  const answers = new Map(items.filter(({ port }) => port !== -1).map(item => [`${targetOf(item)} ${item.port}`, { name: query.name, type: 'SRV', ttlSeconds: aliasTtlSeconds, data: `0 ${weight} ${item.port} ${targetOf(item)}`, ...meant(item) } as const]))
  const additional = new Map(items.flatMap(item => {
    const type = familyOf(item.host)
    return type === 'CNAME' ? [] : [[`${item.target} ${item.host}`, { name: item.target, type, ttlSeconds, data: item.host, ...meant(item) } as const] as const]
  }))
  const hosts = [...new Set(items.filter(({ host }) => familyOf(host) === 'CNAME').map(targetOf))]
  const elsewhere = hosts.flatMap(name => (['A', 'AAAA'] as const).flatMap(type => { const [reply] = context.again({ name, type }).replies; return reply?.type === 'response' ? reply.response.answers : [] }))
  return say('NOERROR', [...answers.values()], [...additional.values(), ...elsewhere])
}
