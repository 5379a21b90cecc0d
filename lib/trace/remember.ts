import type { DeviceId, TrackerId } from '@/lib/network/ids'
import { quotedIn, top } from './packet'
import { confirm, lookUpTracking, noteAnswer } from './tracking'
import type { Run, Walk } from './walk'

/**
 * 2. Connection tracking, on devices where anything depends on it, in the table that a raw rule has chosen or else the device's.
 * A packet that a raw rule has kept out is in the state `untracked`.
 */
export function track(walk: Walk, run: Run): void {
  const { tracker } = walk
  if (!run.index.tracks.has(walk.device.id)) return
  if (tracker === null) {
    walk.tracked = { state: 'untracked', direction: 'original', flow: null }
    walk.steps.push({ type: 'track', state: 'untracked' })
    return
  }
  walk.trackedHeader = top(walk.packet)
  walk.tracked = attachedHere(walk) ?? lookUpTracking(walk.memory.tables, tracker, walk.packet, run.network)
  const { state, flow, direction } = walk.tracked
  walk.connectionMark = flow?.mark ?? 0
  walk.steps.push({ type: 'track', state, ...(walk.connectionMark === 0 ? {} : { mark: walk.connectionMark }) })
  if (flow && direction === 'reply' && !quotedIn(walk.packet)) noteAnswer(walk.memory.tables, tracker, flow, walk.packet)
}

/** What a device itself says about a packet, an ICMP error or a filter's reset, is related to that packet's flow, translated already or not. Source: Linux nf_ct_attach, icmp_glue_bits. */
const attachedHere = ({ attached, hops, packet }: Walk) => (hops.length === 0 && packet.wraps.length === 0 ? attached : null)

/** A new flow is remembered when its first packet leaves or is accepted: with the header it then has, and the mark it has got. */
export function confirmTracked(walk: Walk): void {
  const { tracked, trackedHeader, tracker, packet, masqueraded } = walk
  if (!tracked || tracked.flow || tracked.state !== 'new' || !trackedHeader || tracker === null) return
  confirm(walk.memory.tables, tracker, trackedHeader, top(packet), { pickedUp: packet.segment === 'ack' && packet.wraps.length === 0, mark: walk.connectionMark, masqueraded })
}

/** Confirms a flow at a port once all its filters let the first packet pass, and notes replies. */
export function rememberAt(walk: Walk, run: Run, tracker: TrackerId): void {
  const tracked = lookUpTracking(walk.memory.tables, tracker, walk.packet, run.network)
  if (tracked.flow && tracked.direction === 'reply') noteAnswer(walk.memory.tables, tracker, tracked.flow, walk.packet)
  else if (!tracked.flow && tracked.state === 'new') confirm(walk.memory.tables, tracker, top(walk.packet), top(walk.packet), { pickedUp: walk.packet.segment === 'ack', mark: 0, masqueraded: null })
}

/** Which way of several a flow took on a device, so that it keeps to it. */
export const choiceKey = (device: DeviceId, place: string, tuple: string): string => `${device} ${place} ${tuple}`
