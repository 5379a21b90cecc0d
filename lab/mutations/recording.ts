import { settledLab } from '@/lab/campaign'
import type { Observed } from '@/lab/classify/observed'
import { exampleDesigns, generatedDesign, TELLING_SEEDS, type LabDesign } from '@/lab/designs'
import { withKernels, type Kernel } from '@/lab/kernel'
import type { Design } from '@/lib/design/design'
import type { LabPlan, LabQuestion } from '@/lib/lab/plan'

/** What of a plan a comparison looks at. */
type Limits = Pick<LabPlan, 'substitutes' | 'errorsNotRun' | 'tooBigNotRun' | 'notRun'> & { readonly namespaces: readonly Pick<LabPlan['namespaces'][number], 'name' | 'device'>[] }

/** What the kernel did with one design: the design, what it was asked, and the answers by question. Only where the sound engine agrees. */
export interface RecordedDesign { readonly name: string; readonly design: Design; readonly questions: readonly LabQuestion[]; readonly limits: Limits; readonly observed: Readonly<Record<string, Observed>> }

/** What the kernel did with all of them. */
export interface Recording { readonly designs: readonly RecordedDesign[]; readonly probes: number; readonly disagreements: number }

/** Progress is said after so many designs. */
const SAID_AFTER = 50
const WORKERS = 3
/** Questions to each example, which have what generated networks do not: the fabric's filters and checks. */
const EXAMPLE_QUESTIONS = 40

/** Runs generated designs, those that have shown more, and the examples on the kernel once: a fault of the engine changes what is simulated, not what the kernel does. */
export async function record(designs: number, seed: number, say: (line: string) => void): Promise<Recording> {
  const jobs = [...[...new Set([...Array.from({ length: designs }, (_, at) => seed + at), ...TELLING_SEEDS])].map(one => () => generatedDesign(one)), ...exampleDesigns(EXAMPLE_QUESTIONS)]
  const ran = await withKernels(WORKERS, async kernels => {
    const recorded = new Map<number, RecordedDesign>()
    let next = 0
    let disagreements = 0
    await Promise.all(kernels.map(async kernel => {
      for (let at = next++; at < jobs.length; at = next++) {
        const told = await recordOne((jobs[at] as () => LabDesign)(), kernel)
        recorded.set(at, told.recorded)
        disagreements += told.disagreements
        if (recorded.size % SAID_AFTER === 0) say(`${recorded.size} of ${jobs.length} designs recorded`)
      }
    }))
    const inOrder = [...recorded].sort(([a], [b]) => a - b).map(([, one]) => one)
    return { designs: inOrder, probes: inOrder.reduce((sum, one) => sum + one.questions.length, 0), disagreements }
  })
  if (!ran.ok) throw new Error(ran.error)
  return ran.value
}

/** Of the packets only the errors: that is what a comparison still asks for. */
const withoutPackets = (observed: Observed): Observed => ({ ...observed, events: observed.events.filter(event => event[5] === 'ef' || event[5] === 'er') })

async function recordOne(design: LabDesign, kernel: Kernel): Promise<{ readonly recorded: RecordedDesign; readonly disagreements: number }> {
  const { plan: { substitutes, errorsNotRun, tooBigNotRun, notRun, namespaces }, checked } = await settledLab(design, kernel)
  const agreed = checked.filter(one => one.differences.length === 0 && one.observed !== null && one.standing.type !== 'not-run')
  const recorded = {
    name: design.name, design: design.design, questions: agreed.map(({ probe: { name, flow } }) => ({ name, flow })),
    limits: { substitutes, errorsNotRun, tooBigNotRun, notRun, namespaces: namespaces.map(({ name, device }) => ({ name, device })) },
    observed: Object.fromEntries(agreed.map(one => [one.probe.name, withoutPackets(one.observed as Observed)])),
  }
  return { recorded, disagreements: checked.filter(one => one.differences.length > 0).length }
}
