import { tupleOf } from './packet'
import type { Member } from './index'
import type { Walk } from './walk'

/** A text that two branches share when everything that can still decide their fate is the same, but for the ways they have chosen. */
function stateKey(walk: Walk, { interface: item }: Member): string {
  const { packet, memory, hidden, missed, loopedAt } = walk
  const wraps = packet.wraps.map(wrap => `${wrap.interfaceId} ${wrap.innerBytes} ${wrap.innerTtl} ${wrap.innerDontFragment} ${wrap.innerFragmented}`)
  const tables = [...memory.tables].map(([key, { flow, direction }]) => `${key}>${tupleOf(flow.original)}>${tupleOf(flow.reply)}>${flow.seenReply} ${flow.pickedUp} ${flow.mark} ${flow.masqueraded?.out ?? ''} ${direction}`).sort()
  const quoted = packet.quoted ? tupleOf(packet.quoted) : ''
  const faults = missed.map(fault => `${fault.why.code} ${fault.place} ${fault.why.elements.join(' ')}`)
  return [
    item.id, packet.headers.map(tupleOf).join('/'), wraps.join('/'), packet.sizeBytes, packet.fragmented, packet.dontFragment, packet.ttl, packet.mssBytes, quoted,
    walk.sent ? tupleOf(walk.sent) : '', hidden ? `${hidden.source} ${hidden.rule.id}` : '', loopedAt !== null, faults.join(';'), tables.join(';'),
    [...memory.pathMtus].map(([key, bytes]) => `${key} ${bytes}`).sort().join(';'),
  ].join('|')
}

/**
 * Branches in the same state go on as one: the first, which keeps only the choices that all of them made. What they saw on their ways may
 * differ; what happens from here on does not. Source: DESIGN section 5 (a graph memoised on the state, not a tree of ways).
 */
export function joinEqual(waiting: readonly { readonly walk: Walk; readonly to: Member }[]): readonly { readonly walk: Walk; readonly to: Member }[] {
  const known = new Map<string, { readonly walk: Walk; readonly to: Member }>()
  for (const entry of waiting) {
    const key = stateKey(entry.walk, entry.to)
    const first = known.get(key)
    if (!first) known.set(key, entry)
    else for (const [choice, way] of first.walk.memory.choices) if (entry.walk.memory.choices.get(choice) !== way) first.walk.memory.choices.delete(choice)
  }
  return [...known.values()]
}
