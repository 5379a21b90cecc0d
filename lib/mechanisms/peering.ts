import type { LinkOf } from '@/lib/design/design'
import { elementId, type ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { linkOf } from '@/lib/network/names'
import { plainLink } from '@/lib/network/plain'
import type { Context } from './types'

/** A peering as one of its two VPCs sees it. */
export interface Side { readonly vpc: ElementId; readonly other: ElementId }

export function sidesOf({ subject: { ends: [a, b] } }: { readonly subject: LinkOf<'peering'> }): readonly [Side, Side] {
  return [{ vpc: elementId(a), other: elementId(b) }, { vpc: elementId(b), other: elementId(a) }]
}

/** The sentence of a peering whose VPCs overlap, the same in every cloud. */
export const OVERLAP_SENTENCE = { 'cidr.overlap': '{a} ({aRange}) and {b} ({bRange}) overlap, so the peering {peering} between them does not come up. Give one of them another range.' } as const

/** The link of a peering: there, but down where the ranges of its VPCs overlap. */
export function placePeering({ id, subject }: Context<'peering', unknown>, { overlapping }: { readonly overlapping: boolean }): readonly Addition[] {
  const down = { up: false, down: { code: 'cidr.overlap', elements: subject.ends.map(elementId) } } as const
  return [{ add: 'link', link: { ...plainLink(linkOf(id), id, 'point-to-point'), ...overlapping ? down : {} } }]
}
