import type { Point, Rect } from '../drawing'
import { CLEAR } from '../sizes'

export type Side = 'left' | 'right' | 'top' | 'bottom'
export const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom']

export interface Port { readonly side: Side; readonly at: Point; readonly out: Point }

/** Where a line may leave a box: the middle of each edge, and the point just outside it. */
export function portsOf({ x, y, w, h }: Rect): readonly Port[] {
  const cx = x + w / 2
  const cy = y + h / 2
  return [
    { side: 'left', at: { x, y: cy }, out: { x: x - CLEAR, y: cy } },
    { side: 'right', at: { x: x + w, y: cy }, out: { x: x + w + CLEAR, y: cy } },
    { side: 'top', at: { x: cx, y }, out: { x: cx, y: y - CLEAR } },
    { side: 'bottom', at: { x: cx, y: y + h }, out: { x: cx, y: y + h + CLEAR } },
  ]
}

/** The stretch that two intervals share; null where they share less than `least`. */
export function shared(a: number, aLength: number, b: number, bLength: number, least: number): readonly [number, number] | null {
  const from = Math.max(a, b)
  const to = Math.min(a + aLength, b + bLength)
  return to - from >= least ? [from, to] : null
}
