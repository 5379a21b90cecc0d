import type { Box, Drawing, Point } from '@/lib/layout/drawing'
import { podBoxId } from '@/lib/layout/drawing'
import { connect } from './lines'
import { gridOf, obstaclesOf } from './grid'

/** One element on the way of a packet; which of its pods, from 0, where it runs as several. */
export interface Stop { readonly element: string; readonly pod: number | null }

/** Where a way ends and where the mended one leaves it; null where nothing is blocked. */
export interface Parting { readonly blockedAt: number | null; readonly partsAt: number | null }

/** A stretch of a way between two boxes, in the direction in which the packet goes. */
export interface Stretch { readonly from: string; readonly to: string; readonly points: readonly Point[]; readonly state: 'done' | 'if-mended' }

const reversed = (points: readonly Point[]): readonly Point[] => [...points].reverse()

function boxOf(byId: ReadonlyMap<string, Box>, { element, pod }: Stop): Box | undefined {
  return (pod === null ? undefined : byId.get(podBoxId(element, pod))) ?? byId.get(element) ?? byId.get(podBoxId(element, 0))
}

/**
 * How a way runs over the drawing: from card to card, through the links that it takes.
 *
 * Boxes that hold others (a node, a VPC) are passed without a stop. From `blockedAt` on it is where the packet would go if mended:
 * that goes on from `partsAt`, the last stop that both ways have.
 */
export function wayOver(drawing: Drawing, stops: readonly Stop[], { blockedAt, partsAt }: Parting): readonly Stretch[] {
  const byId = new Map(drawing.boxes.map(box => [box.id, box]))
  const lines = new Map(drawing.lines.flatMap(line => (line.element === null ? [] : [[line.element as string, line] as const])))
  const grid = gridOf(drawing.boxes)
  const obstacles = obstaclesOf(drawing.boxes)
  const way: Stretch[] = []
  let last: Box | null = null
  let carrier: string | null = null
  let common: Box | null = null
  stops.forEach((stop, index) => {
    if (index === blockedAt && common !== null) last = common
    const line = lines.get(stop.element)
    if (line !== undefined) { carrier = stop.element; return }
    const box = boxOf(byId, stop)
    if (box === undefined || box.shape === 'area' || box.id === last?.id) return
    if (last !== null) {
      const from = last
      const through = carrier === null ? undefined : lines.get(carrier)
      const joins = through !== undefined && through.ends.includes(from.id) && through.ends.includes(box.id)
      const drawn = joins ? (through.ends[0] === from.id ? through.points : reversed(through.points)) : connect(from, box, { index: 0, count: 1 }, obstacles.filter(rect => !within(rect, from) && !within(rect, box)), grid)
      if (drawn !== null) way.push({ from: from.id, to: box.id, points: drawn, state: blockedAt !== null && index >= blockedAt ? 'if-mended' : 'done' })
    }
    last = box
    carrier = null
    if (partsAt !== null && index <= partsAt) common = box
  })
  return way
}

const within = (rect: { readonly x: number; readonly y: number }, box: Box): boolean => rect.x === box.x && rect.y === box.y
