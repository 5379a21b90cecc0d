import type { ElementKind } from '@/lib/design/kinds/index'

/** What a click on the drawing does, beside choosing. */
export type Tool =
  | { readonly type: 'choose' }
  /** Joins the two ends that are clicked one after the other; `kind` null: whatever may join them. */
  | { readonly type: 'connect'; readonly kind: string | null; readonly from: string | null }

/** A kind on its way from the palette to the drawing, at a point of the window. */
export interface Carried { readonly kind: ElementKind; readonly x: number; readonly y: number }

/** The box that would take what is dragged (null: the top of the drawing), or the one that would not, and why. */
export interface Over { readonly box: string | null; readonly refusal: string | null }

export interface Menu { readonly x: number; readonly y: number; readonly box: string }

/** How the drawing is being worked on; no part of the design. */
export interface CanvasView {
  /** Boxes that are chosen together, the last chosen at the end; empty where `selected` says it alone. */
  readonly marked: readonly string[]
  readonly tool: Tool
  readonly carried: Carried | null
  readonly over: Over | null
  readonly menu: Menu | null
  /** A sentence for the person: why something did not happen, or what happened beside. */
  readonly notice: string | null
  readonly minimap: boolean
  /** On narrow screens: whether the palette is open. */
  readonly palette: boolean
}

export const CANVAS_START: CanvasView = { marked: [], tool: { type: 'choose' }, carried: null, over: null, menu: null, notice: null, minimap: false, palette: false }
