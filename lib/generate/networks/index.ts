import type { Design } from '@/lib/design/design'
import { randomFrom } from '@/lib/generate/random'
import { chance } from './choose'
import { addDestinationNat, addFilters, addReversePath, addSmallMtus, addSourceNat } from './policies'
import { drawProbes, type Probe } from './probes'
import { addCircle, spoilRoutes, writeRoutes } from './routing'
import type { Feature } from './sketch'
import { addAsymmetry, addPolicyRules, findAsymmetry } from './tables'
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
  /** What occurs in it. */
  readonly features: ReadonlySet<Feature>
}

/** Questions that one network is asked. */
const PROBES = 48

/**
 * An invented network on premises that is valid and mostly works, with questions to it of which a good part must fail. The same seed gives the
 * same network.
 */
export function randomNetworkDesign(seed: number, size: Size = USUAL_SIZE): RandomNetwork {
  const random = randomFrom(seed)
  const sketch = drawTopology(random, size)
  if (chance(random, 50)) addTunnels(sketch, random)
  const exchange = random.below(100)
  if (exchange < 18) speakBgp(sketch, random)
  else if (exchange < 28 && sketch.versions.includes(4)) speakOspf(sketch, random)
  if (chance(random, 30)) addSecondPort(sketch, random)
  writeRoutes(sketch, random)
  if (chance(random, 50)) addAsymmetry(sketch, random)
  if (chance(random, 45)) spoilRoutes(sketch, random)
  if (chance(random, 55)) addCircle(sketch, random)
  findAsymmetry(sketch)
  if (chance(random, 50)) addPolicyRules(sketch, random)
  if (chance(random, 50)) addSourceNat(sketch, random)
  if (chance(random, 50)) addDestinationNat(sketch, random)
  if (chance(random, 60)) addFilters(sketch, random)
  if (chance(random, 50)) addSmallMtus(sketch, random)
  if (chance(random, 35)) addReversePath(sketch, random)
  return { design: writeSketch(sketch, `Random network ${seed}`), probes: drawProbes(sketch, random, PROBES), features: sketch.features }
}
