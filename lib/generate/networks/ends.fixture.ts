import { MECHANISMS } from '@/lib/mechanisms/index'
import { failedTraces } from '@/lib/network/failed'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { prepare } from '@/lib/verify/prepare'
import { randomNetworkDesign, type Feature } from './index'

/** The seeds, of the first hundred, whose network has a feature. */
export const seedsWith = (feature: Feature): readonly number[] => Array.from({ length: 100 }, (_, at) => at + 1).filter(seed => randomNetworkDesign(seed).features.has(feature))

/** How the special probes of these networks end: what the client sees and the disposition, `refused reverse-path-dropped`. */
export function specialEnds(seeds: readonly number[]): readonly string[] {
  const ends = new Set<string>()
  for (const seed of seeds) {
    const { design, more } = randomNetworkDesign(seed)
    const { network, problems } = prepare(design, MECHANISMS)
    if (problems.length > 0) throw new Error(`seed ${seed}: ${JSON.stringify(problems)}`)
    for (const { from, ...flow } of more.slice(-24)) {
      const simulated = converse(network, { ...flow, device: deviceOf(from) })
      for (const { disposition } of failedTraces(simulated)) ends.add(`${simulated.clientSees} ${disposition}`)
    }
  }
  return [...ends]
}
