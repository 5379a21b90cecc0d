import type { Placement } from '@/lib/design/design'
import { type Block, type Spot, spot } from './block'
import { PAD } from './sizes'

type Placements = Readonly<Record<string, Placement>>

const inside = (spots: readonly Spot[]) => spots.filter(({ block }) => !block.item.straddles)
const contains = (placements: Placements, block: Block): boolean => Object.hasOwn(placements, block.item.id) || block.parts.some(part => contains(placements, part.block))

/** Sizes and places that a person gave win over the arrangement; a box without a given size grows to hold what was moved in it. */
export function placed(spots: readonly Spot[], placements: Placements): readonly Spot[] {
  return spots.map(original => {
    if (!contains(placements, original.block)) return original
    const given = Object.hasOwn(placements, original.block.item.id) ? placements[original.block.item.id] : undefined
    const parts = placed(original.block.parts, placements)
    const needs = (size: 'w' | 'h', at: 'x' | 'y', least: number) => Math.max(least, ...inside(parts).map(part => part[at] + part.block[size] + PAD))
    const w = given?.w ?? needs('w', 'x', original.block.w)
    const h = given?.h ?? needs('h', 'y', original.block.h)
    return spot({ ...original.block, w, h, parts }, given?.x ?? original.x, given?.y ?? original.y)
  })
}
