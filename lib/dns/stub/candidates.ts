import { dotsIn, isNameLong, normaliseName } from '@/lib/dns/names'
import type { StubResolver } from '@/lib/network/name-server'

/** One name to ask for. `literal`: the name as it was given. */
export interface Candidate { readonly name: string; readonly literal: boolean }

/**
 * The names that a resolver tries while every one is denied, in order. With fewer dots than `ndots` the search list comes first; otherwise
 * the name as it is, and then only glibc goes on to the search list. A trailing dot means the name alone.
 * Source: glibc resolv/res_query.c __res_context_search; musl src/network/lookup_name.c name_from_dns_search.
 */
export function candidatesOf(asked: string, resolver: Pick<StubResolver, 'search' | 'ndots' | 'library'>): readonly Candidate[] {
  const name = normaliseName(asked)
  const literal: Candidate = { name, literal: true }
  if (asked.endsWith('.')) return [literal]
  const searched = resolver.search
    .map(domain => normaliseName(domain)).filter(domain => domain !== '')
    .map((domain): Candidate => ({ name: `${name}.${domain}`, literal: false }))
    .filter(candidate => !isNameLong(candidate.name))
  if (dotsIn(name) < resolver.ndots) return [...searched, literal]
  return resolver.library === 'glibc' ? [literal, ...searched] : [literal]
}
