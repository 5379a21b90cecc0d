import type { Expected, LabPlan } from '@/lib/lab/plan'
import type { Conversation } from '@/lib/network/conversation'
import { failedTraces, place } from '@/lib/network/failed'
import type { Network } from '@/lib/network/network'
import { converse } from '@/lib/trace/conversation'

/** What the simulator expects of a probe; several where a choice is the kernel's. None where it cannot say. */
function expectedOf(simulated: Conversation): Expected | null {
  const sourceSeen = simulated.accepted.map(entry => entry.sourceSeen)
  const diesAt = failedTraces(simulated).map(place)
  switch (simulated.reachability) {
    case 'reachable': return { clientSees: ['ok'], diesAt, sourceSeen }
    case 'unreachable': return { clientSees: simulated.clientMaySee, diesAt, sourceSeen }
    case 'ambiguous': return { clientSees: [...new Set(['ok' as const, ...simulated.clientMaySee])], diesAt, sourceSeen }
    case 'undetermined': return null
  }
}

/**
 * The plan with every probe's expectation; a probe over a device that the lab cannot make is left out. Of one that fails where the error
 * about it may not find home nothing is expected.
 */
export function withExpectations(plan: LabPlan, network: Network): LabPlan {
  const limited = new Set(plan.notRun.map(limit => limit.device))
  const errorsLost = new Set(plan.errorsNotRun.map(limit => limit.device))
  return {
    ...plan,
    probes: plan.probes.flatMap(probe => {
      const simulated = converse(network, probe.flow)
      const passes = (devices: ReadonlySet<string>) => [...simulated.forward, ...simulated.return].some(trace => trace.hops.some(hop => devices.has(hop.device)))
      if (passes(limited)) return []
      const expected = simulated.reachability !== 'reachable' && passes(errorsLost) ? null : expectedOf(simulated)
      return [expected ? { ...probe, expected } : probe]
    }),
  }
}
