import { plan } from '@/lib/lab/build'
import type { Capabilities, LabPlan, LabQuestion, Probe } from '@/lib/lab/plan'
import type { Conversation } from '@/lib/network/conversation'
import type { Network } from '@/lib/network/network'
import { converse } from '@/lib/trace/conversation'
import type { Agent } from './agent'
import { classify } from './classify/classify'
import type { Observed } from './classify/observed'
import { compare, type Compared } from './compare'
import { runPlan, type RunOutcome } from './run-plan'

/** One question, both answers, and whether they agree. */
export interface Checked extends Compared { readonly probe: Probe; readonly simulated: Conversation; readonly observed: Observed | null }

export interface LabResult { readonly plan: LabPlan; readonly checked: readonly Checked[]; readonly refused: readonly string[]; readonly milliseconds: RunOutcome['milliseconds'] }

/** Asks the kernel and the simulator the same questions of the same Network. */
export async function labNetwork(network: Network, questions: readonly LabQuestion[], { agent, capabilities }: { readonly agent: Agent; readonly capabilities: Capabilities }, patience: Parameters<typeof runPlan>[2] = {}): Promise<LabResult> {
  const planned = plan(network, questions, capabilities)
  const { results, refused, milliseconds } = await runPlan(planned, agent, patience)
  const checked = planned.probes.map((probe): Checked => {
    const simulated = converse(network, probe.flow)
    const raw = results.get(probe.id)
    if (probe.notRun !== undefined) return { probe, simulated, observed: null, standing: { type: 'not-run', why: probe.notRun }, differences: [] }
    if (!raw) return { probe, simulated, observed: null, standing: { type: 'not-run', why: `the kernel refused: ${refused[0] ?? 'nothing came back'}` }, differences: [] }
    const observed = classify(probe, raw, planned)
    return { probe, simulated, observed, ...compare(simulated, observed, planned) }
  })
  return { plan: planned, checked, refused, milliseconds }
}
