import { create } from 'zustand'
import type { Asked, Card, Checked, Opened, Told } from './protocol'
import type { Drawing } from '@/lib/layout/drawing'

export type Answering =
  | { readonly state: 'none' }
  | { readonly state: 'told'; readonly told: Told }
  | { readonly state: 'unanswered'; readonly sentence: string }
export type DrawerTab = 'path' | 'lookup' | 'problems'
export type LaneTab = 'lookup' | 'forward' | 'return' | 'blockers'

/** What is chosen on the drawing: an element, and which box of it where it has several. */
export interface Selected { readonly element: string; readonly box: string | null }
export interface Pointed { readonly element: string; readonly pod: number | null }

export type Opening = { readonly state: 'waiting' } | { readonly state: 'refused'; readonly sentences: readonly string[] } | { readonly state: 'open'; readonly opened: Opened }

export interface Preview { readonly drawing: Drawing | null; readonly checked: { readonly first: Checked | null; readonly problems: number } | null }

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
}

export const START: EditorState = {
  revision: 0, opening: { state: 'waiting' }, question: null, asked: 0, waiting: false, answering: { state: 'none' },
  selected: null, pointed: null, tab: 'path', lane: 'forward', cards: [], previews: {},
}

/** The one store of the page. Whoever shows something subscribes to as little of it as it needs. */
export const useEditor = create<EditorState>()(() => START)
