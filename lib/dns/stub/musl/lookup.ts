import { dotsIn, isNameLong, normaliseName } from '@/lib/dns/names'
import { addressesOf } from '@/lib/dns/response'
import { outcomeOf, type Failure, type Final } from '@/lib/dns/stub/outcome'
import type { Answer } from '@/lib/dns/stub/reply'
import type { Wire } from '@/lib/dns/stub/wire'
import type { StubResolver } from '@/lib/network/name-server'
import { exchange, type Accepted } from './exchange'

type Type = 'A' | 'AAAA'
type Found = Omit<Final, 'queries' | 'waitedSeconds' | 'undetermined'>

/**
 * One lookup by musl: the search list where the name has fewer than `ndots` dots, and then the name. Only NXDOMAIN, of either type, leads
 * on to the next domain; NODATA and silence end the lookup. Source: musl src/network/lookup_name.c name_from_dns_search.
 */
export function lookUpWithMusl(asked: string, resolver: StubResolver, types: readonly Type[], wire: Wire): Found {
  const name = normaliseName(asked)
  const isSearched = !asked.endsWith('.') && dotsIn(name) < resolver.ndots
  for (const domain of isSearched ? searchOf(resolver) : []) {
    if (name.length + 1 + domain.length > BUFFER_CHARS) continue
    const result = tryName(candidateOf(name, domain, resolver), resolver, types, wire)
    if (result) return result
  }
  return tryName(name, resolver, types, wire) ?? { outcome: 'NXDOMAIN', error: 'EAI_NONAME', name, records: [] }
}

/** What musl has room for: a name with a longer domain is left out. Source: musl src/network/lookup_name.c name_from_dns_search. */
const BUFFER_CHARS = 255

/** Bytes of a line of resolv.conf that musl reads, with its end; a longer one is ignored. Source: musl src/network/resolvconf.c. */
const LINE_BYTES = 255

/** The search list, unless its line is too long for musl. */
function searchOf({ search }: StubResolver): readonly string[] {
  return `search ${search.join(' ')}\n`.length > LINE_BYTES ? [] : search
}

/** Under the root, musl writes an empty label: before 1.2.4 it sends that, since then such a name does not exist for it. */
function candidateOf(name: string, domain: string, { library }: StubResolver): string | null {
  if (domain !== '.') return `${name}.${normaliseName(domain)}`
  return library === 'musl' ? null : MALFORMED
}

/** Stands for bytes that are no question: nobody answers. Source: musl 1.2.3 src/network/res_mkquery.c; measured. */
const MALFORMED = '?'

/** null: such a name does not exist, the next one is tried. */
function tryName(name: string | null, resolver: StubResolver, types: readonly Type[], wire: Wire): Found | null {
  if (name === null) return null
  if (name === MALFORMED) return { outcome: 'timeout', error: 'EAI_AGAIN', name, records: [] }
  if (isNameLong(name)) return resolver.library === 'musl' ? null : { outcome: 'NXDOMAIN', error: 'EAI_NONAME', name, records: [] }
  const failures: Failure[] = []
  const accepted = exchange(name, types, resolver, noting(wire, failures))
  return judged(name, types, accepted, failures, resolver)
}

/** The wire, with what it refused noted down. */
function noting(wire: Wire, failures: Failure[]): Wire {
  return {
    ...wire,
    ask: (query, payloadBytes) => {
      const reply = wire.ask(query, payloadBytes)
      if (reply.type === 'closed') failures.push('closed')
      if (reply.type === 'answer' && reply.rcode !== 'NOERROR' && reply.rcode !== 'NXDOMAIN') failures.push(reply.rcode === 'NOTZONE' ? 'REFUSED' : reply.rcode)
      return reply
    },
  }
}

/** By type, A first. Source: musl src/network/lookup_name.c name_from_dns. */
function judged(name: string, types: readonly Type[], accepted: Accepted, failures: readonly Failure[], { library }: StubResolver): Found | null {
  for (const type of types) {
    const answer = accepted.get(type)
    if (!answer) return { outcome: outcomeOf(failures[0] ?? 'timeout'), error: 'EAI_AGAIN', name, records: [] }
    if (answer.rcode === 'NXDOMAIN') return null
  }
  const records = types.flatMap(type => recordsOf(accepted.get(type), type))
  if (addressesOf(records).length > 0) return { outcome: 'NOERROR', error: null, name, records }
  return { outcome: 'NODATA', error: library === 'musl' ? 'EAI_NODATA' : 'EAI_NONAME', name, records }
}

/** Addresses of the type, whoever owns them: musl follows no aliases. They keep their records of aliases for whoever reads on. */
const recordsOf = (answer: Answer | undefined, type: Type): Answer['answers'] => answer?.answers.filter(record => record.type === type || record.type === 'CNAME') ?? []
