import { normaliseName } from './names'
import type { NameServer, StubResolver } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import type { DnsNote, DnsStep, Exchange, Resolution } from '@/lib/network/resolution'
import { distinct } from './response'
import { CONNECT_SECONDS } from './stub/glibc/send'
import { hasConnection } from './stub/reply'

/** Names asked before the one that answers, from which on it is worth saying. */
const MANY_NAMES = 3

/** What is worth knowing of a lookup although it stops nothing: it costs time, depends on chance, or on what was asked before. */
export function notesOf(resolution: Resolution, resolver: StubResolver, network: Network): readonly DnsNote[] {
  const exchanges = resolution.exchanges.flatMap(withOnward)
  const all = [...searched(resolution, resolver), ...stoppedBySearch(resolution, resolver), ...exchanges.flatMap(exchange => [...mixed(exchange), ...overTcp(exchange, network)]), ...keptDenial(resolution), ...withoutDeadline(resolution, resolver)]
  return distinct(all, ({ code, element, facts }) => `${code} ${element} ${JSON.stringify(facts)}`, first => first)
}

const withOnward = (exchange: Exchange): readonly Exchange[] => [exchange, ...exchange.steps.flatMap(step => (step.exchange ? withOnward(step.exchange) : []))]

/** The search list was walked in vain before the name itself answered. Source: kubernetes issue 33554; resolv.conf(5), ndots. */
function searched({ name, queries, canonicalName, outcome }: Resolution, { from, ndots, search }: StubResolver): readonly DnsNote[] {
  const names = new Set(queries.map(query => query.name))
  if (outcome !== 'NOERROR' || search.length === 0 || canonicalName !== normaliseName(name) || names.size <= MANY_NAMES) return []
  return [{ code: 'dns.ndots-amplifies', element: from, facts: { name: canonicalName, queries: String(queries.length), ndots: String(ndots) } }]
}

/** Under a search domain there is something of another type, and musl looks no further. Source: musl src/network/lookup_name.c; kubernetes/dns issue 119. */
function stoppedBySearch({ name, queries, outcome }: Resolution, { from, library }: StubResolver): readonly DnsNote[] {
  const last = queries.at(-1)?.name
  if (library === 'glibc' || outcome !== 'NODATA' || last === undefined || last === normaliseName(name)) return []
  return [{ code: 'dns.search-nodata', element: from, facts: { name: normaliseName(name), answered: last } }]
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
