import type { Placement } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import { type Block, type Spot, spot } from '@/lib/layout/block'
import { own } from '@/lib/net/own'

const placement = (view: DesignView, id: string): Placement | undefined => own(view.design.layout, id)

/** Whether a person said where it stands. */
export const isPlaced = (view: DesignView, id: string): boolean => placement(view, id) !== undefined
export const sizeGiven = (view: DesignView, id: string) => placement(view, id)

export const unplaced = <T extends { readonly id: string }>(view: DesignView, list: readonly T[]): readonly T[] => list.filter(({ id }) => !isPlaced(view, id))
export const unplacedBlocks = (view: DesignView, blocks: readonly Block[]): readonly Block[] => blocks.filter(({ item }) => !isPlaced(view, item.id))

/** Those of the blocks that a person placed, where they were placed. */
export const fixedOf = (view: DesignView, blocks: readonly Block[]): readonly Spot[] =>
  blocks.flatMap(block => {
    const given = placement(view, block.item.id)
    return given === undefined ? [] : [spot(block, given.x, given.y)]
  })

/** Arranged spots without those that a person placed elsewhere, and these. */
export function parted(view: DesignView, spots: readonly Spot[]): { readonly arranged: readonly Spot[]; readonly fixed: readonly Spot[] } {
  return { arranged: spots.filter(({ block }) => !isPlaced(view, block.item.id)), fixed: fixedOf(view, spots.map(({ block }) => block)) }
}
