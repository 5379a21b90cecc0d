import type { Drawing, Point } from '@/lib/layout/drawing'
import { middleOf } from '@/lib/layout/route/curve'

export type Direction = 'left' | 'right' | 'up' | 'down'
export const DIRECTIONS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

/** A box or a drawn link that can be chosen with the keyboard, and the point from which its neighbours are looked for. */
export interface Spot { readonly id: string; readonly type: 'box' | 'line'; readonly element: string; readonly at: Point }

/** An area is met at its strip, not in its middle. */
export function spotsOf({ boxes, lines }: Drawing): readonly Spot[] {
  return [
    ...boxes.map((box): Spot => ({ id: box.id, type: 'box', element: box.element, at: box.shape === 'area' ? { x: box.x + 40, y: box.y + 12 } : { x: box.x + box.w / 2, y: box.y + box.h / 2 } })),
    ...lines.flatMap((line): readonly Spot[] => (line.element === null ? [] : [{ id: line.id, type: 'line', element: line.element, at: middleOf(line.points).at }])),
  ]
}

/** How far ahead another lies, and how far aside. */
function offset(from: Point, to: Point, direction: Direction): { readonly ahead: number; readonly aside: number } {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  switch (direction) {
    case 'left': return { ahead: -dx, aside: Math.abs(dy) }
    case 'right': return { ahead: dx, aside: Math.abs(dy) }
    case 'up': return { ahead: -dy, aside: Math.abs(dx) }
    case 'down': return { ahead: dy, aside: Math.abs(dx) }
  }
}

/** The nearest in a direction; what lies aside counts as twice as far. */
export function neighbour(spots: readonly Spot[], from: Spot, direction: Direction): Spot | null {
  let best: { readonly spot: Spot; readonly cost: number } | null = null
  for (const spot of spots) {
    const { ahead, aside } = offset(from.at, spot.at, direction)
    if (ahead < 4 || (spot.id === from.id && spot.type === from.type)) continue
    const cost = ahead + 2 * aside
    if (best === null || cost < best.cost) best = { spot, cost }
  }
  return best?.spot ?? null
}
