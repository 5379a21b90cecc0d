import type { Design } from '@/lib/design/design'
import { randomFrom, type Random } from '@/lib/generate/random'
import { chance } from './choose'
import { addBackups, addProxyArp, askOnWrongWire, limitPaths } from './backups'
import { cutConnections, guardOneWay, listPorts, passTwice } from './firewalls'
import { lateRefusals } from './late-refusals'
import { addMarks, leaveUntracked, returnByMark } from './marks'
import { addHostGateway, addOwnBlackholes, addOwnTranslations, addSourceRules, preferSources } from './own-packets'
import { addDestinationNat, addFilters, addReversePath, addSmallMtus, addSourceNat, hideEverything } from './policies'
import { drawProbes, type Probe } from './probes'
import { addCircle, spoilRoutes, writeRoutes } from './routing'
import type { Feature, Sketch } from './sketch'
import { drawConnections, drawCutConnections, drawLargeThroughTunnels, drawPieces } from './special-probes'
import { strayAnswers } from './stray-answers'
import { addAsymmetry, addPolicyRules, findAsymmetry, suppressMain } from './tables'
import { addTunnels } from './tunnels'
import { speakBgp, speakOspf } from './sessions'
import { addSecondPort, drawTopology, USUAL_SIZE, type Size } from './topology'
import { writeSketch } from './write'

export { FEATURES, type Feature } from './sketch'
export type { Probe } from './probes'
export { USUAL_SIZE, type Size } from './topology'

export interface RandomNetwork {
  readonly design: Design
  readonly probes: readonly Probe[]
  /** Further questions, for whoever looks for special ends. */
  readonly more: readonly Probe[]
  /** What occurs in it. */
  readonly features: ReadonlySet<Feature>
}

/** Questions that one network is asked as they come, and those from which more can be chosen. */
const PROBES = 48
const CANDIDATES = 110
const CUT_CANDIDATES = 24
const SERVER_CANDIDATES = 32
/** Of each kind that only networks with such a feature can be asked: the first before all others, the rest among what can be chosen. */
const SPECIAL = 8
const SPECIAL_FIRST = 3

/**
 * An invented network on premises that is valid and mostly works, with questions to it of which a good part must fail. The same seed gives the
 * same network.
 */
export function randomNetworkDesign(seed: number, size: Size = USUAL_SIZE): RandomNetwork {
  const random = randomFrom(seed)
  const sketch = drawTopology(random, size)
  addWays(sketch, random)
  for (const ideas of [CHOICES, TRANSLATIONS, REFUSALS]) addSome(sketch, random, ideas)
  const [straying, refusing] = [randomFrom(seed ^ STRAYING), randomFrom(seed ^ REFUSING)]
  addSome(sketch, straying, [{ percent: 20, add: strayAnswers }])
  addSome(sketch, refusing, [{ percent: 18, add: lateRefusals, onlyV4: true }])
  const [drawn, others] = [drawProbes(sketch, random, PROBES), drawProbes(sketch, random, CANDIDATES)]
  const [pieces, large] = [drawPieces(sketch, random, SPECIAL), drawLargeThroughTunnels(sketch, random, SPECIAL)]
  const probes = distinct([...pieces.slice(0, SPECIAL_FIRST), ...large.slice(0, SPECIAL_FIRST), ...drawn]).slice(0, PROBES)
  const asked = new Set(probes.map(probe => JSON.stringify(probe)))
  const connections = [...drawCutConnections(sketch, random, CUT_CANDIDATES), ...drawConnections(sketch, straying, { to: sketch.strayers, count: SERVER_CANDIDATES }), ...drawConnections(sketch, refusing, { to: sketch.lateRefusers, count: SERVER_CANDIDATES })]
  const more = distinct([...pieces, ...large, ...others, ...connections]).filter(probe => !asked.has(JSON.stringify(probe)))
  return { design: writeSketch(sketch, `Random network ${seed}`), probes, more, features: sketch.features }
}

const distinct = (probes: readonly Probe[]): readonly Probe[] => [...new Map(probes.map(probe => [JSON.stringify(probe), probe])).values()]

type Add = (sketch: Sketch, random: Random) => void

/** What is added to so many of a hundred networks; some ideas are for IPv4 only. */
interface Idea { readonly percent: number; readonly add: Add; readonly onlyV4?: true }

function addSome(sketch: Sketch, random: Random, ideas: readonly Idea[]): void {
  for (const { percent, add, onlyV4 } of ideas) if ((!onlyV4 || sketch.versions.includes(4)) && chance(random, percent)) add(sketch, random)
}

/** Tunnels, and routes by whatever way they come to be known. */
function addWays(sketch: Sketch, random: Random): void {
  addSome(sketch, random, [{ percent: 50, add: addTunnels }])
  const exchange = random.below(100)
  if (exchange < 18) speakBgp(sketch, random)
  else if (exchange < 28 && sketch.versions.includes(4)) speakOspf(sketch, random)
  addSome(sketch, random, [{ percent: 30, add: addSecondPort }])
  writeRoutes(sketch, random)
  addSome(sketch, random, [{ percent: 65, add: addAsymmetry }, { percent: 45, add: spoilRoutes }, { percent: 55, add: addCircle }])
  findAsymmetry(sketch)
}

/** Ways that depend on more than the destination, and senders with a choice. */
const CHOICES: readonly Idea[] = [
  { percent: 50, add: addPolicyRules }, { percent: 15, add: suppressMain }, { percent: 25, add: addMarks }, { percent: 20, add: returnByMark },
  { percent: 20, add: preferSources }, { percent: 20, add: addSourceRules }, { percent: 15, add: addHostGateway }, { percent: 20, add: addOwnBlackholes },
  { percent: 20, add: addBackups }, { percent: 20, add: addProxyArp, onlyV4: true }, { percent: 15, add: askOnWrongWire, onlyV4: true },
]

const TRANSLATIONS: readonly Idea[] = [{ percent: 50, add: addSourceNat }, { percent: 12, add: hideEverything }, { percent: 50, add: addDestinationNat }, { percent: 25, add: addOwnTranslations }]

/** What is stopped: by filters, by size, by where it comes from. */
const REFUSALS: readonly Idea[] = [
  { percent: 60, add: addFilters }, { percent: 15, add: passTwice }, { percent: 80, add: guardOneWay }, { percent: 30, add: cutConnections }, { percent: 25, add: listPorts },
  { percent: 15, add: leaveUntracked }, { percent: 50, add: addSmallMtus }, { percent: 15, add: limitPaths }, { percent: 35, add: addReversePath },
]

/** Ideas that came later have numbers of their own: a seed without one stays the network that it was. */
const [STRAYING, REFUSING] = [0x5712a7, 0x1a7e4e]
