import type { Point, Rect } from '@/lib/layout/drawing'
import { CLEAR, CLEAR_IN_CLUSTER } from '@/lib/layout/sizes'

export type Side = 'left' | 'right' | 'top' | 'bottom'

/** Cards in a VPC of a site stand this deep; deeper ones stand in a cluster or a subnet. */
const IN_VPC = 2

export interface Port { readonly side: Side; readonly at: Point; readonly out: Point }

/** Where a line may leave a box: the middle of each edge, and the point just outside it. One that stands on a border has none above and below: it would run along the border. */
export function portsOf({ x, y, w, h, straddles = false, depth = 0 }: Rect & { readonly straddles?: boolean; readonly depth?: number }): readonly Port[] {
  const clear = depth > IN_VPC ? CLEAR_IN_CLUSTER : CLEAR
  const cx = x + w / 2
  const cy = y + h / 2
  const ports: readonly Port[] = [
    { side: 'left', at: { x, y: cy }, out: { x: x - clear, y: cy } },
    { side: 'right', at: { x: x + w, y: cy }, out: { x: x + w + clear, y: cy } },
    { side: 'top', at: { x: cx, y }, out: { x: cx, y: y - clear } },
    { side: 'bottom', at: { x: cx, y: y + h }, out: { x: cx, y: y + h + clear } },
  ]
  return straddles ? ports.slice(0, 2) : ports
}

/** The stretch that two intervals share; null where they share less than `least`. */
export function shared(a: number, aLength: number, b: number, bLength: number, least: number): readonly [number, number] | null {
  const from = Math.max(a, b)
  const to = Math.min(a + aLength, b + bLength)
  return to - from >= least ? [from, to] : null
}
