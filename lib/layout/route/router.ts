import type { Point, Rect } from '@/lib/layout/drawing'
import type { Grid } from './grid'
import { heap } from './heap'
import { type Port, portsOf, type Side } from './side'

/** A corner costs as much as this way: routes rather go round than zigzag. */
const BEND = 60
const STEPS = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] } as const
const OPPOSITE: Readonly<Record<Side, Side>> = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' }
const DIRECTIONS: readonly Side[] = ['left', 'right', 'top', 'bottom']

interface Visit { readonly ix: number; readonly iy: number; readonly going: Side; readonly cost: number; readonly from: Visit | null; readonly port: Port }

const index = (list: readonly number[], value: number): number => list.indexOf(value)

/** The cheapest way at right angles from the edge of one box to the edge of another, around every obstacle; null where there is none. */
export function route(grid: Grid, a: Rect, b: Rect): readonly Point[] | null {
  const width = grid.xs.length
  const queue = heap<Visit>()
  const seen = new Uint8Array(width * grid.ys.length * 4)
  const goals = new Map<number, Port>()
  for (const port of portsOf(b)) {
    const at = index(grid.xs, port.out.x) + index(grid.ys, port.out.y) * width
    goals.set(at * 4 + DIRECTIONS.indexOf(OPPOSITE[port.side]), port)
  }
  const left = (x: number, y: number) => Math.max(0, b.x - x, x - b.x - b.w) + Math.max(0, b.y - y, y - b.y - b.h)
  for (const port of portsOf(a)) {
    const [ix, iy] = [index(grid.xs, port.out.x), index(grid.ys, port.out.y)]
    if (ix >= 0 && iy >= 0) queue.push(left(port.out.x, port.out.y), { ix, iy, going: port.side, cost: 0, from: null, port })
  }
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    const key = (visit.ix + visit.iy * width) * 4 + DIRECTIONS.indexOf(visit.going)
    if (seen[key] === 1) continue
    seen[key] = 1
    const goal = goals.get(key)
    if (goal !== undefined) return pointsOf(grid, visit, goal)
    for (const going of DIRECTIONS) {
      if (going === OPPOSITE[visit.going] || isBlocked(grid, visit.ix, visit.iy, going)) continue
      const ix = visit.ix + STEPS[going][0]
      const iy = visit.iy + STEPS[going][1]
      const [x, y] = [grid.xs[ix], grid.ys[iy]]
      if (x === undefined || y === undefined) continue
      const length = Math.abs(x - (grid.xs[visit.ix] ?? 0)) + Math.abs(y - (grid.ys[visit.iy] ?? 0))
      const cost = visit.cost + length + (going === visit.going ? 0 : BEND)
      queue.push(cost + left(x, y), { ix, iy, going, cost, from: visit, port: visit.port })
    }
  }
  return null
}

function isBlocked({ xs, blockedRight, blockedDown }: Grid, ix: number, iy: number, going: Side): boolean {
  const at = ix + iy * xs.length
  switch (going) {
    case 'right': return blockedRight[at] === 1
    case 'left': return ix === 0 || blockedRight[at - 1] === 1
    case 'bottom': return blockedDown[at] === 1
    case 'top': return iy === 0 || blockedDown[at - xs.length] === 1
  }
}

function pointsOf(grid: Grid, last: Visit, goal: Port): readonly Point[] {
  const points: Point[] = [goal.at]
  for (let visit: Visit | null = last; visit !== null; visit = visit.from) points.push({ x: grid.xs[visit.ix] ?? 0, y: grid.ys[visit.iy] ?? 0 })
  points.push(last.port.at)
  return corners(points.reverse())
}

/** Only the points where a line turns. */
export function corners(points: readonly Point[]): readonly Point[] {
  return points.filter((point, at) => {
    const [before, after] = [points[at - 1], points[at + 1]]
    if (before === undefined || after === undefined) return true
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y))
  })
}
