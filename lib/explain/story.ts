import type { ElementId } from '@/lib/net/element-id'
import type { Reachability, Stage } from '@/lib/network/answer'
import type { Code } from '@/lib/network/ids'

/** A sentence whose machine words (addresses, prefixes, ports, codes) stand apart, so that a page can set them in monospace. */
export type Words = readonly (string | { readonly code: string })[]

/** One row of what was looked at: the route or rule that matched, and those that lost, with why. */
export interface EvidenceRow { readonly state: 'matched' | 'lost' | 'withheld'; readonly cells: readonly string[]; readonly why: string; readonly element: ElementId }
export interface Evidence { readonly kind: 'routes' | 'rules' | 'queries'; readonly title: string; readonly columns: readonly string[]; readonly rows: readonly EvidenceRow[] }

/** A filter that let a packet through: whose, and by which of its rules. */
export interface Passed { readonly element: ElementId; readonly label: string; readonly words: Words }

/** One thing that happened, where it happened. */
export interface StoryLine {
  readonly number: number
  /** The element to light on the drawing and to select on a click. */
  readonly element: ElementId
  /** Which of its pods, from 0, where the element runs as several. */
  readonly pod?: number
  /** What that element or device is called. */
  readonly label: string
  readonly words: Words
  readonly state: 'done' | 'failed' | 'if-mended'
  /** Number of the blocker that shows here, from 1. */
  readonly blocker?: number
  readonly evidence?: Evidence
  /** Of a query: what let it through on its way there, in order. */
  readonly passed?: readonly Passed[]
}

/** What is worth knowing although it stops nothing, and what to do about it. */
export interface Note { readonly code: Code; readonly element: ElementId; readonly words: Words }

/** One stretch of the answer, in order: the lookup, the way there, the way back. */
export interface Lane {
  readonly stage: Stage
  readonly state: Reachability
  readonly summary: Words
  readonly lines: readonly StoryLine[]
  /** Of a lookup: what costs time, or depends on chance or on what was asked before. */
  readonly notes?: readonly Note[]
  /** Further ways a packet may take, of which `lines` tells the first. */
  readonly otherWays: number
  /** Elements and drawn links in the order of the path, to light on the canvas; from `blockedAt` on it is where it would go if mended. */
  readonly path: readonly ElementId[]
  /** Beside each of `path`: which of its pods, from 0; null where it is none. */
  readonly pods?: readonly (number | null)[]
  readonly blockedAt: number | null
  /** Where in `path` the mended way parts from the one taken: what stands at `blockedAt` follows on that. */
  readonly partsAt?: number | null
}

export interface BlockerStory {
  readonly number: number
  readonly code: Code
  readonly stage: Stage
  readonly title: Words
  readonly words: Words
  readonly disposition: string | null
  readonly place: ElementId
  readonly elements: readonly ElementId[]
}

/** An answer told: plain data that a page renders, a terminal prints and a golden file holds. It adds no meaning of its own. */
export interface Story {
  readonly question: Words
  readonly reachability: Reachability
  readonly headline: Words
  readonly lanes: readonly Lane[]
  readonly blockers: readonly BlockerStory[]
  readonly moreMayLieBehind: boolean
}
