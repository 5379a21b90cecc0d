import type { Placement } from '@/lib/design/design'
import type { Box, Drawing, Point, Rect } from '@/lib/layout/drawing'
import { STRIP } from '@/lib/layout/sizes'
import { nearestFree } from './apart'
import { besideGateway, LEAST_PLACE } from './room'

/** A box that was dragged, and where its top left corner stands now, in the drawing. */
export interface Move extends Point { readonly id: string }
type Placements = Readonly<Record<string, Placement>>

/** Pods have no place of their own: their node arranges them. */
export const isPlaceable = ({ kind }: Box): boolean => kind !== 'pod'
const ORIGIN: Point = { x: 0, y: 0 }

/** What each box takes up among its siblings: itself and the gateways that reach beyond it. */
export function outlinesOf({ boxes }: Drawing): ReadonlyMap<string, Rect> {
  const outlines = new Map<string, Rect>(boxes.map(({ id, x, y, w, h }) => [id, { x, y, w, h }]))
  for (const { id, parent } of boxes.toReversed()) {
    const [own, outer] = [outlines.get(id), parent === null ? undefined : outlines.get(parent)]
    if (own === undefined || outer === undefined || parent === null) continue
    const x = Math.min(own.x, outer.x)
    outlines.set(parent, { ...outer, x, w: Math.max(own.x + own.w, outer.x + outer.w) - x })
  }
  return outlines
}

/** Where the content of a box may begin, from its corner; anywhere at the top of the drawing. */
function leastIn({ boxes }: Drawing, into: string | null): Point {
  if (into === null) return { x: -Infinity, y: -Infinity }
  const container = boxes.find(({ id }) => id === into)
  const left = boxes.filter(box => box.parent === into && box.straddles && box.x < (container?.x ?? 0))
  return { x: Math.max(LEAST_PLACE.x, ...left.map(({ w }) => besideGateway(w))), y: LEAST_PLACE.y }
}

/** The free place in a box nearest to where something of this size was dropped, relative to the box. */
export function freeSpot(drawing: Drawing, into: string | null, dropped: Rect, except: readonly string[] = []): Point {
  const origin = into === null ? ORIGIN : (drawing.boxes.find(({ id }) => id === into) ?? ORIGIN)
  const least = leastIn(drawing, into)
  const outlines = outlinesOf(drawing)
  const others = drawing.boxes.filter(box => box.parent === into && !except.includes(box.id)).flatMap(box => outlines.get(box.id) ?? [])
  const { x, y } = nearestFree(dropped, others, { x: origin.x + least.x, y: origin.y + least.y })
  return { x: Math.round(x - origin.x), y: Math.round(y - origin.y) }
}

/**
 * The places to store after boxes were dragged into a box (null: the top of the drawing).
 *
 * Those that stood beside them get the places that they have, so that nothing else moves; where something was dragged beyond the left or upper
 * edge, the box around it grows there.
 */
export function placementsAfter(drawing: Drawing, moves: readonly Move[], into: string | null): Placements {
  const byId = new Map(drawing.boxes.map(box => [box.id, box]))
  const container = into === null ? undefined : byId.get(into)
  const origin = container ?? ORIGIN
  const dragged = new Set(moves.map(({ id }) => id))
  const from = new Set(moves.map(({ id }) => byId.get(id)?.parent ?? null))
  const staying = drawing.boxes.filter(box => isPlaceable(box) && !box.straddles && !dragged.has(box.id) && (box.parent === into || from.has(box.parent)))
  const at = (box: Box): Placement => {
    const around = box.parent === null ? ORIGIN : (byId.get(box.parent) ?? ORIGIN)
    return { x: box.x - around.x, y: box.y - around.y }
  }
  const placements = new Map<string, Placement>(staying.map(box => [box.id, at(box)]))
  const outlines = outlinesOf(drawing)
  const taken = staying.filter(box => box.parent === into).flatMap(box => outlines.get(box.id) ?? [])
  for (const { id, x, y } of moves) {
    const box = byId.get(id)
    const outline = outlines.get(id)
    if (box === undefined || outline === undefined) continue
    if (box.straddles) {
      placements.set(id, { x: Math.round(x - origin.x), y: Math.max(STRIP + 2, Math.round(y - origin.y)) })
      continue
    }
    const to = nearestFree({ ...outline, x: x + outline.x - box.x, y: y + outline.y - box.y }, taken)
    taken.push(to)
    placements.set(id, { x: Math.round(to.x - outline.x + box.x - origin.x), y: Math.round(to.y - outline.y + box.y - origin.y) })
  }
  if (container === undefined) return Object.fromEntries(placements)
  return grown(drawing, container, placements, new Set([...staying.filter(box => box.parent === into).map(({ id }) => id), ...moves.map(({ id }) => id).filter(id => byId.get(id)?.straddles === false)]))
}

/** Moves everything in a box that begins too far left or up, and the box itself the other way. */
function grown(drawing: Drawing, container: Box, placements: ReadonlyMap<string, Placement>, inside: ReadonlySet<string>): Placements {
  const least = leastIn(drawing, container.id)
  const content = [...placements].filter(([id]) => inside.has(id)).map(([, place]) => place)
  const dx = Math.max(0, ...content.map(({ x }) => least.x - x))
  const dy = Math.max(0, ...content.map(({ y }) => least.y - y))
  if (dx === 0 && dy === 0) return Object.fromEntries(placements)
  const own = Object.fromEntries([...placements].map(([id, place]) => [id, inside.has(id) ? { x: place.x + dx, y: place.y + dy } : place]))
  return { ...placementsAfter(drawing, [{ id: container.id, x: container.x - dx, y: container.y - dy }], container.parent), ...own }
}
