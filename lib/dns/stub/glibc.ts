import type { IpAddress } from '@/lib/net/ip-address'
import type { Candidate } from './candidates'
import { finalOf, isConclusive, type Attempt, type Final, type Kind } from './outcome'
import { attemptsAt, distinctAttempts, type AskName } from './walk'

/** What the search has met so far. */
interface Memory {
  /** What the name as it is came to, where it was asked first: the final answer if nothing is found. */
  readonly literal: Attempt | null
  readonly nodata: Attempt | null
  readonly servfail: Attempt | null
  readonly last: Attempt | null
  /** The rest of the search list is left out. */
  readonly gaveUp: 'yes' | 'no'
}

const START: Memory = { literal: null, nodata: null, servfail: null, last: null, gaveUp: 'no' }

/**
 * How glibc walks through names and servers; every possible end once.
 *
 * NXDOMAIN, NODATA and SERVFAIL of a searched name lead on to the next one; any other failure (REFUSED, NOTIMP, silence) skips the rest
 * of the search list, and a closed port ends it. If nothing is found: what the name as it is came to when it was asked first; else
 * NODATA, SERVFAIL, or the last failure. Source: glibc resolv/res_query.c __res_context_search; measured with glibc 2.36 (suites/resolver).
 */
export function walkGlibc(candidates: readonly Candidate[], servers: readonly IpAddress[], ask: AskName): readonly Final[] {
  const attempt = (name: string) => throughServers(name, servers, ask)
  return distinctAttempts(walk(candidates, 0, START, attempt))
}

function walk(candidates: readonly Candidate[], at: number, memory: Memory, attempt: (name: string) => readonly Attempt[]): readonly Final[] {
  const candidate = candidates[at]
  if (!candidate) return [finalOf(memory.literal ?? memory.nodata ?? memory.servfail ?? memory.last ?? NOTHING)]
  if (memory.gaveUp === 'yes' && !candidate.literal) return walk(candidates, at + 1, memory, attempt)
  return attempt(candidate.name).flatMap(result => {
    if (result.kind === 'data' || result.kind === 'undetermined') return [finalOf(result)]
    if (result.kind === 'closed' && !candidate.literal) return [finalOf(result)]
    return walk(candidates, at + 1, remember(memory, candidate, result, at), attempt)
  })
}

const NOTHING: Attempt = { kind: 'nxdomain', name: '', records: [] }

function remember(memory: Memory, candidate: Candidate, result: Attempt, at: number): Memory {
  if (candidate.literal) return at === 0 ? { ...memory, literal: result } : { ...memory, last: result }
  switch (result.kind) {
    case 'nodata': return { ...memory, nodata: result, last: result }
    case 'servfail': return { ...memory, servfail: result, last: result }
    case 'nxdomain': return { ...memory, last: result }
    default: return { ...memory, last: result, gaveUp: 'yes' }
  }
}

/** Servers in order, the next one on anything that settles nothing; what the last of them said stands, a closed port the least. */
function throughServers(name: string, servers: readonly IpAddress[], ask: AskName, before: Attempt | null = null): readonly Attempt[] {
  const [server, ...others] = servers
  if (server === undefined) return [before ?? { kind: 'closed', name, records: [] }]
  return distinctAttempts(attemptsAt(ask, name, server, kindOf).flatMap(result => {
    if (isConclusive(result.kind)) return [result]
    return throughServers(name, others, ask, result.kind === 'closed' && before ? before : result)
  }))
}

const RANK: readonly Kind[] = ['data', 'undetermined', 'nodata', 'nxdomain', 'servfail', 'refused', 'notimp', 'timeout', 'closed']

/** An address of either family is success, whatever became of the other question (measured). */
function kindOf(attempts: readonly Attempt[]): Kind {
  return RANK.find(kind => attempts.some(attempt => attempt.kind === kind)) ?? 'timeout'
}
