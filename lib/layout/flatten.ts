import type { Spot } from './block'
import type { Box } from './drawing'

/** Boxes with absolute places, parents before their children. */
export function flattened(spots: readonly Spot[], at: { readonly x: number; readonly y: number }, parent: string | null = null, depth = 0): readonly Box[] {
  return spots.flatMap(({ block, x, y }) => {
    const box: Box = { ...block.item, parent, depth, x: Math.round(at.x + x), y: Math.round(at.y + y), w: Math.round(block.w), h: Math.round(block.h) }
    return [box, ...flattened(block.parts, box, box.id, depth + 1)]
  })
}

/** The smallest rectangle around all of them. */
export function around(boxes: readonly { readonly x: number; readonly y: number; readonly w: number; readonly h: number }[]) {
  if (boxes.length === 0) return { x: 0, y: 0, w: 0, h: 0 }
  const x = Math.min(...boxes.map(box => box.x))
  const y = Math.min(...boxes.map(box => box.y))
  return { x, y, w: Math.max(...boxes.map(box => box.x + box.w)) - x, h: Math.max(...boxes.map(box => box.y + box.h)) - y }
}
