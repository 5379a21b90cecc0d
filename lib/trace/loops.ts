import type { Interface } from '@/lib/network/device'
import { top, tupleOf } from './packet'
import { HOP_LIMIT, type Walk } from './walk'

/** Notes that a packet came by here in this state. If it did before, it is in a loop, and goes round until its hop limit ends it. Its source port may change on the way round. */
export function noteVisit(walk: Walk, item: Interface): void {
  const { sourcePort: _any, ...header } = top(walk.packet)
  const at = `${item.id} ${walk.packet.headers.length} ${tupleOf(header)}`
  if (walk.loopedAt === null && walk.visited.has(at)) walk.loopedAt = walk.hops.length
  walk.visited.add(at)
}

/** Tunnels give their outer packets new hop limits, so that alone would not end every walk. */
export const hopLimitReached = (walk: Walk): boolean => walk.hops.length > HOP_LIMIT
