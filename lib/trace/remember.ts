import type { TrackerId } from '@/lib/network/ids'
import type { Interface } from '@/lib/network/device'
import { top } from './packet'
import { confirm, lookUpTracking, noteReply } from './tracking'
import type { Run, Walk } from './walk'

/** 2. Connection tracking, on devices where anything depends on it. */
export function track(walk: Walk, run: Run): void {
  if (!run.index.tracks.has(walk.device.id)) return
  walk.trackedHeader = top(walk.packet)
  walk.tracked = lookUpTracking(walk.memory.tables, walk.device.tracker, walk.packet)
  walk.steps.push({ type: 'track', state: walk.tracked.state })
  if (walk.tracked.flow && walk.tracked.direction === 'reply' && !walk.packet.quoted) noteReply(walk.memory.tables, walk.device.tracker, walk.tracked.flow)
}

/** A new flow is remembered when its first packet leaves or is accepted: with the header it then has. */
export function confirmTracked(walk: Walk): void {
  if (!walk.tracked || walk.tracked.flow || walk.tracked.state !== 'new' || !walk.trackedHeader) return
  confirm(walk.memory.tables, walk.device.tracker, walk.trackedHeader, top(walk.packet))
}

/** Confirms a flow at a port once all its filters let the first packet pass, and notes replies. */
export function rememberAt(walk: Walk, tracker: TrackerId): void {
  const tracked = lookUpTracking(walk.memory.tables, tracker, walk.packet)
  if (tracked.flow && tracked.direction === 'reply') noteReply(walk.memory.tables, tracker, tracked.flow)
  else if (!tracked.flow && tracked.state === 'new') confirm(walk.memory.tables, tracker, top(walk.packet), top(walk.packet))
}

/** TCP only: both ends learn the smaller segment from the SYN and its answer. Source: RFC 4459 section 3.2, nft(8) maxseg. */
export function clampSegment(walk: Walk, item: Interface | null): void {
  const clamp = item?.mssClampBytes
  if (clamp === undefined || (walk.packet.segment !== 'syn' && walk.packet.segment !== 'syn-ack')) return
  walk.memory.mssBytes = Math.min(walk.memory.mssBytes ?? clamp, clamp)
}

