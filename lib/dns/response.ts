import { parseIp, type IpAddress } from '@/lib/net/ip-address'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { DnsStep, Query, Rcode, ResolvedAddress, Response, Undetermined } from '@/lib/network/resolution'
import type { Facts } from '@/lib/network/route'
import type { Cause, Reply, Served, ServerContext } from './served'

const NONE: readonly never[] = []

/**
 * A response while it passes a chain of plugins. `unwritten`: a plugin gave back no more than the rcode, with an error or without, and
 * left it to the server to write the reply. Source: coredns plugin/plugin.go Handler.
 */
export interface PluginResponse extends Response { readonly unwritten?: 'error' | 'quiet' }

/** A response with the given rcode; sections left out are empty. */
export function respond(rcode: Rcode, sections: Partial<Omit<PluginResponse, 'rcode'>> = {}): PluginResponse {
  return { rcode, authoritative: false, answers: NONE, authority: NONE, additional: NONE, ...sections }
}

export function replyWith(response: PluginResponse, causes: readonly Cause[] = NONE): Reply {
  return { type: 'response', response, causes }
}

export function notModelled(code: Undetermined['code'], facts: Facts = {}): Reply {
  return { type: 'not-modelled', undetermined: { code, facts } }
}

/** Aliases that lead a server in a circle: what it does depends on who follows them. */
export const ALIAS_CIRCLE = 'dns.alias-circle'

/** One step of a server, as its evidence. */
export function step(context: ServerContext, actor: string, did: DnsStep['did'], more: { readonly facts?: Facts; readonly response?: Response; readonly exchange?: DnsStep['exchange'] } = {}): DnsStep {
  return { server: context.server.id, element: context.server.from, device: context.device, actor, did, facts: more.facts ?? {}, ...(more.response ? { response: more.response } : {}), ...(more.exchange ? { exchange: more.exchange } : {}) }
}

/** The one reply of an actor, with the step that says so. */
export function serveOne(context: ServerContext, actor: string, reply: Reply, facts: Facts = {}): Served {
  if (reply.type !== 'response') return { replies: [reply], steps: [step(context, actor, 'failed', { facts })] }
  const did = reply.response.rcode === 'NOERROR' || reply.response.rcode === 'NXDOMAIN' ? 'answered' : 'failed'
  return { replies: [reply], steps: [step(context, actor, did, { facts: { ...facts, rcode: reply.response.rcode }, response: reply.response })] }
}

/** What comes of each possible reply, joined: a plugin that looks at the answer of the rest of the chain. */
export function afterEach({ replies, steps }: Served, then: (reply: Reply) => Served): Served {
  const served = replies.map(then)
  return { replies: distinctReplies(served.flatMap(one => one.replies)), steps: [...steps, ...served.flatMap(one => one.steps)] }
}

/** The replies with their responses changed. */
export function mapResponses({ replies, steps }: Served, change: (response: PluginResponse) => PluginResponse): Served {
  return { replies: replies.map(reply => (reply.type === 'response' ? { ...reply, response: change(reply.response) } : reply)), steps }
}

/** The records that answer a name: those of the end of its chain of aliases. Source: RFC 1034 section 3.6.2. */
export function recordsFor(name: string, answers: readonly ResourceRecord[]): readonly ResourceRecord[] {
  const owners = new Set([name])
  for (let owner: string | undefined = name; owner !== undefined;) {
    const alias: ResourceRecord | undefined = answers.find(record => record.name === owner && record.type === 'CNAME' && !owners.has(record.data))
    owner = alias?.data
    if (owner !== undefined) owners.add(owner)
  }
  return answers.filter(record => owners.has(record.name))
}

/** The addresses among the records, once each. */
export function addressesOf(records: readonly ResourceRecord[]): readonly ResolvedAddress[] {
  const found = new Map<IpAddress, ResolvedAddress>()
  for (const record of records) {
    if (record.type !== 'A' && record.type !== 'AAAA') continue
    const address = parseIp(record.data)
    if (!address.ok || found.has(address.value)) continue
    found.set(address.value, { address: address.value, ...(record.from ? { from: record.from } : {}), ...(record.device ? { device: record.device } : {}) })
  }
  return [...found.values()]
}

/** Whether the response holds what was asked for: records of the type, at the end of the aliases. */
export function holdsAnswer(response: Response, query: Query): boolean {
  return response.rcode === 'NOERROR' && recordsFor(query.name, response.answers).some(record => record.type === query.type)
}

/** Replies that differ for the one who asked; the causes of equal ones are joined. */
export function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string, join: (first: Item, other: Item) => Item): readonly Item[] {
  if (items.length < 2) return items
  const byKey = new Map<string, Item>()
  for (const item of items) {
    const key = keyOf(item)
    const known = byKey.get(key)
    byKey.set(key, known === undefined ? item : join(known, item))
  }
  return [...byKey.values()]
}

/** What two responses must have in common to be the same answer: the rcode, the flags, and the sets of records in answer and authority. */
export function responseKey({ rcode, authoritative, truncated, recursionAvailable, answers, authority }: Response): string {
  const flags = `${authoritative ? 'aa' : ''} ${truncated ? 'tc' : ''} ${recursionAvailable ? 'ra' : ''}`
  return [rcode, flags, ...[answers, authority].flatMap(records => ['', ...records.map(({ name, type, data }) => `${name} ${type} ${data}`).sort()])].join('\n')
}

const replyKey = (reply: Reply): string =>
  reply.type === 'response' ? responseKey(reply.response) : reply.type === 'silent' ? 'silent' : `not-modelled ${reply.undetermined.code}`

export function distinctReplies(replies: readonly Reply[]): readonly Reply[] {
  return distinct(replies, replyKey, (first, other) => first.type === 'not-modelled' || other.type === 'not-modelled' ? first : { ...first, causes: [...first.causes, ...other.causes] })
}
