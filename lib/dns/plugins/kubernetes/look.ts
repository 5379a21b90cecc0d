import { isInZone } from '@/lib/dns/names'
import { distinctReplies, replyWith, respond } from '@/lib/dns/response'
import type { Reply, ServerContext } from '@/lib/dns/served'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { DnsStep, Query } from '@/lib/network/resolution'
import { apexRecords, defaultName, serverNames } from './apex'
import { findItems, type Found, type Item } from './find'
import type { ObjectIndex } from './objects'
import { parseName } from './parse-name'
import { addressRecords, serviceRecords, soaOf } from './records'
import { addressOfReverse, isReverseZone, namesOfAddress } from './reverse'
import type { Stanza } from './stanza'

/** A name that is not there, or what is there (NODATA included). */
export type Looked = 'name-error' | { readonly replies: readonly Reply[]; readonly steps: readonly DnsStep[] }

/** What a stanza looks with. */
export interface Looking { readonly zone: string; readonly stanza: Stanza; readonly objects: ObjectIndex; readonly context: ServerContext }

const DNS_VERSION_TTL_SECONDS = 28_800
const MAX_ALIASES = 8

/** Answers a query from a cluster's objects, in one zone of a stanza. Source: coredns plugin/kubernetes/handler.go ServeDNS. */
export function look(query: Query, looking: Looking): Looked {
  const { zone, stanza } = looking
  switch (query.type) {
    case 'A': case 'AAAA': return lookAddresses(query, query.type, looking, [])
    case 'TXT': return lookText(query, looking)
    case 'CNAME': return named(find(query, looking), items => answered(items.flatMap(item => (item.type === 'alias' ? [aliasRecord(query.name, item, stanza)] : [])), looking))
    case 'PTR': return lookPointer(query, looking)
    case 'SRV': return named(find(query, looking), items => {
      const { answers, additional } = serviceRecords(items.filter(item => item.type === 'address'), { name: query.name, ttlSeconds: stanza.ttlSeconds })
      return answered(answers, looking, additional)
    })
    case 'SOA': return answered(query.name === zone ? [soaOf(zone, stanza.ttlSeconds)] : [], looking)
    case 'NS': return query.name === zone ? lookApex(looking) : named(find(query, looking), () => answered([], looking))
  }
}

function find(query: Query, { zone, stanza, objects }: Looking): Found {
  return isReverseZone(zone) && query.name !== zone ? 'name-error' : findItems(parseName(query.name, zone), zone, stanza, objects)
}

const named = (found: Found, then: (items: readonly Item[]) => Looked): Looked => (found === 'name-error' ? found : then(found))

/** The records, or NODATA with the zone's SOA (RFC 2308 section 2.2). */
function answered(answers: readonly ResourceRecord[], { zone, stanza }: Looking, additional: readonly ResourceRecord[] = []): Looked {
  const response = respond('NOERROR', answers.length > 0 ? { authoritative: true, answers, additional } : { authoritative: true, authority: [soaOf(zone, stanza.ttlSeconds)] })
  return { replies: [replyWith(response)], steps: [] }
}

function lookAddresses(query: Query, type: 'A' | 'AAAA', looking: Looking, before: readonly ResourceRecord[]): Looked {
  const { zone, stanza, objects, context } = looking
  const owner = { name: query.name, ttlSeconds: stanza.ttlSeconds }
  if (query.name === defaultName(zone)) {
    const own = serverNames(context.network.devices.get(context.device), zone, stanza, objects).map(({ address }) => ({ type: 'address', address, port: null, target: '' } as const))
    return answered(addressRecords(own, type, owner), looking)
  }
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
  if (seen || chain.length > MAX_ALIASES) return answered([], looking)
  const onward = { name: alias.target, type: query.type }
  if (isInZone(alias.target, zone)) {
    const looked = lookAddresses(onward, query.type === 'AAAA' ? 'AAAA' : 'A', looking, chain)
    return looked === 'name-error' ? answered([], looking) : looked.replies.every(isEmpty) ? answered([], looking) : prefixed(looked, chain.slice(-1))
  }
  const served = context.again(onward)
  const replies = served.replies.map((reply): Reply => {
    if (reply.type === 'not-modelled') return reply
    const answers = reply.type === 'response' ? [...chain.slice(-1), ...reply.response.answers] : []
    return replyWith(respond('NOERROR', { authoritative: true, answers }), reply.causes)
  })
  return { replies: distinctReplies(replies), steps: served.steps }
}

const isEmpty = (reply: Reply): boolean => reply.type === 'response' && reply.response.answers.length === 0

function prefixed(looked: Exclude<Looked, 'name-error'>, records: readonly ResourceRecord[]): Looked {
  return { ...looked, replies: looked.replies.map(reply => (reply.type === 'response' ? { ...reply, response: { ...reply.response, answers: [...records, ...reply.response.answers] } } : reply)) }
}

/** The version of the schema; any other text is not there, though its name may be. Source: Kubernetes DNS specification section 2.2. */
function lookText(query: Query, looking: Looking): Looked {
  if (query.name === `dns-version.${looking.zone}`) return answered([{ name: query.name, type: 'TXT', ttlSeconds: DNS_VERSION_TTL_SECONDS, data: '1.1.0' }], looking)
  return named(find(query, looking), items => (items.length > 0 || query.name === looking.zone ? answered([], looking) : 'name-error'))
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
