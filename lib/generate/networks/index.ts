import type { Design } from '@/lib/design/design'
import { randomFrom, type Random } from '@/lib/generate/random'
import { chance } from './choose'
import { addBackups, addProxyArp, askOnWrongWire, limitPaths } from './backups'
import { cutConnections, guardOneWay, listPorts, passTwice } from './firewalls'
import { addMarks, leaveUntracked, returnByMark } from './marks'
import { addHostGateway, addOwnBlackholes, addOwnTranslations, addSourceRules, preferSources } from './own-packets'
import { addDestinationNat, addFilters, addReversePath, addSmallMtus, addSourceNat, hideEverything } from './policies'
import { drawProbes, type Probe } from './probes'
import { addCircle, spoilRoutes, writeRoutes } from './routing'
import type { Feature, Sketch } from './sketch'
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

/**
 * An invented network on premises that is valid and mostly works, with questions to it of which a good part must fail. The same seed gives the
 * same network.
 */
export function randomNetworkDesign(seed: number, size: Size = USUAL_SIZE): RandomNetwork {
  const random = randomFrom(seed)
  const sketch = drawTopology(random, size)
  addWays(sketch, random)
  addChoices(sketch, random)
  addTranslations(sketch, random)
  addRefusals(sketch, random)
  const [probes, others] = [drawProbes(sketch, random, PROBES), drawProbes(sketch, random, CANDIDATES)]
  const asked = new Set(probes.map(probe => JSON.stringify(probe)))
  return { design: writeSketch(sketch, `Random network ${seed}`), probes, more: others.filter(probe => !asked.has(JSON.stringify(probe))), features: sketch.features }
}

/** One idea in so many of a hundred networks. */
const often = (sketch: Sketch, random: Random, percent: number, add: (sketch: Sketch, random: Random) => void): void => { if (chance(random, percent)) add(sketch, random) }

/** Tunnels, and routes by whatever way they come to be known. */
function addWays(sketch: Sketch, random: Random): void {
  often(sketch, random, 50, addTunnels)
  const exchange = random.below(100)
  if (exchange < 18) speakBgp(sketch, random)
  else if (exchange < 28 && sketch.versions.includes(4)) speakOspf(sketch, random)
  often(sketch, random, 30, addSecondPort)
  writeRoutes(sketch, random)
  often(sketch, random, 65, addAsymmetry)
  often(sketch, random, 45, spoilRoutes)
  often(sketch, random, 55, addCircle)
  findAsymmetry(sketch)
}

/** Ways that depend on more than the destination, and senders with a choice. */
function addChoices(sketch: Sketch, random: Random): void {
  often(sketch, random, 50, addPolicyRules)
  often(sketch, random, 15, suppressMain)
  often(sketch, random, 25, addMarks)
  often(sketch, random, 20, returnByMark)
  often(sketch, random, 20, preferSources)
  often(sketch, random, 20, addSourceRules)
  often(sketch, random, 15, addHostGateway)
  often(sketch, random, 20, addOwnBlackholes)
  often(sketch, random, 20, addBackups)
  if (sketch.versions.includes(4)) often(sketch, random, 20, addProxyArp)
  if (sketch.versions.includes(4)) often(sketch, random, 15, askOnWrongWire)
}

function addTranslations(sketch: Sketch, random: Random): void {
  often(sketch, random, 50, addSourceNat)
  often(sketch, random, 12, hideEverything)
  often(sketch, random, 50, addDestinationNat)
  often(sketch, random, 25, addOwnTranslations)
}

/** What is stopped: by filters, by size, by where it comes from. */
function addRefusals(sketch: Sketch, random: Random): void {
  often(sketch, random, 60, addFilters)
  often(sketch, random, 15, passTwice)
  often(sketch, random, 80, guardOneWay)
  often(sketch, random, 30, cutConnections)
  often(sketch, random, 25, listPorts)
  often(sketch, random, 15, leaveUntracked)
  often(sketch, random, 50, addSmallMtus)
  often(sketch, random, 15, limitPaths)
  often(sketch, random, 35, addReversePath)
}
