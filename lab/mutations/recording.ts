import { settledLab } from '@/lab/campaign'
import type { Observed } from '@/lab/classify'
import { generatedDesign } from '@/lab/designs'
import type { Design } from '@/lib/design/design'
import { withKernels } from '@/lab/kernel'
import type { LabPlan, LabQuestion } from '@/lib/lab/plan'

/** What the kernel did with one generated design: the design, what it was asked, its answers by probe, and what of the plan a comparison looks at. */
export interface RecordedDesign { readonly seed: number; readonly design: Design; readonly questions: readonly LabQuestion[]; readonly limits: Pick<LabPlan, 'substitutes' | 'errorsNotRun' | 'notRun'> & { readonly namespaces: readonly Pick<LabPlan['namespaces'][number], 'name' | 'device'>[] }; readonly observed: Readonly<Record<string, Observed>> }

/** Progress is said after so many designs. */
const SAID_AFTER = 50

/** What the kernel did with all of them. */
export interface Recording { readonly designs: readonly RecordedDesign[]; readonly probes: number; readonly disagreements: number }

/** Runs generated designs on the kernel once: a fault of the engine changes what is simulated, not what the kernel does. */
export async function record(designs: number, seed: number, say: (line: string) => void): Promise<Recording> {
  const ran = await withKernels(3, async kernels => {
    const recorded: RecordedDesign[] = []
    let next = 0
    let disagreements = 0
    await Promise.all(kernels.map(async kernel => {
      while (next < designs) {
        const at = seed + next++
        const design = generatedDesign(at)
        const { plan: { substitutes, errorsNotRun, notRun, namespaces }, checked } = await settledLab(design, kernel)
        disagreements += checked.filter(one => one.differences.length > 0).length
        const agreed = checked.filter(one => one.differences.length === 0 && one.observed !== null && one.standing.type !== 'not-run')
        recorded.push({ seed: at, design: design.design, questions: agreed.map(one => ({ name: one.probe.name, flow: one.probe.flow })), limits: { substitutes, errorsNotRun, notRun, namespaces: namespaces.map(({ name, device }) => ({ name, device })) }, observed: Object.fromEntries(agreed.map(one => [one.probe.name, one.observed as Observed])) })
        if (recorded.length % SAID_AFTER === 0) say(`${recorded.length} of ${designs} designs recorded`)
      }
    }))
    return { designs: recorded.sort((a, b) => a.seed - b.seed), probes: recorded.reduce((sum, one) => sum + Object.keys(one.observed).length, 0), disagreements }
  })
  if (!ran.ok) throw new Error(ran.error)
  return ran.value
}
