import type { Drawing } from '@/lib/layout/drawing'
import type { Spot } from './neighbour'

/** Rows of boxes whose tops are about as high are read from the left. */
const ROW = 24
const reading = (a: Spot, b: Spot): number => (Math.abs(a.at.y - b.at.y) > ROW ? a.at.y - b.at.y : a.at.x - b.at.x)

const parentOf = ({ boxes }: Drawing, { id, type }: Spot): string | null => (type === 'line' ? null : (boxes.find((box) => box.id === id)?.parent ?? null))

/** The next one in the same box, in the order in which one reads; links come after the boxes at the top. Null after the last. */
export function sibling(spots: readonly Spot[], drawing: Drawing, from: Spot, step: 1 | -1): Spot | null {
  const parent = parentOf(drawing, from)
  const beside = spots.filter((spot) => parentOf(drawing, spot) === parent)
  const ordered = [...beside.filter(({ type }) => type === 'box').toSorted(reading), ...beside.filter(({ type }) => type === 'line').toSorted(reading)]
  return ordered[ordered.findIndex(({ id, type }) => id === from.id && type === from.type) + step] ?? null
}

/** The first box inside. */
export function inwards({ boxes }: Drawing, id: string): string | null {
  const inside = boxes.filter(({ parent }) => parent === id).toSorted((a, b) => (Math.abs(a.y - b.y) > ROW ? a.y - b.y : a.x - b.x))
  return inside[0]?.id ?? null
}

export const outwards = ({ boxes }: Drawing, id: string): string | null => boxes.find((box) => box.id === id)?.parent ?? null
