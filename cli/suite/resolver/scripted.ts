import { ip, type IpAddress } from '@/lib/net/ip-address'
import { isInZone } from '@/lib/dns/names'
import { respond } from '@/lib/dns/response'
import type { Asked } from '@/lib/dns/served'
import type { Question } from '@/lib/dns/stub/wire'
import { own } from '@/lib/net/own'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { Rcode } from '@/lib/network/resolution'

/** Names that behaviour `k8s` answers, with their addresses. */
export type Table = Readonly<Record<string, readonly string[]>>

/** What a scripted server says: an rcode without answers, silence, a closed port, or addresses. */
type Says = Rcode | 'timeout' | 'closed' | { readonly addresses: readonly string[]; readonly truncated?: true; readonly alias?: string }

const RCODES: Readonly<Record<string, Rcode>> = { nxdomain: 'NXDOMAIN', nx: 'NXDOMAIN', servfail: 'SERVFAIL', refused: 'REFUSED', formerr: 'FORMERR', notimp: 'NOTIMP', nodata: 'NOERROR' }
const A_ADDRESS = '192.0.2.1'
const AAAA_ADDRESS = '2001:db8::1'
/** Addresses of a name that does not fit a datagram. */
const MANY = 40
const FIRST_DOMAIN = 'default.svc.cluster.local'

/** The behaviours that a recording names, in words: each is one way of answering. */
const BEHAVIOURS: readonly { readonly pattern: RegExp; readonly says: (question: Question, what: string, table: Table) => Says }[] = [
  { pattern: /^(timeout|closed)$/, says: (_, what) => (what === 'closed' ? 'closed' : 'timeout') },
  { pattern: /^(nxdomain|nx|servfail|refused|formerr|notimp|nodata)$/, says: (_, what) => RCODES[what] ?? 'SERVFAIL' },
  { pattern: /^(k8s)$/, says: ({ name, type }, _, table) => fromTable(name, type, table) },
  { pattern: /^(a_only)$/, says: ({ type }) => ({ addresses: type === 'A' ? [A_ADDRESS] : [] }) },
  { pattern: /^(ok)$/, says: ({ type }) => ({ addresses: [type === 'A' ? A_ADDRESS : AAAA_ADDRESS] }) },
  { pattern: /^a_(.+_aaaa_.+)$/, says: byType },
  { pattern: /^first_(.+)$/, says: (question, what, table) => (own(table, question.name) === undefined && isInZone(question.name, FIRST_DOMAIN) ? saysAs(what, question, table) ?? 'SERVFAIL' : fromTable(question.name, question.type, table)) },
  { pattern: /^(last_servfail)$/, says: ({ name }) => (isInZone(name, 'cluster.local') ? 'NXDOMAIN' : 'SERVFAIL') },
  { pattern: /^(?:trunc|many([0-9]+))$/, says: (question, count) => truncated(question, count === '' ? MANY : Number(count)) },
  { pattern: /^(cname)$/, says: () => ({ addresses: [], alias: 'x.test' }) },
]

/** What a behaviour says to a question; undefined: nobody has described it. */
export function saysAs(behaviour: string, question: Question, table: Table): Says | undefined {
  for (const { pattern, says } of BEHAVIOURS) {
    const match = pattern.exec(behaviour)
    if (match) return says(question, match[1] ?? '', table)
  }
  return undefined
}

/** One behaviour for A, another for AAAA. */
function byType(question: Question, both: string, table: Table): Says {
  const [ofA = '', ofAaaa = ''] = both.split('_aaaa_')
  return saysAs(question.type === 'A' ? ofA : ofAaaa, question, table) ?? 'SERVFAIL'
}

/** Many addresses: two of them and TC in a datagram. */
function truncated({ type, transport }: Question, count: number): Says {
  const addresses = Array.from({ length: count }, (_, at) => `192.0.${2 + Math.floor(at / 250)}.${(at % 250) + 1}`)
  return type === 'AAAA' ? 'NOERROR' : transport === 'tcp' ? { addresses } : { addresses: addresses.slice(0, 2), truncated: true }
}

/** Empty names between others exist. */
function fromTable(name: string, type: 'A' | 'AAAA', table: Table): Says {
  const known = own(table, name)
  if (known) return { addresses: known.filter(address => address.includes(':') === (type === 'AAAA')) }
  return Object.keys(table).some(other => other.endsWith(`.${name}`)) ? { addresses: [] } : 'NXDOMAIN'
}

/** What a scripted server says, as the exchange that the engine knows. */
export function exchangeWith({ name, type, server, transport }: Question, says: Says): Asked {
  const base = { query: { name, type }, asker: deviceOf('client'), server, transport, forward: [], return: [], steps: [] } as const
  if (says === 'timeout' || says === 'closed') return { exchange: { ...base, response: null, failure: says === 'closed' ? 'refused' : 'timeout' }, causes: [] }
  const { addresses, truncated: tc, alias } = typeof says === 'string' ? { addresses: [], truncated: undefined, alias: undefined } : says
  const answers = [...alias === undefined ? [] : [{ name, type: 'CNAME', ttlSeconds: 5, data: alias } as const], ...addresses.map(data => ({ name, type, ttlSeconds: 5, data }))]
  const response = respond(typeof says === 'string' ? says : 'NOERROR', { authoritative: true, answers, ...(tc ? { truncated: tc } : {}) })
  return { exchange: { ...base, response, answeredBy: { server: nameServerOf(server), device: deviceOf(server), sourceSeen: server } }, causes: [] }
}

/** The address that stands for the n-th server of a recording, from 0. */
export const addressOf = (at: number): IpAddress => ip(`127.0.0.${at + 1}`)
