import { create } from 'zustand'
import { CANVAS_START, type CanvasView } from './canvas-view'
import { NO_HISTORY, type History } from './history'
import type { Asked, Card, Checked, KindCatalogue, Opened, Survey, Told } from './protocol'
import type { StoredDesign } from './storage/database'
import type { Design } from '@/lib/design/design'
import type { Drawing } from '@/lib/layout/drawing'

export type Answering =
  | { readonly state: 'none' }
  | { readonly state: 'told'; readonly told: Told }
  | { readonly state: 'unanswered'; readonly sentence: string }
export type DrawerTab = 'path' | 'lookup' | 'tables' | 'problems'
export type LaneTab = 'lookup' | 'forward' | 'return' | 'blockers'

/** What is chosen on the drawing: an element, and which box of it where it has several. */
export interface Selected { readonly element: string; readonly box: string | null }
export interface Pointed { readonly element: string; readonly pod: number | null }

export type Opening = { readonly state: 'waiting' } | { readonly state: 'refused'; readonly sentences: readonly string[] } | { readonly state: 'open'; readonly opened: Opened }

export interface Preview { readonly drawing: Drawing | null; readonly checked: { readonly first: Checked | null; readonly problems: number } | null }

/** The open design as a document. With the first edit an example becomes a design of mine. */
export interface OpenDocument {
  /** As in the address. */
  readonly id: string
  readonly source: 'mine' | 'example' | 'link'
  readonly design: Design
  /** The revision in the browser's store that this one follows; 0 where it was never kept. */
  readonly savedRevision: number
  /** What the store holds, as far as this tab knows. */
  readonly savedDesign: Design | null
}

export type Saving =
  /** There is nothing of mine to keep. */
  | { readonly state: 'nothing' }
  | { readonly state: 'pending' }
  /** The store has it: the transaction is complete. */
  | { readonly state: 'saved' }
  | { readonly state: 'failed'; readonly sentence: string }
  /** Another tab has kept a newer one, or removed it: this tab writes nothing until the person says which counts. */
  | { readonly state: 'overtaken'; readonly by: 'newer' | 'removed' }

export interface EditorState {
  readonly revision: number
  readonly opening: Opening
  readonly question: Asked | null
  /** Numbers the questions asked of this revision. */
  readonly asked: number
  readonly waiting: boolean
  readonly answering: Answering
  readonly selected: Selected | null
  readonly pointed: Pointed | null
  readonly tab: DrawerTab
  readonly lane: LaneTab
  readonly cards: readonly Card[]
  readonly previews: Readonly<Record<string, Preview>>
  /** What can be drawn and configured; null until the worker has told it. */
  readonly catalogue: KindCatalogue | null
  readonly document: OpenDocument | null
  readonly history: History
  readonly saving: Saving
  /** Designs that this browser keeps, the last edited first; null until they are read. */
  readonly mine: readonly StoredDesign[] | null
  /** By `surveyKey`; null for one that cannot be read. */
  readonly surveys: Readonly<Record<string, Survey | null>>
  readonly canvas: CanvasView
  /** Who the ask bar is to ask for next. */
  readonly asking: { readonly from: string } | null
  /** A shared design that is only looked at: nothing on the drawing can be changed. */
  readonly readOnly: boolean
}

export const START: EditorState = {
  revision: 0, opening: { state: 'waiting' }, question: null, asked: 0, waiting: false, answering: { state: 'none' },
  selected: null, pointed: null, tab: 'path', lane: 'forward', cards: [], previews: {}, catalogue: null, document: null, history: NO_HISTORY, saving: { state: 'nothing' }, mine: null, surveys: {}, canvas: CANVAS_START, asking: null, readOnly: false,
}

/** The one store of the page. Whoever shows something subscribes to as little of it as it needs. */
export const useEditor = create<EditorState>()(() => START)
