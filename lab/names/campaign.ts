import { withKernels, type Kernel } from '@/lab/kernel'
import type { Placement } from './placement'
import { runPlacement, type PlacementResult } from './run-placement'
import { row, story } from './story'

export interface NamesOptions { readonly placements: readonly Placement[]; readonly binary: string; readonly workers: number; readonly say: (line: string) => void }
export interface NamesCampaign { readonly passed: number; readonly failed: number; readonly results: readonly PlacementResult[] }

/** Silence that the engine does not expect may be a busy machine's: it must show twice. Any other difference counts at once. */
async function runTwiceIfSilent(placement: Placement, kernel: Kernel, binary: string): Promise<PlacementResult> {
  const result = await runPlacement(placement, kernel, binary)
  const { client } = result.observed
  const silent = client.error === 'EAI_AGAIN' || client.connections.some(({ sees }) => sees === 'timeout')
  return silent && result.differences.length > 0 ? runPlacement(placement, kernel, binary) : result
}

/** Every placement on the kernel and in the engine; or why that cannot be. A lab that cannot be set up is a failure. */
export async function runNamesCampaign({ placements, binary, workers, say }: NamesOptions): Promise<{ readonly ok: true; readonly value: NamesCampaign } | { readonly ok: false; readonly error: string }> {
  return withKernels(workers, async kernels => {
    const results: PlacementResult[] = []
    let failed = 0
    const waiting = [...placements]
    const work = async (kernel: Kernel): Promise<void> => {
      for (let placement = waiting.shift(); placement; placement = waiting.shift()) {
        try {
          const result = await runTwiceIfSilent(placement, kernel, binary)
          results.push(result)
          say(row(result))
          if (result.differences.length > 0) { failed += 1; say(story(result)) }
        } catch (error) {
          failed += 1
          say(`${placement.name}: ${error instanceof Error ? error.message : String(error)}`)
        }
      }
    }
    await Promise.all(kernels.map(work))
    return { passed: placements.length - failed, failed, results }
  })
}
