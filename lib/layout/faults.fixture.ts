import type { Box, Drawing } from './drawing'

const overlap = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
export const inside = (child: Box, parent: Box) => child.x >= parent.x && child.y >= parent.y && child.x + child.w <= parent.x + parent.w && child.y + child.h <= parent.y + parent.h
const pairs = (boxes: readonly Box[]) => boxes.flatMap((a, at) => boxes.slice(at + 1).map(b => [a, b] as const))

/** Siblings apart, children inside, gateways on a border; nothing has a size of zero. */
export function faultsOf({ boxes }: Drawing): readonly string[] {
  const byId = new Map(boxes.map(box => [box.id, box]))
  const apart = pairs(boxes).filter(([a, b]) => a.parent === b.parent && overlap(a, b)).map(([a, b]) => `${a.id} overlaps ${b.id}`)
  const cards = boxes.filter(box => box.shape !== 'area')
  const covered = pairs(cards).filter(([a, b]) => overlap(a, b)).map(([a, b]) => `${a.id} covers ${b.id}`)
  const nested = boxes.flatMap(box => {
    const parent = box.parent === null ? undefined : byId.get(box.parent)
    if (parent === undefined || inside(box, parent)) return []
    return box.straddles && overlap(box, parent) ? [] : [`${box.id} stands outside ${parent.id}`]
  })
  const order = boxes.filter((box, at) => box.parent !== null && boxes.findIndex(({ id }) => id === box.parent) > at).map(({ id }) => `${id} stands before its parent`)
  const empty = boxes.filter(({ w, h }) => w < 10 || h < 10).map(({ id }) => `${id} has no size`)
  return [...new Set([...apart, ...covered, ...nested, ...order, ...empty])]
}
