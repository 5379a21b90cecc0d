import type { Design, DesignElement, DesignLink, Placement } from '@/lib/design/design'
import type { ElementKind, LinkKind } from '@/lib/design/kinds/index'

/*
 * Every change of a design is one of these, as plain data: the page sends it to the worker, which applies it, checks it and draws the outcome.
 */

export interface At { readonly x: number; readonly y: number }

/** What was copied: elements with all that stands in them, and the links between them. `roots` are those that were chosen. */
export interface Clip {
  readonly roots: readonly string[]
  readonly elements: Readonly<Record<string, DesignElement>>
  readonly links: Readonly<Record<string, DesignLink>>
  readonly layout: Readonly<Record<string, Placement>>
}

export type Change =
  /** A new element, filled in with what is free. `parent` null: at the top of the drawing. `at`: relative to the parent, as in layout. */
  | { readonly type: 'create'; readonly kind: ElementKind; readonly parent: string | null; readonly at?: At }
  /** One field of an element or a link; undefined takes it away. */
  | { readonly type: 'set'; readonly id: string; readonly path: readonly (string | number)[]; readonly value: unknown }
  | { readonly type: 'rename'; readonly id: string; readonly to: string }
  | { readonly type: 'remove'; readonly ids: readonly string[] }
  /** Where boxes stand after a drag, relative to their parents. With `parent` they come to stand in it (null: at the top). */
  | { readonly type: 'place'; readonly placements: Readonly<Record<string, Placement>>; readonly parent?: string | null; /** With `parent`: only these come to stand in it (all that are placed, where it is not said); the others were placed beside them. */ readonly moved?: readonly string[] }
  /** `kind` where several kinds of link may join the two. */
  | { readonly type: 'connect'; readonly a: string; readonly b: string; readonly kind?: string }
  | { readonly type: 'duplicate'; readonly ids: readonly string[] }
  | { readonly type: 'paste'; readonly clip: Clip; readonly parent: string | null }
  /** Another design in its place: undo, redo, a repair. */
  | { readonly type: 'replace'; readonly design: Design }

/** Edits of one gesture (typing in one field, arrows held down) that follow one another are one step back. */
export type Edit = Change & { readonly gesture?: string }

export type EditOutcome =
  /** `created`: ids of the new elements and links. `note`: what was done beside what was asked, in a sentence. */
  | { readonly ok: true; readonly created: readonly string[]; readonly note?: string }
  /** Nothing has changed. `path`: where the refused value stands, from the top of the design (`elements.vpc-1.cidrs.0`); empty where it has no one place. */
  | { readonly ok: false; readonly sentence: string; readonly path: string }

export type { ElementKind, LinkKind }
