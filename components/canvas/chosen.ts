import { chosen, edit, elementOf, mark } from '@/components/editor/canvas-acts'
import { clearSelection, select } from '@/components/editor/selection'
import { useEditor, type Selected } from '@/components/editor/store'
import type { Drawing } from '@/lib/layout/drawing'
import { chainOf } from './hit'

/** Whether a box is the one that is chosen: that very box, or any of its element where it is not said which. */
export const isChosen = ({ element, box }: Selected) => (one: { readonly id: string; readonly element: string }): boolean => (box === null ? one.element === element : one.id === box)

/** Chooses all boxes that stand beside the chosen one, or at the top of the drawing. */
export function markSiblings(drawing: Drawing): void {
  const { selected } = useEditor.getState()
  const own = drawing.boxes.find((box) => selected !== null && isChosen(selected)(box))
  mark(drawing.boxes.filter((box) => box.parent === (own?.parent ?? null) && box.kind !== 'pod').map(({ id }) => id))
}

/** Takes away what is chosen, and chooses what it stood in. */
export async function removeChosen(drawing: Drawing): Promise<void> {
  const ids = chosen()
  if (ids.length === 0) return
  const box = drawing.boxes.find(({ element }) => element === ids[0])
  const outer = box === undefined ? undefined : chainOf(drawing, box.id).find((id) => !ids.includes(elementOf(id)))
  const outcome = await edit({ type: 'remove', ids })
  if (!outcome.ok) return
  if (outer === undefined) clearSelection()
  else select(elementOf(outer), outer)
}

/** Makes copies of what is chosen beside it, and chooses them. */
export async function duplicateChosen(): Promise<void> {
  const outcome = await edit({ type: 'duplicate', ids: chosen() })
  if (outcome.ok) mark(outcome.created)
}
