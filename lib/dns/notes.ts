import { normaliseName } from './names'
import type { NameServer, StubResolver } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import { withOnward } from '@/lib/network/onward'
import type { DnsNote, DnsStep, Exchange, Resolution } from '@/lib/network/resolution'
import { distinct } from './response'
import { CONNECT_SECONDS } from './stub/glibc/send'
import { hasConnection } from './stub/reply'

/** Names asked before the one that answers, from which on it is worth saying. */
const MANY_NAMES = 3

/** What is worth knowing of a lookup although it stops nothing: it costs time, depends on chance, or on what was asked before. */
export function notesOf(resolution: Resolution, resolver: StubResolver, network: Network): readonly DnsNote[] {
  const exchanges = resolution.exchanges.flatMap(withOnward)
  const all = [
    ...searched(resolution, resolver), ...stoppedBySearch(resolution, resolver), ...truncated(resolution, resolver), ...withoutDeadline(resolution, resolver),
    ...exchanges.flatMap(exchange => [...mixed(exchange), ...overTcp(exchange, network), ...tooLarge(exchange)]), ...keptDenial(resolution),
  ]
  const blamed = new Set(resolution.faults.map(({ why }) => why.code))
  return distinct(all.filter(({ code }) => !blamed.has(code)), ({ code, element, facts }) => `${code} ${element} ${JSON.stringify(facts)}`, first => first)
}

/** The search list was walked in vain before the name itself answered. Source: kubernetes issue 33554; resolv.conf(5), ndots. */
function searched({ name, queries, canonicalName, outcome }: Resolution, { from, ndots, search }: StubResolver): readonly DnsNote[] {
  const names = new Set(queries.map(query => query.name))
  if (outcome !== 'NOERROR' || search.length === 0 || canonicalName !== normaliseName(name) || names.size <= MANY_NAMES) return []
  return [{ code: 'dns.ndots-amplifies', element: from, facts: { name: canonicalName, queries: String(queries.length), ndots: String(ndots) } }]
}

export const SEARCH_NODATA = 'dns.search-nodata'

/** The name under a search domain at which musl looks no further: something of another type is there. Source: musl src/network/lookup_name.c; kubernetes/dns issue 119. */
export function stoppedAt({ name, queries, outcome }: Pick<Resolution, 'name' | 'queries' | 'outcome'>, { library }: StubResolver): string | undefined {
  const last = queries.at(-1)?.name
  return library === 'glibc' || outcome !== 'NODATA' || last === normaliseName(name) ? undefined : last
}

function stoppedBySearch(resolution: Resolution, resolver: StubResolver): readonly DnsNote[] {
  const answered = stoppedAt(resolution, resolver)
  return answered === undefined ? [] : [{ code: SEARCH_NODATA, element: resolver.from, facts: { name: normaliseName(resolution.name), answered } }]
}

/** Upstreams that know different things: whoever is asked at random decides. Source: coredns issue 5348; plugin/forward README, policy. */
function mixed({ steps }: Exchange): readonly DnsNote[] {
  const asked = steps.filter(step => step.did === 'asked' && step.exchange)
  const said = new Set(asked.map(({ exchange }) => exchange?.response?.rcode ?? exchange?.failure ?? 'unknown'))
  const [first] = asked
  return first && new Set(asked.map(upstreamOf)).size > 1 && said.size > 1 ? [{ code: 'dns.upstreams-differ', element: first.element, facts: { name: first.exchange?.query.name ?? '', said: [...said].join(', ') } }] : []
}

const upstreamOf = ({ exchange }: DnsStep): string => String(exchange?.server ?? '')

/** A server that counts connections is asked over TCP. Source: coredns issue 3927, kubernetes/dns issue 387. */
function overTcp({ transport, answeredBy }: Exchange, network: Network): readonly DnsNote[] {
  const server: NameServer | undefined = transport === 'tcp' && answeredBy ? network.nameServers.get(answeredBy.server) : undefined
  return server?.limitsTcp ? [{ code: 'dns.tcp-limited', element: server.from, facts: {} }] : []
}

/** An answer that does not fit its datagram comes over TCP, on the whole way. musl before 1.2.4 makes do with what fits. Source: RFC 7766 section 5. */
function truncated({ exchanges }: Resolution, { from, library }: StubResolver): readonly DnsNote[] {
  const cut = exchanges.find(({ response, transport }) => transport === 'udp' && response?.truncated)
  return cut && library !== 'musl-before-1.2.4' ? [{ code: 'dns.answer-truncated', element: cut.steps[0]?.element ?? from, facts: { name: cut.query.name } }] : []
}

/** A datagram that the way back does not carry. Source: RFC 9715 (fragmentation of DNS over UDP is to be avoided); coredns issue 2972, plugin/bufsize README. */
function tooLarge({ query, transport, return: back }: Exchange): readonly DnsNote[] {
  const lost = transport === 'udp' ? back.find(({ disposition }) => disposition === 'mtu-exceeded') : undefined
  const why = lost?.faults.find(({ why: { facts } }) => facts?.limit !== undefined)?.why
  return lost && why ? [{ code: 'dns.answer-too-large', element: lost.place, facts: { name: query.name, ...why.facts } }] : []
}

/** A question over TCP that nobody answers: glibc has no deadline of its own there. Source: glibc resolv/res_send.c send_vc. */
function withoutDeadline({ exchanges }: Resolution, { from, library }: StubResolver): readonly DnsNote[] {
  const lost = library === 'glibc' ? exchanges.find(({ transport, response, failure }) => transport === 'tcp' && !response && failure === 'timeout') : undefined
  if (!lost) return []
  return [hasConnection(lost) ? { code: 'dns.tcp-endless', element: from, facts: { server: lost.server } } : { code: 'dns.tcp-no-deadline', element: from, facts: { server: lost.server, seconds: String(CONNECT_SECONDS) } }]
}

/** Who has asked before may go on hearing that there is no such name. Source: RFC 2308 section 5. */
function keptDenial({ outcome, exchanges }: Resolution): readonly DnsNote[] {
  const denial = outcome === 'NXDOMAIN' || outcome === 'NODATA' ? exchanges.findLast(({ response }) => response?.authority.some(({ type }) => type === 'SOA')) : undefined
  const soa = denial?.response?.authority.find(({ type }) => type === 'SOA')
  const server = denial?.steps[0]
  if (!denial || !soa || !server) return []
  const seconds = Math.min(soa.ttlSeconds, Number(soa.data.split(' ').at(-1) ?? soa.ttlSeconds) || soa.ttlSeconds)
  return [{ code: 'dns.denial-kept', element: server.element, facts: { name: denial.query.name, seconds: String(seconds) } }]
}
