import type { Box, Rect } from '@/lib/layout/drawing'
import { stripEnd, stripWords } from '@/lib/layout/item'
import { STRIP } from '@/lib/layout/sizes'
import { portsOf } from './side'

/** The lines on which a route may run, and which stretches of them are blocked. */
export interface Grid {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** By `ix + iy * xs.length`: may not go on to the next point at the right, or below. */
  readonly blockedRight: Uint8Array
  readonly blockedDown: Uint8Array
}

const sorted = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((a, b) => a - b)

/** What no line may cross: cards, and the words of strips. */
export function obstaclesOf(boxes: readonly Box[]): readonly Rect[] {
  return boxes.flatMap((box): readonly Rect[] => {
    if (box.shape !== 'area') return [box]
    const words = { x: box.x, y: box.y, w: Math.min(box.w, stripWords(box)), h: STRIP }
    const end = stripEnd(box)
    return end === 0 ? [words] : [words, { x: box.x + box.w - end - 2, y: box.y, w: end + 2, h: STRIP }]
  })
}

export function gridOf(boxes: readonly Box[]): Grid {
  const ports = boxes.flatMap(box => portsOf(box))
  const xs = sorted(ports.map(port => port.out.x))
  const ys = sorted(ports.map(port => port.out.y))
  const grid = { xs, ys, blockedRight: new Uint8Array(xs.length * ys.length), blockedDown: new Uint8Array(xs.length * ys.length) }
  for (const obstacle of obstaclesOf(boxes)) block(grid, obstacle)
  return grid
}

function block({ xs, ys, blockedRight, blockedDown }: Grid, { x, y, w, h }: Rect): void {
  const inX = (ix: number) => (xs[ix] ?? 0) > x && (xs[ix] ?? 0) < x + w
  const inY = (iy: number) => (ys[iy] ?? 0) > y && (ys[iy] ?? 0) < y + h
  const overX = (ix: number) => (xs[ix] ?? 0) < x + w && (xs[ix + 1] ?? Infinity) > x
  const overY = (iy: number) => (ys[iy] ?? 0) < y + h && (ys[iy + 1] ?? Infinity) > y
  for (let iy = 0; iy < ys.length; iy++) {
    const row = inY(iy)
    const below = overY(iy)
    if (!row && !below) continue
    for (let ix = 0; ix < xs.length; ix++) {
      if (row && overX(ix)) blockedRight[ix + iy * xs.length] = 1
      if (below && inX(ix)) blockedDown[ix + iy * xs.length] = 1
    }
  }
}
