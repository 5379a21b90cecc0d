import { parseIp } from '@/lib/net/ip-address'
import type { Converse } from '@/lib/network/conversation'
import type { DeviceId } from '@/lib/network/ids'
import type { StubResolver } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import type { DnsFault, Exchange, Resolution } from '@/lib/network/resolution'
import { blame, dedupe } from './blame'
import { normaliseName } from './names'
import { notesOf, SEARCH_NODATA, stoppedAt } from './notes'
import { addressesOf, distinct } from './response'
import type { Asked, Session } from './served'
import { openSession } from './session'
import { candidatesOf, type Candidate } from './stub/candidates'
import type { Final } from './stub/outcome'
import { walkResolver } from './stub/walk'
import type { AskServer } from './stub/wire'

export interface LookupRequest {
  readonly device: DeviceId
  readonly name: string
  /** What is asked for each name, together; both families unless said otherwise, as getaddrinfo(3) does with AF_UNSPEC. */
  readonly types?: readonly ('A' | 'AAAA')[]
}

/**
 * A lookup as an application's resolver library does it: every name of the search list that it tries, every query as packets to its name
 * server and from there on, and what the application gets. Failures name what is to blame, with the addresses behind it.
 *
 * An address as name is its own answer (getaddrinfo(3)). A device without a resolver gives `undetermined`.
 */
export function lookUp(request: LookupRequest, network: Network, converse: Converse): Resolution {
  const resolver = network.stubResolvers.get(request.device)
  const address = parseIp(request.name)
  if (address.ok) return { ...nothing(request), outcome: 'NOERROR', addresses: [{ address: address.value }] }
  if (!resolver) return { ...nothing(request), outcome: 'undetermined', undetermined: { code: 'dns.no-resolver', facts: { device: request.device } } }
  const session = openSession(network, converse)
  const candidates = candidatesOf(request.name, resolver)
  const asking = openAsking(session, resolver.runsOn ?? request.device)
  const { finals } = walkResolver(request.name, resolver, typesOf(request), asking.ask)
  const resolution = resolutionOf(request, finals, asking.exchanges(), () => [...searchFaults(request, resolver, finals, asking), ...faultsOf(session, request, resolver, candidates, asking)])
  const notes = notesOf(resolution, resolver, network)
  return notes.length > 0 ? { ...resolution, notes } : resolution
}

const typesOf = (request: LookupRequest): readonly ('A' | 'AAAA')[] => request.types ?? ['A', 'AAAA']

function nothing(request: LookupRequest): Omit<Resolution, 'outcome'> {
  return { name: request.name, asker: request.device, ambiguous: false, exchanges: [], queries: [], waitedSeconds: 0, canonicalName: normaliseName(request.name), records: [], addresses: [], faults: [] }
}

/** The queries of one lookup: each is asked once, whatever the ways that lead to it. */
interface LookupAsking {
  readonly ask: AskServer
  readonly askedFor: (name: string) => readonly { readonly type: 'A' | 'AAAA'; readonly asked: readonly Asked[] }[]
  readonly exchanges: () => readonly Exchange[]
}

function openAsking(session: Session, asker: DeviceId): LookupAsking {
  const known = new Map<string, { readonly name: string; readonly type: 'A' | 'AAAA'; readonly asked: readonly Asked[] }>()
  return {
    ask: ({ name, type, server, transport, payloadBytes }) => {
      const key = `${server} ${transport} ${name} ${type}`
      const found = known.get(key)
      if (found) return found.asked
      const asked = session.ask({ asker, address: server, port: 53, transport, payloadBytes, query: { name, type }, trail: [] })
      known.set(key, { name, type, asked })
      return asked
    },
    askedFor: name => [...known.values()].filter(one => one.name === name),
    exchanges: () => [...known.values()].flatMap(({ asked }) => asked.map(({ exchange }) => exchange)),
  }
}

function resolutionOf(request: LookupRequest, finals: readonly Final[], exchanges: readonly Exchange[], faults: () => readonly DnsFault[]): Resolution {
  const unclear = finals.find(({ outcome }) => outcome === 'undetermined')
  const first = unclear ?? finals[0]
  const good = finals.filter(({ outcome }) => outcome === 'NOERROR')
  const records = distinct(good.flatMap(final => final.records), ({ name, type, data }) => `${name} ${type} ${data}`, record => record)
  return {
    ...nothing(request), exchanges, records, queries: first?.queries ?? [], waitedSeconds: first?.waitedSeconds ?? 0,
    outcome: first?.outcome ?? 'timeout',
    ...(first?.error ? { error: first.error } : {}),
    ambiguous: finals.length > 1,
    canonicalName: good[0]?.name ?? normaliseName(request.name),
    addresses: addressesOf(records),
    faults: finals.every(({ outcome }) => outcome === 'NOERROR' || outcome === 'undetermined') ? [] : faults(),
    ...(first?.undetermined ? { undetermined: first.undetermined } : {}),
  }
}

/** musl stopped at a name under a search domain that exists without an address; what it would have found without that domain. Source: musl src/network/lookup_name.c. */
function searchFaults(request: LookupRequest, resolver: StubResolver, finals: readonly Final[], { ask }: LookupAsking): readonly DnsFault[] {
  const [last] = finals.map(({ outcome, queries }) => stoppedAt({ name: request.name, outcome, queries }, resolver))
  if (last === undefined) return []
  const name = normaliseName(request.name)
  const search = resolver.search.filter(domain => `${name}.${normaliseName(domain)}` !== last)
  const withheld = addressesOf(walkResolver(request.name, { ...resolver, search }, typesOf(request), ask).finals.flatMap(({ records }) => records))
  return withheld.length === 0 ? [] : [{ why: { code: SEARCH_NODATA, elements: [resolver.from], facts: { name, answered: last } }, place: resolver.from, withheld }]
}

/**
 * What is to blame: for the name as it was given if something is known behind it, else for the first name of the search list behind
 * which something is; with nothing known behind any, whatever stopped the first name that was stopped.
 */
function faultsOf(session: Session, request: LookupRequest, resolver: StubResolver, candidates: readonly Candidate[], asking: LookupAsking): readonly DnsFault[] {
  const literal = candidates.filter(candidate => candidate.literal)
  let stopped: readonly DnsFault[] = []
  for (const { name } of new Set([...literal, ...candidates])) {
    const faults = dedupe(asking.askedFor(name).flatMap(({ type, asked }) => blame(session, { name, type }, asked)))
    if (faults.some(({ withheld }) => withheld.length > 0)) return faults
    if (stopped.length === 0) stopped = faults
  }
  return stopped
}
