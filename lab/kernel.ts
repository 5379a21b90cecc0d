import type { Capabilities } from '@/lib/lab/plan'
import { startAgent, withoutErrorBudget, type Agent } from './agent'
import { detectCapabilities } from './capabilities'
import { takeDownAll } from './run-plan'

/** The kernel at hand: what it can do, and the process that enters its namespaces. */
export interface Kernel { readonly agent: Agent; readonly capabilities: Capabilities }

/**
 * Lets `work` use several probers of the kernel at once, and leaves nothing behind: namespaces and settings are taken back when it ends,
 * fails, or is interrupted. The error is a sentence.
 */
export async function withKernels<Result>(count: number, work: (kernels: readonly Kernel[]) => Promise<Result>): Promise<{ readonly ok: true; readonly value: Result; readonly lacking: readonly string[] } | { readonly ok: false; readonly error: string }> {
  const detected = await detectCapabilities()
  if (!detected.ok) return detected
  const agents = Array.from({ length: count }, () => startAgent())
  const [first] = agents
  if (!first) return { ok: false, error: 'no prober' }
  const interrupted = () => { void takeDownAll().then(() => process.exit(130)) }
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  try {
    const value = await withoutErrorBudget(first, () => work(agents.map(agent => ({ agent, capabilities: detected.value }))))
    return { ok: true, value, lacking: detected.lacking }
  } finally {
    process.removeListener('SIGINT', interrupted)
    process.removeListener('SIGTERM', interrupted)
    await takeDownAll()
    for (const agent of agents) agent.end()
  }
}
