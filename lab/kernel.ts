import type { Capabilities } from '@/lib/lab/plan'
import { startAgent, type Agent } from './agent'
import { detectCapabilities } from './capabilities'
import { liftErrorBudget } from './error-budget'
import { takeDownNow } from './run-plan'

/** The kernel at hand: what it can do, and the process that enters its namespaces. */
export interface Kernel { readonly agent: Agent; readonly capabilities: Capabilities }

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Lets `work` use several probers of the kernel at once, and leaves nothing behind: namespaces and settings are taken back when it ends,
 * fails, or is interrupted. The error is a sentence.
 */
export async function withKernels<Result>(count: number, work: (kernels: readonly Kernel[]) => Promise<Result>): Promise<{ readonly ok: true; readonly value: Result; readonly lacking: readonly string[] } | { readonly ok: false; readonly error: string }> {
  const detected = await detectCapabilities()
  if (!detected.ok) return detected
  const agents = Array.from({ length: count }, () => startAgent())
  const restore = liftErrorBudget()
  const cleanUp = () => { restore(); takeDownNow() }
  const interrupted = () => process.exit(130)
  // Whoever ends the process, by a signal of his own or not: leaving is the one moment that all ways have in common.
  process.once('exit', cleanUp)
  for (const signal of SIGNALS) process.once(signal, interrupted)
  try {
    const value = await work(agents.map(agent => ({ agent, capabilities: detected.value })))
    return { ok: true, value, lacking: detected.lacking }
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, interrupted)
    process.removeListener('exit', cleanUp)
    cleanUp()
    for (const agent of agents) agent.end()
  }
}
