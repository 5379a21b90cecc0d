import type { Box, Drawing, Point } from '@/lib/layout/drawing'

const holds = ({ x, y, w, h }: Box, at: Point): boolean => at.x >= x && at.x <= x + w && at.y >= y && at.y <= y + h
/** Gateways on a border lie above both sides of it, cards above areas. */
const rank = (box: Box): number => (box.straddles ? 200 : box.shape === 'area' ? 0 : 100) + box.depth

/** The boxes at a point, from the innermost outwards: the topmost one, and those around it. */
export function chainAt({ boxes }: Drawing, at: Point, without: ReadonlySet<string> = new Set()): readonly string[] {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const within = (box: Box): boolean => without.has(box.id) || (box.parent !== null && byId.has(box.parent) && within(byId.get(box.parent) as Box))
  const hit = boxes.filter((box) => holds(box, at) && !within(box))
  const top = hit.reduce<Box | undefined>((best, box) => (best === undefined || rank(box) >= rank(best) ? box : best), undefined)
  const chain: string[] = []
  for (let box = top; box !== undefined; box = box.parent === null ? undefined : byId.get(box.parent)) chain.push(box.id)
  return chain
}

/** A box with all that stands around it, outwards. */
export function chainOf({ boxes }: Drawing, id: string): readonly string[] {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const chain: string[] = []
  for (let box = byId.get(id); box !== undefined; box = box.parent === null ? undefined : byId.get(box.parent)) chain.push(box.id)
  return chain
}
