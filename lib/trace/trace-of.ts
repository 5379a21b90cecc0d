import type { Flow } from '@/lib/network/flow'
import type { Fault, Trace } from '@/lib/network/trace'
import { top } from './packet'
import type { Walk } from './walk'

/**
 * The finished record of a walk. Faults: what was missed on the way, earliest first (a wrong turn decides everything after it), then where it
 * died. Of a loop the first round is told, and the device where the hop limit ended it.
 */
export function traceOf(flow: Flow, walk: Walk): Trace {
  const { ending, loopedAt } = walk
  if (!ending) throw new Error('a walk without an end')
  const faults: readonly Fault[] = ending.disposition === 'accepted' ? [] : [...walk.missed.map(fault => ({ ...fault, place: ending.place })), ...(walk.fault ? [walk.fault] : [])]
  return {
    phase: walk.packet.phase, flow, hops: loopedAt === null ? walk.hops : walk.hops.slice(0, loopedAt + 1), disposition: ending.disposition, device: walk.device.id, place: ending.place,
    arrived: top(walk.packet), faults, ...(ending.undetermined ? { undetermined: ending.undetermined } : {}),
  }
}
