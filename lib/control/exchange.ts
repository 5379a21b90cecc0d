import type { Cidr } from '@/lib/net/cidr'
import type { SpeakerId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Speaker } from '@/lib/network/speaker'
import { bestPaths } from './decision'
import { neighboursOf, type Neighbour } from './neighbours'
import { costsFrom, type CostTo } from './next-hop-cost'
import { comparePaths, isLive, sameAdvert, type Advert, type Path } from './path'
import { classesOf, type Owners, type PrefixClass } from './prefix-classes'
import { joinWithheld } from './reasons'
import { localPreferenceOf, receive } from './receive'

/** What every speaker has learned of one class of prefixes: best and worse and withheld. */
export interface LearnedClass { readonly prefixes: readonly Cidr[]; readonly prefix: Cidr; readonly paths: ReadonlyMap<SpeakerId, readonly Path[]>; readonly settled: boolean }

export interface Exchange {
  readonly learned: readonly LearnedClass[]
  readonly owners: Owners
  /** Whether every class has come to rest. Policies can go round for ever (RFC 3345 by MED, RFC 4451). */
  readonly settled: boolean
  readonly rounds: number
}

/** Who sits where: every speaker's neighbours, and how far it is to next hops. */
interface World { readonly network: Network; readonly neighbours: ReadonlyMap<SpeakerId, readonly Neighbour[]>; readonly costs: ReadonlyMap<SpeakerId, CostTo> }

/**
 * Exchanges routes round by round, everybody who has news at once, until nobody has any or `maxRounds` are over. Prefixes do not influence
 * each other, so each class comes to rest on its own. Rules: see receive.ts and decision.ts; a speaker tells on what it learned only with
 * `transit`.
 */
export function exchangeRoutes(network: Network, maxRounds: number): Exchange {
  const { classes, owners } = classesOf(network)
  const costs = new Map([...network.speakers.values()].map(speaker => [speaker.id, costsFrom(speaker, network.devices.get(speaker.device))] as const))
  const world: World = { network, neighbours: neighboursOf(network), costs }
  const results = classes.map(item => exchangeClass(world, item, maxRounds))
  return { learned: results.map(({ learned }) => learned), owners, settled: results.every(({ learned }) => learned.settled), rounds: results.reduce((most, { rounds }) => Math.max(most, rounds), 0) }
}

/** What each speaker has heard by each session, and what it last told. */
interface State { readonly heard: Map<SpeakerId, Map<Neighbour, readonly Path[]>>; readonly told: Map<SpeakerId, readonly (Advert | Path)[]> }

/** Routes are at rest when a round changes none; what is withheld decides nothing, and where it is said again and again in other words that ends with the rounds. */
function exchangeClass(world: World, item: PrefixClass, maxRounds: number): { readonly learned: LearnedClass; readonly rounds: number } {
  const state: State = { heard: new Map(), told: new Map() }
  let news: ReadonlySet<SpeakerId> = new Set(item.originations.keys())
  let rounds = 0
  let atRest = true
  while (news.size > 0 && rounds < maxRounds) {
    rounds++
    const after = round(world, item, state, news)
    news = after.reached
    atRest = !after.live
  }
  const paths = new Map([...state.heard].map(([id, heard]) => [id, [...heard.values()].flat().sort(comparePaths)] as const))
  return { learned: { prefixes: item.prefixes, prefix: item.prefix, paths, settled: atRest }, rounds }
}

/** Everybody with news decides on what it had at the beginning of the round, then all messages arrive. Returns who has heard something new, and whether any of it is a route. */
function round(world: World, item: PrefixClass, state: State, news: ReadonlySet<SpeakerId>): { readonly reached: ReadonlySet<SpeakerId>; readonly live: boolean } {
  const telling = [...news].flatMap(id => {
    const speaker = world.network.speakers.get(id) as Speaker
    const told = known(speaker, item, [...state.heard.get(id)?.values() ?? []].flat())
    const before = state.told.get(id) ?? []
    state.told.set(id, told)
    return sameAdverts(told, before) ? [] : [{ speaker, told }]
  })
  const reached = new Set<SpeakerId>()
  let live = false
  for (const { speaker, told } of telling) {
    for (const { speaker: receiver, session } of world.neighbours.get(speaker.id) ?? []) {
      const neighbour = world.neighbours.get(receiver.id)?.find(candidate => candidate.session === session)
      if (!neighbour) continue
      const reception = { speaker: receiver, neighbour, prefix: item.prefix, costTo: world.costs.get(receiver.id) as CostTo }
      const change = hear(state, receiver.id, neighbour, told.flatMap(advert => receive(reception, advert) ?? []))
      if (change !== 'none') reached.add(receiver.id)
      if (change === 'live') live = true
    }
  }
  return { reached, live }
}

function hear(state: State, id: SpeakerId, neighbour: Neighbour, paths: readonly Path[]): 'none' | 'withheld' | 'live' {
  const heard = state.heard.get(id) ?? new Map<Neighbour, readonly Path[]>()
  const before = heard.get(neighbour) ?? []
  if (sameAdverts(before, paths)) return 'none'
  heard.set(neighbour, paths)
  state.heard.set(id, heard)
  return sameAdverts(before.filter(isLive), paths.filter(isLive)) ? 'withheld' : 'live'
}

const sameAdverts = (a: readonly (Advert | Path)[], b: readonly (Advert | Path)[]): boolean => a.length === b.length && a.every((advert, at) => sameAdvert(advert, b[at] as Advert))

/** What a speaker may tell: its own prefix where it has it, else with `transit` the best of what it heard, else what both would be. */
function known(speaker: Speaker, item: PrefixClass, heard: readonly Path[]): readonly (Advert | Path)[] {
  const own = (item.originations.get(speaker.id) ?? []).map(({ med, communities, withheld }): Advert => ({
    origin: speaker.id, asPath: [], med: med ?? 0, localPreference: localPreferenceOf(speaker), communities: communities ?? [], nextHop: null, originator: null, clusters: [], reasons: withheld ? [withheld] : [],
  }))
  if (own.some(isLive)) return own.filter(isLive).slice(0, 1)
  if (!speaker.transit) return own
  const live = heard.filter(isLive)
  const others = live.length > 0 ? bestPaths(live).slice(0, 1) : joinWithheld([...heard].sort((a, b) => a.asPath.length - b.asPath.length || comparePaths(a, b)))
  return [...own, ...others]
}
