import { PROTOCOLS } from '@/lib/net/protocol'
import type { LabPlan, Probe } from '@/lib/lab/plan'
import type { DeviceId } from '@/lib/network/ids'
import type { ClientSees } from '@/lib/network/trace'
import type { RawEvent, RawResult } from './raw'

/** What happened to one probe on the kernel. */
export interface Observed {
  readonly sees: ClientSees
  /** What the client's socket said, for people: an errno, an ICMP error and its sender. */
  readonly said: string
  /** Who took it, and the source address seen there. */
  readonly answered: readonly { readonly device: DeviceId; readonly sourceSeen: string }[]
  /** Where packets of it ended that should not have; several where packets of one probe took several ways. */
  readonly diedAt: readonly DeviceId[]
  readonly events: readonly RawEvent[]
  /** What the prober could not send or would not take: where, and why. */
  readonly notes: readonly string[]
}

/** What an errno means to the one who asked. Linux turns ICMP errors into these (net/ipv4/icmp.c, icmp_err_convert; net/ipv6/icmp.c). */
const SEEN: Readonly<Record<string, ClientSees>> = {
  // A protocol that nobody there speaks: ICMP protocol unreachable, in IPv6 parameter problem 1 (RFC 1122 section 3.2.2.1, RFC 4443 section 3.4).
  ECONNREFUSED: 'refused', ENOPROTOOPT: 'refused', EPROTO: 'refused', ECONNRESET: 'reset', EPIPE: 'reset', EOF: 'reset', EMSGSIZE: 'too-big', ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', EACCES: 'unreachable', ENONET: 'unreachable', EHOSTDOWN: 'unreachable', EADDRNOTAVAIL: 'unreachable', EINVAL: 'unreachable',
  // A packet that the device's own filters drop: the kernel tells the sender of a datagram, the packet itself is gone without a word.
  EPERM: 'timeout', ENOBUFS: 'timeout',
}

export function classify(probe: Probe, raw: RawResult, plan: LabPlan): Observed {
  const deviceOf = new Map(plan.namespaces.map(namespace => [namespace.name, namespace.device]))
  const client = deviceOf.get(probe.namespace)
  const events = raw.events ?? []
  const asked = events.filter(event => !isReset(event) && !isRest(event))
  const counts = countsByDevice(asked, deviceOf)
  const learned = forgiveLearned(counts, asked, deviceOf)
  forgiveSuperseded(counts, asked, deviceOf)
  const answered = answeredBy(raw, asked, deviceOf)
  const sees = raw.client.sees === 'ok' || raw.client.sees === 'timeout' ? raw.client.sees : SEEN[raw.client.errno ?? ''] ?? 'unreachable'
  return { sees, said: saying(raw), answered, diedAt: sees === 'ok' || !client ? [] : givesUp(probe, events) ? [client] : endings({ sees, client, counts, answered, raw, noted: notedAt(raw, learned, deviceOf), deviceOf, cutShort: cutShort(events, deviceOf), refusedByWire: refusedByWire(asked, plan, deviceOf) }), events, notes: raw.notes.map(([namespace, what]) => `${deviceOf.get(namespace) ?? namespace}: ${what}`) }
}

/** A reset is said about a packet, like an ICMP error (RFC 9293 section 3.10.7.1): where it is said the packet has ended, wherever the reset itself may end. */
const isReset = ([, , , , , , what]: RawEvent): boolean => what === 'rst'

const isRest = ([, , , , , , what]: RawEvent): boolean => what === 'rest'

/** Devices that let a datagram's first fragment go and not its last: a filter that does not see its ports (RFC 1858 section 2; seed 619). */
function cutShort(events: readonly RawEvent[], deviceOf: DeviceOf): readonly DeviceId[] {
  const begun = new Map<string, { readonly device: DeviceId; count: number }>()
  for (const [, namespace, , way, , direction, , , , , count = 0] of events) {
    const device = deviceOf.get(namespace)
    if (!device || way === 'in' || (direction !== 'f' && direction !== 'r')) continue
    const known = begun.get(`${device} ${direction}`) ?? { device, count: 0 }
    known.count += count
    begun.set(`${device} ${direction}`, known)
  }
  return [...begun.values()].flatMap(({ device, count }) => (count > 0 ? [device] : []))
}

/** ICMP's and ICMPv6's way to say it. Sources: RFC 792, RFC 4443 section 3.2. */
const TOO_BIG: ReadonlySet<string> = new Set(['icmp-3-4', 'icmp-2-0'])

/** Whether a TCP sender that was told what fits sends no more: it has lost its way (Linux inet6_csk_update_pmtu), and what was too big is not where it ended. */
function givesUp({ flow, namespace }: Probe, events: readonly RawEvent[]): boolean {
  if (flow.protocol !== PROTOCOLS.tcp) return false
  const told = events.find(event => event[1] === namespace && event[3] === 'in' && event[5] === 'ef' && TOO_BIG.has(event[6]))
  return told !== undefined && !events.some(event => event[1] === namespace && event[3] === 'out' && event[5] === 'f' && event[0] > told[0])
}

/**
 * Who says the first reset: one who has answered and then refuses what comes does not know it (seed 489). Later ones answer it: a connection
 * that is reset knows none of the segments that were sent before, and says so for each of them (RFC 9293 section 3.10.7.1; seed 76).
 */
function firstToReset(events: readonly RawEvent[], deviceOf: DeviceOf): DeviceId | null {
  const first = events.find(event => isReset(event) && event[3] === 'out')
  return (first && deviceOf.get(first[1])) ?? null
}

/** Room for a VLAN tag, which every wire has. Source: Linux is_skb_forwardable, VLAN_HLEN. */
const TAG_BYTES = 4

/** Devices that let out more than their wire takes, because a route said so: it is gone between two devices. */
function refusedByWire(events: readonly RawEvent[], { wires }: LabPlan, deviceOf: DeviceOf): readonly DeviceId[] {
  const takes = new Map(wires.flatMap(({ ends, mtuBytes }) => ends.map(end => [`${end.namespace} ${end.interface}`, mtuBytes + TAG_BYTES] as const)))
  return [...new Set(events.filter(([, namespace, item, way, bytes]) => way === 'out' && bytes > (takes.get(`${namespace} ${item}`) ?? Infinity)).flatMap(([, namespace]) => deviceOf.get(namespace) ?? []))]
}

const saying = ({ client }: RawResult): string => [client.errno ?? client.sees, ...(client.icmp ? [`icmp ${client.icmp.join('/')} from ${client.from ?? '?'}`] : []), ...(client.mtu === undefined ? [] : [`mtu ${client.mtu}`])].join(', ')

interface Counts { forwardIn: number; forwardOut: number; replyIn: number; replyOut: number }
type DeviceOf = ReadonlyMap<string, DeviceId | null>

function countsByDevice(events: readonly RawEvent[], deviceOf: DeviceOf): Map<DeviceId, Counts> {
  const counts = new Map<DeviceId, Counts>()
  for (const [, namespace, , way, , direction] of events) {
    const device = deviceOf.get(namespace)
    if (!device || (direction !== 'f' && direction !== 'r')) continue
    const known = counts.get(device) ?? { forwardIn: 0, forwardOut: 0, replyIn: 0, replyOut: 0 }
    const key = `${direction === 'f' ? 'forward' : 'reply'}${way === 'in' ? 'In' : 'Out'}` as const
    known[key]++
    counts.set(device, known)
  }
  return counts
}

/**
 * What was too big for a device is not lost where its sender was told and sends no larger than that any more. A datagram's last fragment
 * is not sent again (seed 392).
 * Sources: RFC 1191 section 3, RFC 8201 section 4; seed 795.
 */
function forgiveLearned(counts: Map<DeviceId, Counts>, events: readonly RawEvent[], deviceOf: DeviceOf): Learned {
  const learned = new Map<string, number>()
  for (const [error, about, key] of [['ef', 'f', 'forwardIn'], ['er', 'r', 'replyIn']] as const) {
    const errors = events.filter(event => event[5] === error && TOO_BIG.has(event[6]))
    const [first, last] = [errors[0], errors.at(-1)]
    const reader = last && deviceOf.get(last[1])
    if (!first || last?.[3] !== 'in' || !reader) continue
    const sent = events.filter(event => deviceOf.get(event[1]) === reader && event[3] === 'out' && event[5] === about)
    const largest = (some: readonly RawEvent[]) => Math.max(0, ...some.map(event => event[4]))
    const after = sent.filter(event => event[0] > last[0])
    if (after.length === 0 || largest(after) >= largest(sent)) continue
    for (const [device, known] of counts) {
      const here = errors.filter(event => deviceOf.get(event[1]) === device)
      const said = Math.max(0, here.filter(event => event[3] === 'out').length - here.filter(event => event[3] === 'in').length)
      known[key] -= said
      learned.set(`${device} ${about}`, said)
    }
  }
  return learned
}

/** How many packets of each direction ("device f") were too big for a device and are not lost, since their sender has learned. */
type Learned = ReadonlyMap<string, number>

/**
 * Where the prober could not send on or would not take something, unless it is that a packet was too big for a tunnel and its sender has
 * learned that. Source: RFC 8201 section 4; seed 362.
 */
function notedAt({ notes }: RawResult, learned: Learned, deviceOf: DeviceOf): readonly DeviceId[] {
  const left = new Map(learned)
  return notes.flatMap(([namespace, what, direction]) => {
    const device = deviceOf.get(namespace)
    if (!device) return []
    const key = `${device} ${direction}`
    const more = TOO_BIG_INSIDE.has(what) ? left.get(key) ?? 0 : 0
    if (more > 0) left.set(key, more - 1)
    return more > 0 ? [] : [device]
  })
}

/** The prober's words for it: more than it has learned of the way, more than the socket takes. */
const TOO_BIG_INSIDE: ReadonlySet<string> = new Set(['tunnel-too-big', 'tunnel-EMSGSIZE'])

/**
 * An acknowledgement that carries nothing is not lost where data of the same sender passes after it, which says the same.
 * Source: RFC 9293 section 3.4 (acknowledgements are cumulative); seed 428.
 */
function forgiveSuperseded(counts: Map<DeviceId, Counts>, events: readonly RawEvent[], deviceOf: DeviceOf): void {
  for (const [device, known] of counts) {
    for (const [about, key] of [['f', 'forwardIn'], ['r', 'replyIn']] as const) {
      const here = events.filter(event => event[5] === about && deviceOf.get(event[1]) === device)
      const passed = here.findLast(event => event[3] === 'out' && event[6] === 'data')
      const acks = here.filter(event => event[6] === 'ack' && event[0] < (passed?.[0] ?? -Infinity))
      known[key] -= Math.max(0, acks.filter(event => event[3] === 'in').length - acks.filter(event => event[3] === 'out').length)
    }
  }
}

/** Whoever a reply comes from, and the source of what he answered first: a listener of the prober, or the kernel itself with an echo reply or a SYN-ACK. What is sent again may come by another way, and with another source (seed 27). */
function answeredBy(raw: RawResult, events: readonly RawEvent[], deviceOf: DeviceOf): Observed['answered'] {
  const found = new Map<string, Observed['answered'][number]>()
  const add = (device: DeviceId | null | undefined, sourceSeen: string | undefined) => { if (device && sourceSeen !== undefined) found.set(`${device} ${sourceSeen}`, { device, sourceSeen }) }
  for (const [namespace, source] of raw.accepted) add(deviceOf.get(namespace), source)
  const told = new Set([...found.values()].map(one => one.device))
  for (const device of new Set([...deviceOf.values()])) {
    if (!device || told.has(device)) continue
    const here = events.filter(event => deviceOf.get(event[1]) === device)
    const replies = here.filter(event => event[5] === 'r' && (event[6] === 'syn-ack' || event[6] === 'echo' || event[6] === 'udp' || event[6] === 'raw'))
    const born = replies.filter(event => event[3] === 'out').length > replies.filter(event => event[3] === 'in').length
    const answeredAt = replies.find(event => event[3] === 'out')?.[0] ?? 0
    if (born) add(device, here.findLast(event => event[5] === 'f' && event[3] === 'in' && event[0] <= answeredAt)?.[7])
  }
  return [...found.values()]
}

interface Facts { readonly sees: ClientSees; readonly client: DeviceId; readonly counts: ReadonlyMap<DeviceId, Counts>; readonly answered: Observed['answered']; readonly raw: RawResult; readonly noted: readonly DeviceId[]; readonly deviceOf: DeviceOf; readonly cutShort: readonly DeviceId[]; readonly refusedByWire: readonly DeviceId[] }

/**
 * Devices that took in more than they let out: on the way there, without those that answered; on the way back, without the client; and of
 * fragments, whoever they are. A connection that the client sees reset has ended where one of its two ends first reset what came: what was
 * lost elsewhere, too big for a tunnel or taken by an equal way, would have been sent again (RFC 9293 sections 3.8.1 and 3.10.7.1; seed 362).
 */
function endings({ sees, client, counts, answered, raw, noted, deviceOf, cutShort, refusedByWire }: Facts): readonly DeviceId[] {
  const servers = new Set(answered.map(({ device }) => device))
  const refusing = firstToReset(raw.events ?? [], deviceOf)
  if (sees === 'reset' && refusing !== null && (refusing === client || servers.has(refusing))) return [refusing]
  const lost = new Set<DeviceId>([...cutShort, ...noted])
  for (const [device, { forwardIn, forwardOut, replyIn, replyOut }] of counts) {
    if (forwardIn > forwardOut && !servers.has(device)) lost.add(device)
    if (replyIn > replyOut && device !== client) lost.add(device)
  }
  if (lost.size > 0) return [...lost]
  if (refusedByWire.length > 0) return refusedByWire
  if (refusing !== null && refusing !== client && servers.has(refusing)) return [refusing]
  const silent = [...servers].filter(device => (counts.get(device)?.replyOut ?? 0) === 0)
  if (silent.length > 0) return silent
  // A loop through the one who answers ends there with as many in as out, since it sent one more.
  const looped = [...servers].filter(device => { const { replyIn = 0, replyOut = 0 } = counts.get(device) ?? {}; return replyIn > 0 && replyIn === replyOut })
  if (looped.length > 0) return looped
  // Nothing is missing on the way: it never left the client, or the client itself did not take the answer.
  return [client]
}
