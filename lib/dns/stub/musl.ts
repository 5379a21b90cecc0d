import type { IpAddress } from '@/lib/net/ip-address'
import type { Candidate } from './candidates'
import { finalOf, isConclusive, type Attempt, type Final, type Kind } from './outcome'
import { attemptsAt, distinctAttempts, type AskName } from './walk'

/**
 * How musl walks: all servers are asked at once and the first reply that settles the question wins, so each may; only NXDOMAIN leads on
 * to the next name. NODATA and every failure end the lookup. Source: musl src/network/lookup_name.c name_from_dns_search, res_msend.c;
 * measured with musl 1.2.3 (suites/resolver).
 */
export function walkMusl(candidates: readonly Candidate[], servers: readonly IpAddress[], ask: AskName): readonly Final[] {
  return distinctAttempts(walk(candidates, 0, servers, ask))
}

function walk(candidates: readonly Candidate[], at: number, servers: readonly IpAddress[], ask: AskName): readonly Final[] {
  const candidate = candidates[at]
  if (!candidate) return [finalOf({ kind: 'nxdomain', name: '', records: [] })]
  return race(candidate.name, servers, ask).flatMap(result => (result.kind === 'nxdomain' ? walk(candidates, at + 1, servers, ask) : [finalOf(result)]))
}

function race(name: string, servers: readonly IpAddress[], ask: AskName): readonly Attempt[] {
  const perServer = servers.map(server => attemptsAt(ask, name, server, kindOf))
  const conclusive = perServer.flat().filter(({ kind }) => isConclusive(kind))
  const allMayFail = perServer.every(attempts => attempts.some(({ kind }) => !isConclusive(kind)))
  const failures = perServer.flat().filter(({ kind }) => !isConclusive(kind))
  return distinctAttempts([...conclusive, ...(allMayFail ? failures.slice(0, 1) : []), ...(perServer.length === 0 ? [{ kind: 'timeout', name, records: [] } as const] : [])])
}

const RANK: readonly Kind[] = ['undetermined', 'nxdomain', 'timeout', 'closed', 'servfail', 'refused', 'notimp', 'data', 'nodata']

/** NXDOMAIN or a failure of either family wins over an address of the other (measured). */
function kindOf(attempts: readonly Attempt[]): Kind {
  return RANK.find(kind => attempts.some(attempt => attempt.kind === kind)) ?? 'timeout'
}
