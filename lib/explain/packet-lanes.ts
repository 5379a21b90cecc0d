import type { Leg, Reachability, Stage } from '@/lib/network/answer'
import type { Trace } from '@/lib/network/trace'
import { blockersOf, type NumberedBlocker } from './numbered'
import type { Lane, StoryLine, Words } from './story'
import type { Telling } from './telling'
import { tellWay, type WayTold } from './way'
import { code, say } from './words'

/** The way there and, where there is one or would be, the way back. */
export function packetLanes(leg: Leg, blockers: readonly NumberedBlocker[], telling: Telling): readonly Lane[] {
  const there = lane('forward', leg.forward, leg.mended?.forward ?? [], blockersOf('forward', blockers), telling)
  const back = lane('return', leg.return, leg.mended?.return ?? [], blockersOf('return', blockers), telling)
  return [there, back].filter(one => one.lines.length > 0)
}

function lane(stage: Stage, taken: readonly Trace[], mended: readonly Trace[], blockers: readonly NumberedBlocker[], telling: Telling): Lane {
  const told = tellWay(taken, mended, blockers, telling)
  const { lines, path, blockedAt, partsAt } = told
  const state = stateOf(taken, blockers)
  return { stage, state, summary: summaryOf(stage, told, state), lines, otherWays: Math.max(0, (taken.length || mended.length) - 1), path, blockedAt, partsAt: partsAt ?? null }
}

const BEYOND: readonly string[] = ['exits-network', 'delivered-to-subnet', 'undetermined', 'proxied']

/** All the ways together. A way that no packet has reached yet is unreachable if a blocker waits on it, else nobody knows. */
function stateOf(taken: readonly Trace[], blockers: readonly NumberedBlocker[]): Reachability {
  if (taken.length === 0) return blockers.length > 0 ? 'unreachable' : 'undetermined'
  const states = new Set(taken.map(trace => trace.disposition === 'accepted' ? 'reachable' : BEYOND.includes(trace.disposition) ? 'undetermined' : 'unreachable'))
  if (states.has('undetermined')) return 'undetermined'
  return states.size > 1 ? 'ambiguous' : states.has('reachable') ? 'reachable' : 'unreachable'
}

function summaryOf(stage: Stage, { trace, lines }: WayTold, state: Reachability): Words {
  if (!trace) {
    const stop = lines.find(line => line.blocker !== undefined)
    return stop ? say`would stop at ${stop.label}` : [stage === 'return' ? 'would come home' : 'would arrive']
  }
  if (trace.disposition === 'accepted') return stage === 'return' ? ['comes home'] : say`arrives from ${code(trace.arrived.source)}`
  return state === 'undetermined' ? say`not known beyond ${stopOf(lines)}` : say`stops at ${stopOf(lines)}: ${trace.disposition}`
}

/** The last place of what really happened. */
const stopOf = (lines: readonly StoryLine[]): string => (lines.find(line => line.state === 'failed') ?? lines.filter(line => line.state === 'done').at(-1))?.label ?? 'the start'
