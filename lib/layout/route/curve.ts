import type { Point } from '@/lib/layout/drawing'

const RADIUS = 8
const sign = (value: number): number => (value > 0 ? 1 : value < 0 ? -1 : 0)
const number = (value: number): string => String(Math.round(value * 10) / 10)
const at = ({ x, y }: Point): string => `${number(x)} ${number(y)}`
const length = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
const towards = (from: Point, to: Point, by: number): Point => ({ x: from.x + sign(to.x - from.x) * by, y: from.y + sign(to.y - from.y) * by })

/** The `d` of an SVG path along right-angled points, its corners rounded. */
export function curve(points: readonly Point[], radius = RADIUS): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]]
      if (before === undefined) return `M${at(point)}`
      if (after === undefined) return `L${at(point)}`
      const r = Math.min(radius, length(before, point) / 2, length(point, after) / 2)
      return `L${at(towards(point, before, r))}Q${at(point)} ${at(towards(point, after, r))}`
    })
    .join('')
}

/** The same line moved to its own right by `by` units, so that a way there and a way back run beside each other. */
export function beside(points: readonly Point[], by: number): readonly Point[] {
  return points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]]
    const normals = [before === undefined ? null : normal(before, point), after === undefined ? null : normal(point, after)].filter(one => one !== null)
    const sum = normals.reduce((a, b) => ({ x: a.x === b.x ? a.x : a.x + b.x, y: a.y === b.y ? a.y : a.y + b.y }), normals[0] ?? { x: 0, y: 0 })
    return { x: point.x + sum.x * by, y: point.y + sum.y * by }
  })
}

const normal = (from: Point, to: Point): Point => ({ x: -sign(to.y - from.y) || 0, y: sign(to.x - from.x) || 0 })

/** The middle of the longest stretch, and which way it leads: where an arrow or a label stands. */
export function middleOf(points: readonly Point[]): { readonly at: Point; readonly angle: 0 | 90 | 180 | 270 } {
  let best = { at: points[0] ?? { x: 0, y: 0 }, angle: 0 as 0 | 90 | 180 | 270, long: -1 }
  points.forEach((to, index) => {
    const from = points[index - 1]
    if (from === undefined || length(from, to) <= best.long) return
    const angle = to.x > from.x ? 0 : to.x < from.x ? 180 : to.y > from.y ? 90 : 270
    best = { at: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, angle, long: length(from, to) }
  })
  return best
}
