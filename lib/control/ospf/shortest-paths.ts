import type { SpeakerId } from '@/lib/network/ids'
import type { Adjacency } from './adjacency'

/** How far a router is, and the first steps of all equally short ways; none for the router itself. */
export interface Reach { readonly cost: number; readonly hops: readonly Adjacency[] }

/** The shortest ways from a router to all others of an area, equal ones together. Source: RFC 2328 section 16.1 (Dijkstra's algorithm). */
export function shortestPaths(from: SpeakerId, adjacencies: ReadonlyMap<SpeakerId, readonly Adjacency[]>): ReadonlyMap<SpeakerId, Reach> {
  const done = new Map<SpeakerId, Reach>()
  const open = new Map<SpeakerId, Reach>([[from, { cost: 0, hops: [] }]])
  for (;;) {
    const next = nearest(open)
    if (!next) return done
    const [at, reach] = next
    open.delete(at)
    done.set(at, reach)
    for (const adjacency of adjacencies.get(at) ?? []) {
      if (done.has(adjacency.to)) continue
      const cost = reach.cost + adjacency.cost
      const hops = at === from ? [adjacency] : reach.hops
      const known = open.get(adjacency.to)
      if (!known || cost < known.cost) open.set(adjacency.to, { cost, hops })
      else if (cost === known.cost) open.set(adjacency.to, { cost, hops: union(known.hops, hops) })
    }
  }
}

function nearest(open: ReadonlyMap<SpeakerId, Reach>): readonly [SpeakerId, Reach] | null {
  let best: readonly [SpeakerId, Reach] | null = null
  for (const entry of open) if (!best || entry[1].cost < best[1].cost) best = entry
  return best
}

/** First steps without those that lead out of the same interface to the same address. */
export const union = (a: readonly Adjacency[], b: readonly Adjacency[]): readonly Adjacency[] =>
  [...a, ...b.filter(hop => !a.some(known => known.interfaceId === hop.interfaceId && known.address === hop.address))]
