import type { LabPlan } from '@/lib/lab/plan'
import type { DeviceId } from '@/lib/network/ids'
import type { Heard } from './heard'

/*
 * What is lost although the devices on its way let out as many packets as they took in.
 */

/** Devices that let a datagram's first fragment go and not its last: a filter that does not see its ports (RFC 1858 section 2; seed 619). */
export function cutShort({ events, deviceOf }: Heard): readonly DeviceId[] {
  const begun = new Map<string, { readonly device: DeviceId; readonly count: number }>()
  for (const [, namespace, , way, , direction, , , , , count = 0] of events) {
    const device = deviceOf.get(namespace)
    if (!device || way === 'in' || (direction !== 'f' && direction !== 'r')) continue
    const key = `${device} ${direction}`
    begun.set(key, { device, count: (begun.get(key)?.count ?? 0) + count })
  }
  return [...begun.values()].flatMap(({ device, count }) => (count > 0 ? [device] : []))
}

/** Room for a VLAN tag, which every wire has. Source: Linux is_skb_forwardable, VLAN_HLEN. */
const TAG_BYTES = 4

/** Devices that let out more than their wire takes, because a route said so: it is gone between two devices. */
export function refusedByWire({ packets, deviceOf }: Heard, { wires }: LabPlan): readonly DeviceId[] {
  const takes = new Map(wires.flatMap(({ ends, mtuBytes }) => ends.map(end => [`${end.namespace} ${end.interface}`, mtuBytes + TAG_BYTES] as const)))
  const tooLarge = packets.filter(([, namespace, item, way, bytes]) => way === 'out' && bytes > (takes.get(`${namespace} ${item}`) ?? Infinity))
  return [...new Set(tooLarge.flatMap(([, namespace]) => deviceOf.get(namespace) ?? []))]
}
