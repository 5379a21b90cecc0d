import { readFileSync } from 'node:fs'
import { compare } from '@/lab/compare'
import { generatedDesign } from '@/lab/designs'
import type { LabPlan } from '@/lib/lab/plan'
import { converse } from '@/lib/trace/conversation'
import type { Recording } from './recording'

/** How many probes of a recording the engine answers otherwise than the kernel did, and the first of them. */
export interface Replayed { readonly differ: number; readonly asked: number; readonly first: { readonly seed: number; readonly probe: string; readonly says: string } | null }

/** Asks the engine, faulty or not, what the kernel has been asked. A fault that makes it throw differs, too. */
export function replay(file: string): Replayed {
  const { designs } = JSON.parse(readFileSync(file, 'utf8')) as Recording
  let [differ, asked] = [0, 0]
  let first: Replayed['first'] = null
  for (const { seed, limits, observed } of designs) {
    const said = differencesOf(seed, limits, observed)
    asked += Object.keys(observed).length
    differ += said.length
    first ??= said[0] ? { seed, ...said[0] } : null
  }
  return { differ, asked, first }
}

function differencesOf(seed: number, limits: Recording['designs'][number]['limits'], observed: Recording['designs'][number]['observed']): readonly { readonly probe: string; readonly says: string }[] {
  try {
    const { network, questions } = generatedDesign(seed)
    return questions.flatMap(({ name, flow }) => {
      const seen = observed[name]
      const { differences: [says] } = seen ? compare(converse(network, flow), seen, limits as unknown as LabPlan) : { differences: [] }
      return says === undefined ? [] : [{ probe: name, says }]
    })
  } catch (error) {
    return [{ probe: 'all', says: `it throws: ${String(error)}` }]
  }
}
