import { versionOf } from '@/lib/net/ip-address'
import { formatProtocol } from '@/lib/net/protocol'
import { joinName, labelsOf, longestZone, withoutZone } from '@/lib/dns/names'
import { fallsThrough, fallthroughOf, zonesOf } from '@/lib/dns/plugins/directive'
import { indexObjects } from '@/lib/dns/plugins/kubernetes/objects'
import type { Plugin, Serve } from '@/lib/dns/plugins/types'
import { distinctReplies, notModelled, replyWith, respond, serveOne } from '@/lib/dns/response'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query, Rcode } from '@/lib/network/resolution'
import { choose, hasV6, type GivenRecord, type Wanted } from './choose'

const DEFAULT_TTL_SECONDS = 5
const WEIGHT = 50

/** A question: what is wanted, and for SRV of which port. */
interface Parsed extends Wanted { readonly port: string; readonly protocol: string }

/**
 * Services that Submariner shares between clusters. Only A and SRV have answers; every other type but AAAA gets the rcode NOTIMP. AAAA is NODATA
 * where services have IPv4 addresses only: since pull request 1773 it has answers in clusters with IPv6, before it had none anywhere.
 * Source: submariner-io/lighthouse coredns/plugin (handler.go ServeDNS and getDNSRecord, parse.go, record.go); RFC 1035 section 4.1.1 (NOTIMP).
 */
export const lighthouse: Plugin = {
  name: 'lighthouse',
  prepare: ([directive], block): Serve | null => {
    if (!directive) return null
    const zones = zonesOf(directive.args, block.zones)
    const falls = fallthroughOf(directive.block)
    const ttl = directive.block?.find(({ name }) => name === 'ttl')?.args[0]
    const ttlSeconds = ttl === undefined ? DEFAULT_TTL_SECONDS : Number(ttl)
    return (query, next, context) => {
      const fail = (rcode: Rcode): Served => (fallsThrough(falls, query.name) ? next(query) : serveOne(context, 'lighthouse', replyWith(respond(rcode, { authoritative: true }))))
      const zone = longestZone(query.name, zones)
      if (zone === undefined) return fail('NOTZONE')
      if (query.type !== 'A' && query.type !== 'AAAA' && query.type !== 'SRV') return fail('NOTIMP')
      const parsed = parse(query, zone)
      return parsed ? serve(query, parsed, { zone, ttlSeconds, fail }, context) : fail('NXDOMAIN')
    }
  },
}

function serve(query: Query, parsed: Parsed, { zone, ttlSeconds, fail }: { readonly zone: string; readonly ttlSeconds: number; readonly fail: (rcode: Rcode) => Served }, context: ServerContext): Served {
  const { behaviour } = context.server
  const watched = behaviour.type === 'corefile' ? behaviour.clusters.find(({ key }) => key === '') : undefined
  const objects = watched && context.network.clusters.get(watched.objects)
  if (!objects) return serveOne(context, 'lighthouse', notModelled('dns.cluster-not-modelled', { zone }), { zone })
  const answer = (answers: readonly ResourceRecord[]) => replyWith(respond('NOERROR', { authoritative: true, answers }))
  const index = indexObjects(objects)
  if (query.type === 'AAAA') return serveOne(context, 'lighthouse', hasV6(parsed, index) ? notModelled('dns.option-not-modelled', { plugin: 'lighthouse', option: 'IPv6' }) : answer([]), { zone })
  const choice = choose(parsed, index, { local: objects.connectivity?.local ?? '', connected: objects.connectivity?.connected ?? null })
  if (choice === 'unknown') return fail('NXDOMAIN')
  const owner = { name: query.name, ttlSeconds }
  const alternatives = choice.alternatives.length === 0 ? [[]] : choice.alternatives
  const replies = alternatives.map(records => answer(query.type === 'A' ? addressesOf(records, owner) : portsOf(records, parsed, { ...owner, zone, headless: choice.headless })))
  return { replies: distinctReplies(replies), steps: replies.flatMap(reply => serveOne(context, 'lighthouse', reply, { zone }).steps) }
}

/** `[[hostname.]cluster.]service.namespace.svc`, for SRV `[[_port._protocol.]cluster.]` or `[_port._protocol.]`; null: another form. */
function parse({ name, type }: Query, zone: string): Parsed | null {
  const [kind, namespace = '', service = '', ...left] = [...labelsOf(withoutZone(name, zone))].reverse()
  if (kind !== 'svc' || left.length > (type === 'SRV' ? 3 : 2)) return null
  const none = { namespace, service, cluster: '', hostname: '', port: '', protocol: '' }
  const [a = '', b = '', c = ''] = left
  if (type !== 'SRV') return { ...none, cluster: a, hostname: b }
  const bare = (label: string) => label.replace(/^_/, '')
  if (left.length === 2) return { ...none, protocol: bare(a), port: bare(b) }
  return { ...none, cluster: a, protocol: bare(b), port: bare(c) }
}

type Owner = { readonly name: string; readonly ttlSeconds: number }

const addressesOf = (records: readonly GivenRecord[], owner: Owner): readonly ResourceRecord[] =>
  records.filter(({ endpoint }) => versionOf(endpoint.address) === 4).map(({ endpoint: { address, from, device } }) => ({ ...owner, type: 'A', data: address, from, ...(device ? { device } : {}) }))

/** One SRV per port; a record without the port that is asked for leaves no answer at all. Source: record.go createSRVRecords. */
function portsOf(records: readonly GivenRecord[], { service, namespace, cluster, port, protocol }: Parsed, { zone, headless, ...owner }: Owner & { readonly zone: string; readonly headless: boolean }): readonly ResourceRecord[] {
  const asked = records.map(record => ({ record, ports: port === '' ? record.ports : record.ports.filter(one => (one.name ?? '').toLowerCase() === port && formatProtocol(one.protocol) === protocol) }))
  if (asked.some(({ ports }) => ports.length === 0)) return []
  return asked.flatMap(({ record, ports }) => {
    const base = joinName(service, namespace, 'svc', zone)
    const target = headless ? joinName(record.hostname, record.cluster, base) : joinName(cluster, base)
    return [...new Set(ports.map(one => one.port))].map((number): ResourceRecord => ({ ...owner, type: 'SRV', data: `0 ${WEIGHT} ${number} ${target}` }))
  })
}
