import type { LabPlan } from '@/lib/lab/plan'
import type { DeviceId } from '@/lib/network/ids'
import type { RawEvent, RawResult } from '@/lab/raw'

/** What was heard of one probe on all devices, in the order of time. */
export interface Heard {
  readonly events: readonly RawEvent[]
  /** The probe's own packets, and errors about them: each datagram in fragments once, and no resets. */
  readonly packets: readonly RawEvent[]
  readonly deviceOf: DeviceOf
}

/** The device of a namespace; null for one that is none. */
export type DeviceOf = ReadonlyMap<string, DeviceId | null>

export function hear({ events = [] }: RawResult, { namespaces }: LabPlan): Heard {
  const deviceOf = new Map(namespaces.map(({ name, device }) => [name, device]))
  return { events, packets: events.filter(event => !isReset(event) && !isRest(event)), deviceOf }
}

/** A reset is said about a packet, like an ICMP error (RFC 9293 section 3.10.7.1): where it is said the packet has ended, wherever the reset itself may end. */
export const isReset = ([, , , , , , what]: RawEvent): boolean => what === 'rst'

const isRest = ([, , , , , , what]: RawEvent): boolean => what === 'rest'

/** ICMP's and ICMPv6's way to say that a packet was too big. Sources: RFC 792, RFC 4443 section 3.2. */
export const isTooBig = ([, , , , , , what]: RawEvent): boolean => what === 'icmp-3-4' || what === 'icmp-2-0'
