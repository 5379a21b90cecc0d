import type { DeviceId } from '@/lib/network/ids'
import type { Heard } from './heard'

/** How many packets a device took in and let out, on the way there and on the way back. */
export interface Counts { readonly forwardIn: number; readonly forwardOut: number; readonly replyIn: number; readonly replyOut: number }

const NONE: Counts = { forwardIn: 0, forwardOut: 0, replyIn: 0, replyOut: 0 }

/** Every device that the probe's packets passed, in the order of their coming. */
export function countsByDevice({ packets, deviceOf }: Heard): ReadonlyMap<DeviceId, Counts> {
  const counts = new Map<DeviceId, Counts>()
  for (const [, namespace, , way, , direction] of packets) {
    const device = deviceOf.get(namespace)
    if (!device || (direction !== 'f' && direction !== 'r')) continue
    const known = counts.get(device) ?? NONE
    const key = `${direction === 'f' ? 'forward' : 'reply'}${way === 'in' ? 'In' : 'Out'}` as const
    counts.set(device, { ...known, [key]: known[key] + 1 })
  }
  return counts
}
