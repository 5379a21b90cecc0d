import type { Trace } from '@/lib/network/trace'
import { numberLines, type Judged, type NumberedBlocker } from './numbered'
import type { Lane } from './story'
import type { Line, Telling } from './telling'
import { linesOfTrace } from './trace-lines'
import { pathOfTrace } from './trace-path'
import { plain } from './words'

export interface WayTold extends Pick<Lane, 'lines' | 'path' | 'blockedAt' | 'partsAt'> { readonly trace: Trace | undefined }

/**
 * The first way that was taken and, where it ended badly, how it would go on with everything mended: from the point where the two part.
 */
export function tellWay(taken: readonly Trace[], mended: readonly Trace[], blockers: readonly NumberedBlocker[], telling: Telling): WayTold {
  const [trace] = taken
  const done = trace ? linesOfTrace(trace, telling) : []
  const judged: readonly Judged[] = done.map(line => ({ line, state: line.failed ? 'failed' : 'done' }))
  const goesOn = trace?.disposition === 'accepted' ? undefined : nearestTo(done, mended, telling)
  const path = trace ? pathOfTrace(trace) : []
  const lines = numberLines([...judged, ...(goesOn?.lines ?? []).map(line => ({ line, state: 'if-mended' as const }))], blockers, trace?.place ?? null)
  const onwards = goesOn ? pathOfTrace(goesOn.trace) : []
  const common = sharedLength(path, onwards, (a, b) => a === b)
  const ahead = onwards.slice(common)
  return { trace, lines, path: [...path, ...ahead], blockedAt: trace?.disposition === 'accepted' || (!trace && !goesOn) ? null : path.length, partsAt: goesOn && common > 0 ? common - 1 : null }
}

/** Of several mended ways the one that keeps longest to the one taken, without the part they share. */
function nearestTo(done: readonly Line[], mended: readonly Trace[], telling: Telling): { readonly trace: Trace; readonly lines: readonly Line[] } | undefined {
  const told = mended.map(trace => { const lines = linesOfTrace(trace, telling); return { trace, lines, shared: sharedLength(done, lines, sameLine) } })
  const best = told.reduce<(typeof told)[number] | undefined>((found, next) => found && found.shared >= next.shared ? found : next, undefined)
  if (!best) return undefined
  const failed = new Set(done.filter(line => line.failed).map(line => line.slot))
  return { trace: best.trace, lines: best.lines.slice(best.shared).filter(line => !failed.has(line.slot)) }
}

const sameLine = (a: Line, b: Line) => a.element === b.element && plain(a.words) === plain(b.words)

function sharedLength<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): number {
  const parted = a.findIndex((item, at) => { const other = b[at]; return other === undefined || !same(item, other) })
  return parted < 0 ? a.length : parted
}
