import { isInZone } from '@/lib/dns/names'
import { distinctReplies, replyWith, respond } from '@/lib/dns/response'
import type { Reply, ServerContext } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { DnsStep, Query, RecordType } from '@/lib/network/resolution'
import { apexRecords, defaultName, serverNames } from './apex'
import { findItems } from './find'
import type { Found, Item } from './item'
import type { ObjectIndex } from './objects'
import { parseName, type NameParts } from './parse-name'
import { addressRecords, serviceRecords, soaOf } from './records'
import { addressOfReverse, isReverseZone, namesOfAddress } from './reverse'
import type { Stanza } from './stanza'

/** A name that is not there, or what is there (NODATA included). */
export type Looked = 'name-error' | { readonly replies: readonly Reply[]; readonly steps: readonly DnsStep[] }

/** What a stanza looks with. */
export interface Looking { readonly zone: string; readonly stanza: Stanza; readonly objects: ObjectIndex; readonly context: ServerContext }

const DNS_VERSION_TTL_SECONDS = 28_800
/** Source: coredns plugin/backend_lookup.go maxCnameChainLength. */
const MAX_ALIASES = 10

/** Types that the external multicluster plugin has no records of. At the apex it looks for its own name, which it does not have. */
const OTHERS_IN_MULTICLUSTER: ReadonlySet<string> = new Set(['SOA', 'NS', 'PTR', 'CNAME'])

/** Answers a query from a cluster's objects, in one zone of a stanza. Source: coredns plugin/kubernetes/handler.go ServeDNS. */
export function look(query: Query, looking: Looking): Looked {
  const { zone, stanza } = looking
  if (stanza.dialect === 'multicluster' && OTHERS_IN_MULTICLUSTER.has(query.type)) return query.type === 'NS' && isApex(query, zone) ? 'name-error' : existing(query, looking)
  switch (query.type) {
    case 'A': case 'AAAA': return lookAddresses(query, query.type, looking, [])
    case 'TXT': return lookText(query, looking)
    case 'CNAME': return named(find(query, looking), items => answered(items.slice(0, 1).flatMap(item => (item.type === 'alias' ? [aliasRecord(query.name, item, stanza)] : [])), looking))
    case 'PTR': return lookPointer(query, looking)
    case 'SRV': return named(find(query, looking), items => {
      const { answers, additional } = serviceRecords(items.filter(item => item.type === 'address'), { name: query.name, ttlSeconds: stanza.ttlSeconds })
      return answered(answers, looking, additional)
    })
    case 'SOA': return answered(isApex(query, zone) ? [soaOf(zone, stanza.ttlSeconds)] : [], looking)
    case 'NS': return isApex(query, zone) ? lookApex(looking) : existing(query, looking)
    default: return existing(query, looking)
  }
}

const isApex = ({ name }: Query, zone: string): boolean => name === zone || (zone === '.' && name === '')

/** Types that a cluster has no records of: NODATA where the name is. */
const existing = (query: Query, looking: Looking): Looked => named(find(query, looking), () => answered([], looking))

function partsOf(name: string, { zone, stanza }: Looking): NameParts | null {
  return parseName(name, zone, { multicluster: stanza.multiclusterZones.includes(zone), zonal: stanza.zonal })
}

/** What a name stands for. Its own name as name server has addresses only, and stands for nothing else. Source: coredns plugin/kubernetes/kubernetes.go Services. */
function find(query: { readonly name: string; readonly type: RecordType }, looking: Looking): Found {
  const { zone, stanza, objects, context } = looking
  if (stanza.dialect === 'kubernetes' && query.name === defaultName(zone) && query.type !== 'TXT' && query.type !== 'PTR') {
    const own = serverNames(context.network.devices.get(context.device), zone, stanza, objects)
    return query.type === 'A' || query.type === 'AAAA' ? own.map(({ address }) => ({ type: 'address', address, port: null, target: '' } as const)) : []
  }
  const parts = partsOf(query.name, looking)
  return parts?.kind !== '' && isReverseZone(query.name) ? 'name-error' : findItems(parts, zone, stanza, objects)
}

const named = (found: Found, then: (items: readonly Item[]) => Looked): Looked => (found === 'name-error' ? found : then(found))

/** The records, or NODATA with the zone's SOA (RFC 2308 section 2.2). */
function answered(answers: readonly ResourceRecord[], { zone, stanza }: Looking, additional: readonly ResourceRecord[] = []): Looked {
  const response = respond('NOERROR', answers.length > 0 ? { authoritative: true, answers, additional } : { authoritative: true, authority: [soaOf(zone, stanza.ttlSeconds)] })
  return { replies: [replyWith(response)], steps: [] }
}

function lookAddresses(query: Query, type: 'A' | 'AAAA', looking: Looking, before: readonly ResourceRecord[]): Looked {
  const { stanza } = looking
  const owner = { name: query.name, ttlSeconds: stanza.ttlSeconds }
  return named(find(query, looking), items => {
    const alias = items.find(item => item.type === 'alias')
    if (!alias) return answered(addressRecords(items.filter(item => item.type === 'address'), type, owner), looking)
    return follow(query, alias, looking, [...before, aliasRecord(query.name, alias, stanza)])
  })
}

const aliasRecord = (name: string, { target, from }: Extract<Item, { type: 'alias' }>, { ttlSeconds }: Stanza): ResourceRecord => ({ name, type: 'CNAME', ttlSeconds, data: target, from })

/**
 * Follows an ExternalName: inside the zone here, elsewhere by asking the whole server once more. A target that gives nothing inside the
 * zone, or an alias that goes in a circle, leaves NODATA. Source: coredns plugin/backend_lookup.go A.
 */
function follow(query: Query, alias: Extract<Item, { type: 'alias' }>, looking: Looking, chain: readonly ResourceRecord[]): Looked {
  const { zone, context } = looking
  const seen = chain.slice(0, -1).some(record => record.data === alias.target) || alias.target === query.name
  if (seen || chain.length > MAX_ALIASES + 1) return answered([], looking)
  const onward = { name: alias.target, type: query.type }
  if (isInZone(alias.target, zone)) {
    const looked = lookAddresses(onward, query.type === 'AAAA' ? 'AAAA' : 'A', looking, chain)
    return looked === 'name-error' ? answered([], looking) : looked.replies.every(isEmpty) ? answered([], looking) : prefixed(looked, chain.slice(-1))
  }
  const served = context.again(onward)
  const replies = served.replies.map((reply): Reply => {
    if (reply.type === 'not-modelled') return reply
    const response = reply.type === 'response' ? reply.response : undefined
    return replyWith(respond('NOERROR', { authoritative: true, answers: [...chain.slice(-1), ...(response?.answers ?? [])], ...(response?.truncated ? { truncated: true } : {}) }), reply.causes)
  })
  return { replies: distinctReplies(replies), steps: served.steps }
}

const isEmpty = (reply: Reply): boolean => reply.type === 'response' && reply.response.answers.length === 0

function prefixed(looked: Exclude<Looked, 'name-error'>, records: readonly ResourceRecord[]): Looked {
  return { ...looked, replies: looked.replies.map(reply => (reply.type === 'response' ? { ...reply, response: { ...reply.response, answers: [...records, ...reply.response.answers] } } : reply)) }
}

/**
 * The version of the schema; any other text is not there, though its name may be. A name that holds nothing itself, the apex or a
 * namespace, is NXDOMAIN for this type alone. Source: Kubernetes DNS specification section 2.2; coredns plugin/kubernetes/kubernetes.go Services.
 */
function lookText(query: Query, looking: Looking): Looked {
  if (query.name === `dns-version.${looking.zone}`) return answered([{ name: query.name, type: 'TXT', ttlSeconds: DNS_VERSION_TTL_SECONDS, data: '1.1.0' }], looking)
  if (looking.stanza.dialect === 'multicluster') return answered([], looking)
  const zoned = partsOf(query.name, looking)?.topologyZone
  return named(find(query, looking), items => (items.length > 0 || zoned ? answered([], looking) : 'name-error'))
}

function lookPointer(query: Query, looking: Looking): Looked {
  const { stanza, objects } = looking
  const address = addressOfReverse(query.name)
  if (address === undefined) return named(find(query, looking), () => answered([], looking))
  const names = namesOfAddress(address, stanza, objects)
  return names.length === 0 ? 'name-error' : answered(names.map(data => ({ name: query.name, type: 'PTR', ttlSeconds: stanza.ttlSeconds, data })), looking)
}

function lookApex(looking: Looking): Looked {
  const { zone, stanza, objects, context } = looking
  const { answers, additional } = apexRecords(serverNames(context.network.devices.get(context.device), zone, stanza, objects), zone, stanza.ttlSeconds)
  return answered(answers, looking, additional)
}
