import type { DeviceId } from '@/lib/network/ids'
import type { RawEvent, RawResult } from '@/lab/raw'
import type { Heard } from './heard'
import type { Answered } from './observed'

/**
 * Whoever a reply comes from, and the source of what he answered first: a listener of the prober, or the kernel itself with an echo reply or a
 * SYN-ACK. What is sent again may come by another way, and with another source (seed 27).
 */
export function answeredBy({ accepted }: RawResult, heard: Heard): readonly Answered[] {
  const { deviceOf } = heard
  const byListeners = accepted.flatMap(([namespace, sourceSeen]): readonly Answered[] => {
    const device = deviceOf.get(namespace)
    return device ? [{ device, sourceSeen }] : []
  })
  const listening = new Set(byListeners.map(({ device }) => device))
  const others = [...new Set(deviceOf.values())].filter(device => device !== null && !listening.has(device)) as readonly DeviceId[]
  return distinct([...byListeners, ...others.flatMap(device => answeredByKernel(device, heard))])
}

/** A device whose kernel has answered: more replies left it than came to it. */
function answeredByKernel(device: DeviceId, { packets, deviceOf }: Heard): readonly Answered[] {
  const here = packets.filter(event => deviceOf.get(event[1]) === device)
  const replies = here.filter(isAnswer)
  const [came, left] = [replies.filter(event => event[3] === 'in'), replies.filter(event => event[3] === 'out')]
  const first = left[0]
  if (!first || left.length <= came.length) return []
  const sourceSeen = here.findLast(event => event[5] === 'f' && event[3] === 'in' && event[0] <= first[0])?.[7]
  return sourceSeen === undefined ? [] : [{ device, sourceSeen }]
}

const isAnswer = ([, , , , , direction, what]: RawEvent): boolean => direction === 'r' && ANSWERS.has(what)

const ANSWERS: ReadonlySet<string> = new Set(['syn-ack', 'echo', 'udp', 'raw'])

/** Each device with each source once. */
const distinct = (answered: readonly Answered[]): readonly Answered[] =>
  [...new Map(answered.map(one => [`${one.device} ${one.sourceSeen}`, one])).values()]
