import { unreachable } from '@/lib/net/unreachable'
import type { Marking, MarkingAction } from '@/lib/network/marking'
import type { InterfaceId } from '@/lib/network/ids'
import { packetMatches } from './match'
import { top } from './packet'
import { markFlow } from './tracking'
import type { Run, Walk } from './walk'

/**
 * Every rule of a hook and stage that matches acts on the packet, its tracking or its flow's mark.
 * Source: nft(8), notrack, ct zone set, meta mark set, ct mark set.
 */
export function applyMarkings(walk: Walk, run: Run, hook: Marking['hook'], stage: Marking['stage'], outInterface?: InterfaceId): void {
  for (const marking of walk.device.markings ?? []) {
    if (marking.hook !== hook || marking.stage !== stage) continue
    const seen = { header: top(walk.packet), mark: walk.packet.mark, inInterface: walk.inInterface?.id, outInterface, ...(walk.tracked ? { state: walk.tracked.state } : {}) }
    if (packetMatches(marking.match, seen, run.network)) apply(walk, marking.action)
  }
}

const under = (before: number, value: number, mask: number): number => ((before & ~mask) | (value & mask)) >>> 0

function apply(walk: Walk, action: MarkingAction): void {
  switch (action.type) {
    case 'untrack': walk.tracker = null; return
    case 'track-in': walk.tracker = action.tracker; return
    case 'mark': walk.packet = { ...walk.packet, mark: under(walk.packet.mark, action.bits.value, action.bits.mask) }; return
    case 'restore': walk.packet = { ...walk.packet, mark: under(walk.packet.mark, walk.connectionMark, action.mask) }; return
    case 'mark-connection': return markConnection(walk, under(walk.connectionMark, action.bits.value, action.bits.mask))
    case 'save': return markConnection(walk, under(walk.connectionMark, walk.packet.mark, action.mask))
    default: return unreachable(action)
  }
}

/** A flow that is not confirmed yet keeps the mark for when it is. */
function markConnection(walk: Walk, mark: number): void {
  const { tracked, tracker } = walk
  if (!tracked || tracker === null || tracked.state === 'invalid' || tracked.state === 'untracked') return
  walk.connectionMark = mark
  if (tracked.flow) walk.tracked = { ...tracked, flow: markFlow(walk.memory.tables, tracker, tracked.flow, mark) }
}
