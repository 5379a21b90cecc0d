import type { Reachability } from '@/lib/network/answer'
import type { Conversation } from '@/lib/network/conversation'
import type { Flow } from '@/lib/network/flow'
import { FAILURES, type ClientSees, type Trace } from '@/lib/network/trace'
import { top } from './packet'
import { traceOf } from './trace-of'
import type { Walk } from './walk'

/** How one branch of a conversation ended. */
export interface Outcome { readonly state: 'ok' | 'failed' | 'undetermined'; readonly sees: ClientSees; readonly forward: Walk; readonly back: Walk | null; readonly accepted: Walk | null }

/** Whether the network failed the packet, rather than the model the question. */
export const isFailure = (walk: Walk): boolean => (FAILURES as readonly string[]).includes(walk.ending?.disposition ?? '')

/** All branches together, failures first. */
export function conclude(flow: Flow, outcomes: readonly Outcome[]): Conversation {
  const forward = new Set<Walk>()
  const back = new Set<Walk>()
  const ordered = [...outcomes].sort((a, b) => rank(a) - rank(b))
  for (const outcome of ordered) { forward.add(outcome.forward); if (outcome.back) back.add(outcome.back) }
  const traces = (walks: ReadonlySet<Walk>): readonly Trace[] => [...walks].map(walk => traceOf(flow, walk))
  return {
    flow, reachability: reachabilityOf(outcomes), clientSees: ordered[0]?.sees ?? 'timeout', clientMaySee: [...new Set(ordered.map(outcome => outcome.sees))], forward: traces(forward), return: traces(back), accepted: acceptedBy(ordered),
  }
}

/** Everybody who accepted, once per source address seen; replied where at least one way leads home. */
function acceptedBy(outcomes: readonly Outcome[]): Conversation['accepted'] {
  const all = outcomes.flatMap(({ accepted, state }) => accepted ? [{ device: accepted.device.id, sourceSeen: top(accepted.packet).source, replied: state === 'ok' }] : [])
  const same = (a: (typeof all)[number], b: (typeof all)[number]) => a.device === b.device && a.sourceSeen === b.sourceSeen
  return all.filter((entry, at) => all.findIndex(other => same(other, entry)) === at).map(entry => ({ ...entry, replied: all.some(other => same(other, entry) && other.replied) }))
}

/** Failures first: they are what the answer is about. */
const rank = (outcome: Outcome) => outcome.state === 'failed' ? 0 : outcome.state === 'undetermined' ? 1 : 2

function reachabilityOf(outcomes: readonly Outcome[]): Reachability {
  const states = new Set(outcomes.map(outcome => outcome.state))
  if (states.size === 0 || states.has('undetermined')) return 'undetermined'
  if (states.size === 2) return 'ambiguous'
  return states.has('ok') ? 'reachable' : 'unreachable'
}
