import { settleRoutes } from '@/lib/control/settle-routes'
import type { Condition } from '@/lib/network/condition'
import type { ConditionId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { converse } from '@/lib/trace/conversation'

/** Rounds after which what still changes is given up as unsettled. */
const ROUND_LIMIT = 16

/**
 * Settles routes and conditions together: all conditions start false, but for those in `held`, which hold whatever happens; routes are
 * exchanged, every condition is asked with real flows, and again until nothing changes. What keeps changing has no entry in `settled` and
 * does not hold; routes that do not come to rest are named in their tables.
 *
 * Source: DESIGN section 7. Starting from false makes the least fixed point: nothing holds only because it is assumed to.
 */
export function settle(network: Network, held: ReadonlySet<ConditionId> = new Set()): Network {
  let settled: ReadonlyMap<ConditionId, boolean> = new Map([...network.conditions.keys()].map(id => [id, held.has(id)]))
  let changing: ReadonlySet<ConditionId> = new Set()
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const routed = settleRoutes({ ...network, settled })
    const next = new Map([...network.conditions.values()].map(condition => [condition.id, held.has(condition.id) || holds(routed, condition)]))
    changing = new Set([...next].filter(([id, value]) => settled.get(id) !== value).map(([id]) => id))
    if (changing.size === 0) return routed
    settled = next
  }
  const known = new Map([...settled].filter(([id]) => !changing.has(id)))
  return settleRoutes({ ...network, settled: known })
}

/** Whether enough of a condition's flows pass, both ways. */
export function holds(network: Network, condition: Condition): boolean {
  const passes = (flow: Condition['flows'][number]) => converse(network, flow).reachability === 'reachable'
  return condition.quorum === 'all' ? condition.flows.every(passes) : condition.flows.some(passes)
}
