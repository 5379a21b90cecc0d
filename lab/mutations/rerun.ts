import { readFileSync } from 'node:fs'
import { settledLab } from '@/lab/campaign'
import { withKernels, type Kernel } from '@/lab/kernel'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { prepare } from '@/lib/verify/prepare'
import type { Recording } from './recording'
import { inOrder, type Replayed } from './replay'

const WORKERS = 2

/**
 * Sets recorded designs up again with a plan that is faulty, and asks what kernel and engine agreed about, until they differ. So whatever
 * differs is the plan's doing. A plan that the kernel refuses is found, too.
 */
export async function rerun(file: string, firstNames: readonly string[] = []): Promise<Replayed> {
  const designs = inOrder((JSON.parse(readFileSync(file, 'utf8')) as Recording).designs, firstNames)
  let asked = 0
  let next = 0
  let first: Replayed['first'] = null
  const ran = await withKernels(WORKERS, async kernels => {
    await Promise.all(kernels.map(async kernel => {
      for (let at = next++; at < designs.length && first === null; at = next++) {
        const design = designs[at] as Recording['designs'][number]
        asked += design.questions.length
        const said = await differenceNow(design, kernel)
        first ??= said && { design: design.name, ...said }
      }
    }))
  })
  if (!ran.ok) throw new Error(ran.error)
  return { asked, first }
}

async function differenceNow({ name, design, questions }: Recording['designs'][number], kernel: Kernel): Promise<{ readonly probe: string; readonly says: string } | null> {
  const { network } = prepare(design, MECHANISMS)
  const { refused: [refusal], checked } = await settledLab({ name, design, network, configured: () => network, questions, features: new Set() }, kernel)
  if (refusal !== undefined) return { probe: 'all', says: `the kernel refuses: ${refusal}` }
  const differing = checked.find(one => one.differences.length > 0)
  return differing ? { probe: differing.probe.name, says: differing.differences[0] as string } : null
}
