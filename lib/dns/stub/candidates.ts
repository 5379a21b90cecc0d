import { dotsIn, MAX_NAME_LENGTH, normaliseName } from '@/lib/dns/names'
import type { StubResolver } from '@/lib/network/name-server'

/** One name to ask for. `literal`: the name as it was given. */
export interface Candidate { readonly name: string; readonly literal: boolean }

/**
 * The names that a resolver tries, in order. With fewer dots than `ndots` the search list comes first; otherwise the name as it is, and
 * then only glibc goes on to the search list. A trailing dot means the name alone. Source: resolv.conf(5); measured, docs of suites/resolver.
 */
export function candidatesOf(asked: string, resolver: Pick<StubResolver, 'search' | 'ndots' | 'library'>): readonly Candidate[] {
  const name = normaliseName(asked)
  const literal: Candidate = { name, literal: true }
  if (asked.endsWith('.')) return [literal]
  const searched = resolver.search
    .map(domain => normaliseName(domain)).filter(domain => domain !== '')
    .map((domain): Candidate => ({ name: `${name}.${domain}`, literal: false }))
    .filter(candidate => candidate.name.length <= MAX_NAME_LENGTH)
  if (dotsIn(name) < resolver.ndots) return [...searched, literal]
  return resolver.library === 'musl' ? [literal] : [literal, ...searched]
}
