import type { ElementId } from '@/lib/net/element-id'
import type { Blocker, Stage } from '@/lib/network/answer'
import type { StoryLine } from './story'
import type { Line } from './telling'

/** A blocker with the number that the whole answer gives it. */
export interface NumberedBlocker { readonly number: number; readonly blocker: Blocker }

export const blockersOf = (stage: Stage, blockers: readonly NumberedBlocker[]): readonly NumberedBlocker[] => blockers.filter(({ blocker }) => blocker.stage === stage)

/** A line with how it stands to the truth: done, failed, or what would happen next. */
export interface Judged { readonly line: Line; readonly state: StoryLine['state'] }

/** Numbers the lines and shows every blocker at one of them: the first at the line that failed, the others where they would show. */
export function numberLines(judged: readonly Judged[], blockers: readonly NumberedBlocker[], place: ElementId | null): readonly StoryLine[] {
  const shown = new Set<number>()
  return judged.map(({ line, state }, at) => {
    const blocker = state === 'done' ? undefined : blockerAt(line, state, blockers.filter(({ number }) => !shown.has(number)), place)
    if (blocker !== undefined) shown.add(blocker)
    const { element, label, words, evidence } = line
    return { number: at + 1, element, label, words, state, ...(blocker === undefined ? {} : { blocker }), ...(evidence ? { evidence } : {}) }
  })
}

function blockerAt(line: Line, state: StoryLine['state'], open: readonly NumberedBlocker[], place: ElementId | null): number | undefined {
  if (state === 'failed') return (open.find(({ blocker }) => blocker.place === place) ?? open[0])?.number
  const spots = [line.element, ...line.around]
  return open.find(({ blocker }) => line.slot.startsWith('filter ') && [blocker.place, ...blocker.elements].some(element => spots.includes(element)))?.number
}
