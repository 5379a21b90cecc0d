import type { Design } from '@/lib/design/design'

/** The designs before and after the one that is shown: one for each gesture, whole. The latest of the past and the nearest of the future stand last. */
export interface History {
  readonly past: readonly Design[]
  readonly future: readonly Design[]
  /** The gesture that the latest step belongs to, while it may go on. */
  readonly gesture: string | null
}

export const NO_HISTORY: History = { past: [], future: [], gesture: null }
/** So many steps back are kept. */
export const HISTORY_LIMIT = 500

/** After an edit of `before`. An edit of the gesture of the one before it makes no new step. */
export function stepped({ past, gesture }: History, before: Design, edit: { readonly gesture?: string }): History {
  const goesOn = edit.gesture !== undefined && edit.gesture === gesture && past.length > 0
  return { past: goesOn ? past : [...past, before].slice(-HISTORY_LIMIT), future: [], gesture: edit.gesture ?? null }
}

export interface Travelled { readonly design: Design; readonly history: History }

/** One step back from `now`; null where there is none. */
export function back({ past, future }: History, now: Design): Travelled | null {
  const design = past.at(-1)
  return design === undefined ? null : { design, history: { past: past.slice(0, -1), future: [...future, now], gesture: null } }
}

/** One step forward from `now`; null where there is none. */
export function forth({ past, future }: History, now: Design): Travelled | null {
  const design = future.at(-1)
  return design === undefined ? null : { design, history: { past: [...past, now], future: future.slice(0, -1), gesture: null } }
}
