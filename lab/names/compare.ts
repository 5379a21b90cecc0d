import type { PlainAnswer } from '@/lib/ask/ask'
import { withOnward } from '@/lib/network/onward'
import type { Resolution } from '@/lib/network/resolution'
import { CONNECT_SECONDS } from '@/lib/dns/stub/glibc/send'
import { seenQueries, type SeenQuery } from './engine-side'
import { ENDLESS, type Observed } from './real-side'

/** What differs between what happened and what the engine says, one sentence each; none where they agree. */
export function differences(expected: PlainAnswer, observed: Observed): readonly string[] {
  const { lookup } = expected
  if (!lookup) return ['the engine looked nothing up']
  if (lookup.outcome === 'undetermined') return [`the engine says undetermined (${lookup.undetermined?.code ?? ''})`]
  const limit = limitMet(expected, observed)
  if (limit !== undefined) return [`proves nothing: ${limit}`]
  return [...queryDifferences(seenQueries(lookup), observed), ...outcomeDifferences(lookup, observed), ...connectionDifferences(expected, observed)]
}

/** A device on any way here of which the lab is no true picture. */
function limitMet({ lookup, legs }: PlainAnswer, { limits }: Observed): string | undefined {
  const traces = [...(lookup?.exchanges ?? []).flatMap(withOnward), ...legs].flatMap(({ forward, return: back }) => [...forward, ...back])
  const visited = new Set(traces.flatMap(({ hops }) => hops.map(({ device }) => device)))
  const met = limits.find(({ device }) => visited.has(device))
  return met && `${met.device}: ${met.what}`
}

const told = ({ device, source, transport, type, name }: Omit<SeenQuery, 'asker' | 'rcode'>): string => `${device} saw ${source} ask ${name} ${type} over ${transport}`

/** Queries that no server should have got, or answered so; and queries that no server got, unless another one of several that might have answered did. */
function queryDifferences(seen: readonly SeenQuery[], { queries }: Observed): readonly string[] {
  const real = queries.filter(({ type }) => type === 'A' || type === 'AAAA').map(({ remote, rcode, ...query }) => ({ query: told({ ...query, device: String(query.device), source: remote }), rcode }))
  const possible = seen.map(one => ({ query: told(one), rcode: one.rcode, alternatives: alternativesOf(one) }))
  const met = possible.filter(({ query, rcode }) => real.some(one => one.query === query && (rcode === null || one.rcode === rcode)))
  const stray = real.filter(one => !met.some(({ query, rcode }) => one.query === query && (rcode === null || one.rcode === rcode)))
  const missed = possible.filter(({ alternatives }) => !met.some(one => one.alternatives === alternatives))
  return [...new Set([...stray.map(({ query, rcode }) => `${query} and said ${rcode}`), ...missed.map(({ query, rcode }) => `in the engine alone: ${query} and said ${rcode ?? 'what was lost'}`)])]
}

/** One question of one asker: whichever server got it. */
const alternativesOf = ({ asker, transport, type, name }: SeenQuery): string => `${asker} ${transport} ${type} ${name}`

/** What a clock may take away from a wait. */
const ROUNDED_SECONDS = 0.1

function outcomeDifferences({ addresses, error, outcome, ambiguous, waitedSeconds }: Resolution, { client }: Observed): readonly string[] {
  if (ambiguous) return ['the engine leaves the outcome open: a placement must have one']
  const said = waitedSeconds === Infinity ? ENDLESS : error ?? null
  const [real, simulated] = [client.connections.map(({ address }) => address).sort().join(' '), addresses.map(({ address }) => address).sort().join(' ')]
  return [
    ...real === simulated ? [] : [`the name is ${real || 'nothing'}; in the engine ${simulated || 'nothing'}`],
    ...client.error === ENDLESS || waitedSeconds >= CONNECT_SECONDS || client.seconds >= waitedSeconds - ROUNDED_SECONDS ? [] : [`getaddrinfo took ${client.seconds} s; in the engine it waits ${waitedSeconds} s for silent servers`],
    ...client.error === said ? [] : [`getaddrinfo says ${client.error ?? 'success'}; in the engine ${said ?? 'success'} (${outcome})`],
  ]
}

/** What each address came to: what the client sees, and the source address that the one who accepted saw. */
function connectionDifferences({ legs }: PlainAnswer, { client, accepted }: Observed): readonly string[] {
  return [
    ...client.connections.flatMap(({ address, sees }) => {
      const leg = legs.find(({ destination }) => destination === address)
      return !leg || leg.clientSees === sees ? [] : [`the connection to ${address} comes to ${sees}; in the engine ${leg.clientSees}`]
    }),
    ...accepted.filter(({ source }) => !legs.some(({ sourceSeen }) => sourceSeen === source)).map(({ device, source }) => `${device} accepted ${source}; in the engine ${legs.map(({ sourceSeen }) => sourceSeen ?? 'nobody').join(' or ') || 'nobody'}`),
  ]
}
