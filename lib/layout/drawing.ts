import type { ElementId } from '@/lib/net/element-id'
import type { Family, GlyphName } from './look'

export interface Point { readonly x: number; readonly y: number }
export interface Rect extends Point { readonly w: number; readonly h: number }

/** `/` stands in no element id, so a pod's box never has the id of an element. */
export const podBoxId = (element: string, index: number) => `${element}/${index}`

/** What one box is, without its place. */
export interface Item {
  /** The element's id, or `podBoxId` for one pod of it. */
  readonly id: string
  readonly element: ElementId
  readonly kind: string
  readonly family: Family
  readonly glyph: GlyphName
  /** An area holds others below a strip; a card holds nothing; a cloud is a card with round ends. */
  readonly shape: 'area' | 'card' | 'cloud'
  readonly label: string
  /** The line below the label, or beside it in a strip. */
  readonly sub: string
  readonly subIs: 'code' | 'words'
  /** What stands at the end of a strip. */
  readonly end: string
  /** Stands on the border of the box around it, not inside. */
  readonly straddles: boolean
}

/** One box of the drawing. Absolute, in canvas units: one unit is one CSS pixel at 100 %. */
export interface Box extends Item, Rect {
  readonly parent: string | null
  /** How many boxes are around it. */
  readonly depth: number
}

export type LineKind = 'tunnel' | 'bgp-session' | 'peering' | 'attachment'

/** One drawn connection, at right angles, from the edge of one box to the edge of another. */
export interface Line {
  readonly id: string
  /** The drawn link; null for an attachment, which follows from a field of an element. */
  readonly element: ElementId | null
  readonly kind: LineKind
  readonly ends: readonly [string, string]
  readonly points: readonly Point[]
  readonly label: string
  readonly state: 'up' | 'down'
}

/** Parents stand before their children. */
export interface Drawing {
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
  /** Its top left corner: 0, 0 unless a person placed something at the top of the drawing. */
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}
