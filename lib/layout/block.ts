import type { Item } from './drawing'

/** A box with its size and with what stands in it, placed from its own top left corner. */
export interface Block {
  readonly item: Item
  readonly w: number
  readonly h: number
  readonly parts: readonly Spot[]
  /** Whether a person placed some of the parts. */
  readonly hasPlaced?: true
}
export interface Spot { readonly block: Block; readonly x: number; readonly y: number }

export const spot = (block: Block, x: number, y: number): Spot => ({ block, x, y })
export const widest = (blocks: readonly { readonly w: number }[]): number => Math.max(0, ...blocks.map(block => block.w))
export const right = (spots: readonly Spot[]): number => Math.max(0, ...spots.map(({ block, x }) => x + block.w))
export const bottom = (spots: readonly Spot[]): number => Math.max(0, ...spots.map(({ block, y }) => y + block.h))
export const shifted = (spots: readonly Spot[], dx: number, dy: number): readonly Spot[] => spots.map(({ block, x, y }) => ({ block, x: x + dx, y: y + dy }))

/** Blocks below each other, from the top. */
export function stack(blocks: readonly Block[], gap: number, y = 0): readonly Spot[] {
  const spots: Spot[] = []
  let at = y
  for (const block of blocks) {
    spots.push(spot(block, 0, at))
    at += block.h + gap
  }
  return spots
}

/** Blocks in rows of `columns`, each cell as wide as the widest block and the row as high as its highest. */
export function grid(blocks: readonly Block[], columns: number, gap: number, from: 'left' | 'right' = 'left'): readonly Spot[] {
  const cell = widest(blocks)
  const spots: Spot[] = []
  let y = 0
  for (let start = 0; start < blocks.length; start += columns) {
    const row = blocks.slice(start, start + columns)
    row.forEach((block, index) => {
      const column = from === 'left' ? index : columns - 1 - index
      spots.push(spot({ ...block, w: cell }, column * (cell + gap), y))
    })
    y += Math.max(...row.map(block => block.h)) + gap
  }
  return spots
}

/** Which way a site looks: where its gateways stand. */
export type Facing = 'right' | 'left'

/** The block seen in a mirror, but for what stands in its parts: what stood at the left stands at the right. */
export const flipped = (block: Block): Block => ({ ...block, parts: block.parts.map(part => spot(part.block, block.w - part.x - part.block.w, part.y)) })
export const facing = (block: Block, to: Facing): Block => (to === 'left' ? flipped(block) : block)
/** The same with all that stands in it. */
export const mirrored = (block: Block): Block => flipped({ ...block, parts: block.parts.map(part => spot(mirrored(part.block), part.x, part.y)) })
