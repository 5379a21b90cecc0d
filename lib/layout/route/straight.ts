import type { Point, Rect } from '@/lib/layout/drawing'
import { shared } from './side'

/** The `index`-th of `count` straight lines between two boxes that face each other; null where they do not, or something stands between. */
export function straight(a: Rect, b: Rect, { index, count }: { readonly index: number; readonly count: number }, obstacles: readonly Rect[]): readonly Point[] | null {
  const rows = shared(a.y, a.h, b.y, b.h, 12)
  if (rows !== null) {
    const y = rows[0] + ((index + 0.5) * (rows[1] - rows[0])) / count
    const [from, to] = a.x + a.w <= b.x ? [a.x + a.w, b.x] : [a.x, b.x + b.w]
    return free(obstacles, Math.min(from, to), y, Math.abs(to - from), 0) ? [{ x: from, y }, { x: to, y }] : null
  }
  const columns = shared(a.x, a.w, b.x, b.w, 12)
  if (columns === null) return null
  const x = columns[0] + ((index + 0.5) * (columns[1] - columns[0])) / count
  const [from, to] = a.y + a.h <= b.y ? [a.y + a.h, b.y] : [a.y, b.y + b.h]
  return free(obstacles, x, Math.min(from, to), 0, Math.abs(to - from)) ? [{ x, y: from }, { x, y: to }] : null
}

const free = (obstacles: readonly Rect[], x: number, y: number, w: number, h: number): boolean =>
  !obstacles.some(box => x < box.x + box.w && box.x < x + w + (w === 0 ? 0.01 : 0) && y < box.y + box.h && box.y < y + h + (h === 0 ? 0.01 : 0))
