import { covers } from '@/lib/net/cidr'
import type { SpeakerId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Speaker } from '@/lib/network/speaker'
import { bestPaths } from './decision'
import { neighboursOf, type Neighbour } from './neighbours'
import { byPrefix, comparePaths, isLive, keyOf, type Advert, type Path } from './path'
import { joinWithheld, withReason } from './reasons'

/** What every speaker has learned, best and worse and withheld. */
export type Learned = ReadonlyMap<SpeakerId, readonly Path[]>

export interface Exchange {
  readonly learned: Learned
  /** Whether the last round changed nothing. Policies by MED can go round for ever (RFC 3345). */
  readonly settled: boolean
  readonly rounds: number
}

/**
 * Exchanges routes round by round, everybody at once, until a round changes nothing or `maxRounds` are over.
 *
 * Rules of RFC 4271: an external neighbour sees the speaker's AS in front of the path (5.1.2), a path that holds the receiver's own AS is
 * refused (9.1.2), what was learned inside an AS is not told on inside it (9.2), a MED is not passed on to a third AS (5.1.4). A speaker
 * tells on what it learned only with `transit`. The next hop is always the neighbour itself.
 */
export function exchangeRoutes(network: Network, maxRounds: number): Exchange {
  const neighbours = neighboursOf(network)
  let learned: Learned = new Map([...network.speakers.keys()].map(id => [id, []]))
  for (let rounds = 1; rounds <= maxRounds; rounds++) {
    const next = round(network, neighbours, learned)
    if (sameAs(next, learned)) return { learned: next, settled: true, rounds }
    learned = next
  }
  return { learned, settled: false, rounds: maxRounds }
}

function round(network: Network, neighbours: ReadonlyMap<SpeakerId, readonly Neighbour[]>, before: Learned): Learned {
  const told = new Map([...network.speakers.values()].map(speaker => [speaker.id, known(speaker, before.get(speaker.id) ?? [])] as const))
  return new Map([...network.speakers.values()].map(speaker => [
    speaker.id,
    (neighbours.get(speaker.id) ?? []).flatMap(neighbour => told.get(neighbour.speaker.id)?.flatMap(item => receive(speaker, neighbour, item)) ?? []).sort(comparePaths),
  ]))
}

/** What a speaker may tell: its own prefixes, and with `transit` the best of each other one. */
function known(speaker: Speaker, learned: readonly Path[]): readonly (Advert | Path)[] {
  const own: readonly Advert[] = speaker.originates.map(({ prefix, from, med, withheld }) => ({ prefix, owner: from, asPath: [], med: med ?? 0, reasons: withheld ? [withheld] : [] }))
  if (!speaker.transit) return own
  const others = byPrefix(learned).flatMap(paths => {
    const live = paths.filter(isLive)
    return live.length > 0 ? bestPaths(live).slice(0, 1) : joinWithheld([...paths].sort((a, b) => a.asPath.length - b.asPath.length || comparePaths(a, b)))
  })
  return [...own, ...others]
}

function receive(speaker: Speaker, { session, own, peer, speaker: teller, kind, reasons }: Neighbour, told: Advert | Path): readonly Path[] {
  const passedOn = 'session' in told
  if (passedOn && (told.session === session.id || (kind === 'internal' && told.learned === 'internal'))) return []
  const asPath = kind === 'external' ? [teller.asn, ...told.asPath] : told.asPath
  if (asPath.includes(speaker.asn)) return []
  const refusal = speaker.refuses?.find(refused => covers(refused.within, told.prefix))?.why
  const marked = [...reasons].reverse().reduce<Advert['reasons']>((all, why) => withReason(all, why), told.reasons)
  return [{
    prefix: told.prefix, owner: told.owner, asPath, med: passedOn && kind === 'external' ? 0 : told.med, reasons: withReason(marked, refusal),
    session: session.id, peer: peer.address, interfaceId: own.interfaceId, learned: kind,
  }]
}

function sameAs(a: Learned, b: Learned): boolean {
  return [...a].every(([id, paths]) => {
    const others = b.get(id) ?? []
    return paths.length === others.length && paths.every((path, index) => keyOf(path) === keyOf(others[index] as Path))
  })
}
