import type { Point, Rect } from '@/lib/layout/drawing'
import { GAP } from '@/lib/layout/sizes'

/** Closer than this counts as on top of each other. */
const NEAR = 4
/** Beyond so many boxes only places right of and below the wanted one are looked at. */
const SEARCHED = 60

const right = (rect: Rect): number => rect.x + rect.w
const bottom = (rect: Rect): number => rect.y + rect.h

export const clash = (a: Rect, b: Rect, gap = NEAR): boolean => a.x < right(b) + gap && b.x < right(a) + gap && a.y < bottom(b) + gap && b.y < bottom(a) + gap

/** The rectangle moved right or down, whichever is less, until it stands clear of all others. */
export function pushed(rect: Rect, others: readonly Rect[]): Rect {
  let at = rect
  // Every step clears one of the others for good, because it only ever moves right or down.
  for (let other = others.find(one => clash(at, one)); other !== undefined; other = others.find(one => clash(at, one))) {
    const [dx, dy] = [right(other) + GAP - at.x, bottom(other) + GAP - at.y]
    at = dx <= dy ? { ...at, x: at.x + dx } : { ...at, y: at.y + dy }
  }
  return at
}

/** The free place nearest to where a rectangle wants to stand, at `least` or beyond; where it wants to stand, if that is free. */
export function nearestFree(rect: Rect, others: readonly Rect[], least: Point = { x: -Infinity, y: -Infinity }): Rect {
  const wanted = { ...rect, x: Math.max(rect.x, least.x), y: Math.max(rect.y, least.y) }
  if (!others.some(one => clash(wanted, one))) return wanted
  if (others.length > SEARCHED) return pushed(wanted, others)
  const xs = [wanted.x, ...others.flatMap(one => [right(one) + GAP, one.x - GAP - rect.w, one.x])].filter(x => x >= least.x)
  const ys = [wanted.y, ...others.flatMap(one => [bottom(one) + GAP, one.y - GAP - rect.h, one.y])].filter(y => y >= least.y)
  let best = null as { readonly at: Rect; readonly far: number } | null
  for (const x of new Set(xs)) {
    for (const y of new Set(ys)) {
      const far = (x - wanted.x) ** 2 + (y - wanted.y) ** 2
      if (best !== null && (far > best.far || (far === best.far && (y > best.at.y || (y === best.at.y && x >= best.at.x))))) continue
      const at: Rect = { ...rect, x, y }
      if (!others.some(one => clash(at, one))) best = { at, far }
    }
  }
  return best?.at ?? pushed(wanted, others)
}
