import type { PlainAnswer } from '@/lib/ask/ask'
import type { Resolution } from '@/lib/network/resolution'
import { seenQueries, withOnward, type SeenQuery } from './engine-side'
import type { Observed } from './real-side'

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

const told = ({ device, source, transport, type, name, rcode }: Omit<SeenQuery, 'asker'>): string => `${device} saw ${source} ask ${name} ${type} over ${transport} and said ${rcode}`

/** Queries that no server should have got; and queries that no server got, unless another one of several that might have answered did. */
function queryDifferences(seen: readonly SeenQuery[], { queries }: Observed): readonly string[] {
  const here = queries.filter(({ type }) => type === 'A' || type === 'AAAA').map(({ remote, ...query }) => told({ ...query, device: String(query.device), source: remote }))
  const real = new Set(here)
  const possible = new Set(seen.map(told))
  const met = new Set(seen.filter(one => real.has(told(one))).map(alternativesOf))
  return [...[...real].filter(one => !possible.has(one)), ...seen.filter(one => !met.has(alternativesOf(one))).map(one => `in the engine alone: ${told(one)}`)]
}

/** One question of one asker: whichever server got it. */
const alternativesOf = ({ asker, transport, type, name }: SeenQuery): string => `${asker} ${transport} ${type} ${name}`

function outcomeDifferences({ addresses, error, outcome, ambiguous }: Resolution, { client }: Observed): readonly string[] {
  if (ambiguous) return ['the engine leaves the outcome open: a placement must have one']
  const [real, simulated] = [client.connections.map(({ address }) => address).sort().join(' '), addresses.map(({ address }) => address).sort().join(' ')]
  return [
    ...real === simulated ? [] : [`the name is ${real || 'nothing'}; in the engine ${simulated || 'nothing'}`],
    ...client.error === (error ?? null) ? [] : [`getaddrinfo says ${client.error ?? 'success'}; in the engine ${error ?? 'success'} (${outcome})`],
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
