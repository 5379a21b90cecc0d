import type { Block, Spot } from '@/lib/layout/block'
import type { Rect } from '@/lib/layout/drawing'

/** How far the gateways on its border, and those of what stands in it, reach beyond a box. */
export function overhang({ w, parts }: Block): { readonly left: number; readonly right: number } {
  let [left, right] = [0, 0]
  for (const { block, x } of parts) {
    const own = overhang(block)
    left = Math.max(left, own.left - x)
    right = Math.max(right, x + block.w + own.right - w)
  }
  return { left, right }
}

/** What a box takes up among its siblings: itself, and the gateways that stand on its border. */
export function outlineOf({ block, x, y }: Spot): Rect {
  const { left, right } = overhang(block)
  return { x: x - left, y, w: block.w + left + right, h: block.h }
}
