import { withKernels, type Kernel } from '@/lab/kernel'
import type { Placement } from './placement'
import { runPlacement, type PlacementResult } from './run-placement'
import { row, story } from './story'

export interface NamesOptions { readonly placements: readonly Placement[]; readonly binary: string; readonly workers: number; readonly say: (line: string) => void }
export interface NamesCampaign { readonly passed: number; readonly failed: number; readonly results: readonly PlacementResult[] }

/** Every placement on the kernel and in the engine; or why that cannot be. A lab that cannot be set up is a failure. */
export async function runNamesCampaign({ placements, binary, workers, say }: NamesOptions): Promise<{ readonly ok: true; readonly value: NamesCampaign } | { readonly ok: false; readonly error: string }> {
  return withKernels(workers, async kernels => {
    const results: PlacementResult[] = []
    let failed = 0
    const waiting = [...placements]
    const work = async (kernel: Kernel): Promise<void> => {
      for (let placement = waiting.shift(); placement; placement = waiting.shift()) {
        try {
          const result = await runPlacement(placement, kernel, binary)
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
