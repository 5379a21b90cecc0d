import { PROTOCOLS } from '@/lib/net/protocol'
import type { Probe } from '@/lib/lab/plan'
import type { DeviceId } from '@/lib/network/ids'
import { isReset, isTooBig, type Heard } from './heard'

/** Whether a TCP sender that was told what fits sends no more: it has lost its way (Linux inet6_csk_update_pmtu), and what was too big is not where it ended. */
export function givesUp({ flow, namespace }: Probe, { events }: Heard): boolean {
  if (flow.protocol !== PROTOCOLS.tcp) return false
  const told = events.find(event => event[1] === namespace && event[3] === 'in' && event[5] === 'ef' && isTooBig(event))
  return told !== undefined && !events.some(event => event[1] === namespace && event[3] === 'out' && event[5] === 'f' && event[0] > told[0])
}

/**
 * Who says the first reset: one who has answered and then refuses what comes does not know it (seed 489). Later ones answer it: a connection
 * that is reset knows none of the segments that were sent before, and says so for each of them (RFC 9293 section 3.10.7.1; seed 76).
 */
export function firstToReset({ events, deviceOf }: Heard): DeviceId | null {
  const first = events.find(event => isReset(event) && event[3] === 'out')
  return (first && deviceOf.get(first[1])) ?? null
}
