import type { DeviceId } from '@/lib/network/ids'
import type { RawEvent, RawResult } from '@/lab/raw'
import type { Counts } from './counts'
import { isTooBig, type DeviceOf, type Heard } from './heard'

/** How many packets of each direction a device took in and did not let out that are not lost all the same. */
type Forgiven = ReadonlyMap<string, number>

const forgivenKey = (device: DeviceId, direction: string): string => `${device} ${direction}`

/**
 * What was too big for a device that it passed is not lost where its sender was told and sends no larger than that any more. A datagram's last
 * fragment is not sent again (seed 392).
 * Sources: RFC 1191 section 3, RFC 8201 section 4; seed 795.
 */
export function learned({ packets, deviceOf }: Heard, counts: ReadonlyMap<DeviceId, Counts>): Forgiven {
  const forgiven = new Map<string, number>()
  for (const [error, about] of [['ef', 'f'], ['er', 'r']] as const) {
    const errors = packets.filter(event => event[5] === error && isTooBig(event))
    if (!hasLearned(errors, packets.filter(event => event[5] === about), deviceOf)) continue
    for (const [device, here] of byDevice(errors, deviceOf)) {
      if (counts.has(device)) forgiven.set(forgivenKey(device, about), Math.max(0, outs(here) - ins(here)))
    }
  }
  return forgiven
}

/** Whether the last error came home, and the one who reads it there has since sent something, but nothing as large as before. An acknowledgement that carries nothing was never large (seed 7277). */
function hasLearned(errors: readonly RawEvent[], packets: readonly RawEvent[], deviceOf: DeviceOf): boolean {
  const last = errors.at(-1)
  const reader = last && deviceOf.get(last[1])
  if (last?.[3] !== 'in' || !reader) return false
  const sent = packets.filter(event => deviceOf.get(event[1]) === reader && event[3] === 'out' && event[6] !== 'ack')
  const after = sent.filter(event => event[0] > last[0])
  return after.length > 0 && largest(after) < largest(sent)
}

/**
 * An acknowledgement that carries nothing is not lost where data of the same sender passes after it, which says the same.
 * Source: RFC 9293 section 3.4 (acknowledgements are cumulative); seed 428.
 */
export function superseded({ packets, deviceOf }: Heard): Forgiven {
  const forgiven = new Map<string, number>()
  for (const about of ['f', 'r'] as const) {
    for (const [device, here] of byDevice(packets.filter(event => event[5] === about), deviceOf)) {
      const passed = here.findLast(event => event[3] === 'out' && event[6] === 'data')
      const acks = here.filter(event => event[6] === 'ack' && event[0] < (passed?.[0] ?? -Infinity))
      forgiven.set(forgivenKey(device, about), Math.max(0, ins(acks) - outs(acks)))
    }
  }
  return forgiven
}

/** The counts, as if what is forgiven had not come. */
export const without = (counts: ReadonlyMap<DeviceId, Counts>, forgiven: Forgiven): ReadonlyMap<DeviceId, Counts> =>
  new Map([...counts].map(([device, known]) => [device, {
    ...known,
    forwardIn: known.forwardIn - (forgiven.get(forgivenKey(device, 'f')) ?? 0),
    replyIn: known.replyIn - (forgiven.get(forgivenKey(device, 'r')) ?? 0),
  }]))

/**
 * Where the prober could not send on or would not take something, unless it is that a packet was too big for a tunnel and its sender has
 * learned that. Source: RFC 8201 section 4; seed 362.
 */
export function notedAt({ notes }: RawResult, tooBig: Forgiven, deviceOf: DeviceOf): readonly DeviceId[] {
  const left = new Map(tooBig)
  return notes.flatMap(([namespace, what, direction]) => {
    const device = deviceOf.get(namespace)
    if (!device) return []
    const key = forgivenKey(device, direction)
    const more = TOO_BIG_INSIDE.has(what) ? left.get(key) ?? 0 : 0
    if (more > 0) left.set(key, more - 1)
    return more > 0 ? [] : [device]
  })
}

/** The prober's words for it: more than it has learned of the way, more than the socket takes. */
const TOO_BIG_INSIDE: ReadonlySet<string> = new Set(['tunnel-too-big', 'tunnel-EMSGSIZE'])

const ins = (events: readonly RawEvent[]): number => events.filter(event => event[3] === 'in').length
const outs = (events: readonly RawEvent[]): number => events.filter(event => event[3] === 'out').length
const largest = (events: readonly RawEvent[]): number => Math.max(0, ...events.map(event => event[4]))

function byDevice(events: readonly RawEvent[], deviceOf: DeviceOf): ReadonlyMap<DeviceId, readonly RawEvent[]> {
  const here = new Map<DeviceId, RawEvent[]>()
  for (const event of events) {
    const device = deviceOf.get(event[1])
    if (device) here.set(device, [...here.get(device) ?? [], event])
  }
  return here
}
