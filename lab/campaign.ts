import { stringify } from 'yaml'
import { FEATURES } from '@/lib/generate/networks/index'
import { addToCoverage, coverageText, emptyCoverage, type Coverage } from './coverage'
import { compareDaemons } from './daemons'
import { exampleDesigns, generatedDesign, type LabDesign } from './designs'
import { withKernels, type Kernel } from './kernel'
import { labNetwork, type Checked, type LabResult } from './lab-network'
import { minimise } from './minimise'
import { sideBySide } from './story'

export interface CampaignOptions {
  readonly designs: number
  /** The seed of the first generated design; the others follow. */
  readonly seed: number
  /** Questions to each example; none without it. */
  readonly examples?: number
  /** Designs at the same time: a probe mostly waits. */
  readonly workers: number
  /** Goes on after a disagreement instead of stopping at the first. */
  readonly keepGoing: boolean
  /** BIRD runs for every BGP speaker and OSPF router too, and its tables are compared with those of route exchange. */
  readonly daemons?: boolean
  readonly say: (line: string) => void
}

export interface CampaignResult { readonly passed: number; readonly failed: number; readonly coverage: Coverage; readonly disagreements: readonly Disagreement[]; readonly refused: readonly string[] }

/** A probe on which kernel and simulator differ, in its design. */
export interface Disagreement { readonly design: LabDesign; readonly result: LabResult; readonly checked: Checked }

/** So many disagreements are told whole where a campaign does not stop at the first. */
const MOST_TOLD = 40

/** Runs the examples and so many generated designs on the kernel and compares every probe; or says why it cannot. */
export async function runCampaign(options: CampaignOptions): Promise<{ readonly ok: true; readonly value: CampaignResult } | { readonly ok: false; readonly error: string }> {
  const ran = await withKernels(options.workers, async kernels => {
    const result = await runAll(kernels, options)
    if (options.keepGoing) for (const { design, result: { plan }, checked } of result.disagreements.slice(0, MOST_TOLD)) options.say(`\n=== ${design.name} ===\n${sideBySide(checked, plan)}`)
    else for (const disagreement of result.disagreements.slice(0, 1)) await tell(disagreement, kernels[0] as Kernel, options.say)
    options.say(`\n${coverageText(result.coverage, FEATURES)}\n`)
    return result
  })
  if (!ran.ok) return ran
  if (ran.lacking.length > 0) options.say(`This kernel has no ${ran.lacking.join(', ')}; tunnels of these kinds are carried by the prober.`)
  return { ok: true, value: ran.value }
}

async function runAll(kernels: readonly Kernel[], options: CampaignOptions): Promise<CampaignResult> {
  const jobs = [...(options.examples === undefined ? [] : exampleDesigns(options.examples)), ...Array.from({ length: options.designs }, (_, at) => () => generatedDesign(options.seed + at))]
  const coverage = emptyCoverage()
  const tally = { passed: 0, failed: 0 }
  const disagreements: Disagreement[] = []
  const refused: string[] = []
  let next = 0
  const worker = async (kernel: Kernel) => {
    while (next < jobs.length && (options.keepGoing || disagreements.length === 0)) {
      const at = next++
      const design = (jobs[at] as () => LabDesign)()
      const result = await settledLab(design, kernel)
      addToCoverage(coverage, design, result)
      refused.push(...result.refused.slice(0, 1).map(why => `${design.name}: ${why}`))
      for (const checked of result.checked) {
        if (checked.differences.length > 0) { tally.failed++; disagreements.push({ design, result, checked }) } else if (checked.standing.type !== 'not-run') tally.passed++
      }
      if (options.daemons && (design.network.sessions.length > 0 || design.network.ospfRouters.size > 0)) {
        const told = await daemonTally(design, kernel, options.say)
        tally.passed += told.passed
        tally.failed += told.failed
      }
      if ((at + 1) % 25 === 0) options.say(`${at + 1} of ${jobs.length} designs: ${tally.passed} passed, ${tally.failed} failed`)
    }
  }
  await Promise.all(kernels.map(worker))
  for (const why of refused) options.say(`The kernel refused to set up ${why}`)
  return { ...tally, coverage, disagreements, refused }
}

/** One comparison per route that a daemon learned, or should have. */
async function daemonTally(design: LabDesign, kernel: Kernel, say: (line: string) => void): Promise<{ readonly passed: number; readonly failed: number }> {
  const { tables, notRun } = await compareDaemons(design.configured(), design.network, kernel)
  if (notRun !== null) say(`${design.name}: daemons not run (${notRun})`)
  const wrong = tables.filter(table => table.missing.length + table.extra.length > 0)
  for (const { device, missing, extra } of wrong) say(`${design.name}, BIRD at ${device}: it lacks ${missing.join(', ') || 'nothing'}; it has besides ${extra.join(', ') || 'nothing'}`)
  return { passed: tables.reduce((sum, table) => sum + table.equal, 0), failed: wrong.reduce((sum, table) => sum + table.missing.length + table.extra.length, 0) }
}

/** A sender that learns one size after the other waits longer each time: 0.2, 0.4 and 0.8 seconds (RFC 6298 section 5.5; seed 945). */
const ALONE_SECONDS = 5

/** So many doubtful probes of one design are asked once more each by itself. */
const MOST_ALONE = 20

/**
 * A disagreement must show again when only the doubtful probes are asked, and then when each is asked alone: probes of one lab teach its
 * devices path MTUs, and a machine under load loses packets that a network does not.
 */
export async function settledLab(design: LabDesign, kernel: Kernel): Promise<LabResult> {
  const first = await labNetwork(design.network, design.questions, kernel)
  const settled = new Map(first.checked.map(one => [one.probe.name, one]))
  const doubtful = () => [...settled.values()].filter(one => one.differences.length > 0).map(({ probe }) => probe.name)
  const askAgain = async (names: readonly string[], patience = {}) => {
    const again = await labNetwork(design.network, design.questions.filter(question => names.includes(question.name)), kernel, patience)
    for (const one of again.checked) settled.set(one.probe.name, one)
  }
  if (doubtful().length > 0) await askAgain(doubtful())
  for (const name of doubtful().slice(0, MOST_ALONE)) await askAgain([name], { timeoutSeconds: ALONE_SECONDS })
  return { ...first, checked: first.checked.map(one => settled.get(one.probe.name) ?? one) }
}

async function tell({ design, result, checked }: Disagreement, kernel: Kernel, say: (line: string) => void): Promise<void> {
  const question = design.questions.find(one => one.name === checked.probe.name)
  const minimal = question ? await minimise(design.design, question, kernel) : null
  say(`\n=== Disagreement: ${design.name} ===\n`)
  say(sideBySide(minimal?.checked ?? checked, minimal?.result.plan ?? result.plan))
  if (minimal) say(`\nThe smallest design that shows it:\n\n${stringify({ podway: 1, name: minimal.design.name, elements: minimal.design.elements, links: minimal.design.links }, { lineWidth: 160, flowCollectionPadding: true })}`)
}
