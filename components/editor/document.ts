import type { Edit, EditOutcome } from './edits'

/** Changes the open design. Edits are done one after the other; each outcome is told to the one who asked. */
export function applyEdit(edit: Edit): Promise<EditOutcome> {
  return Promise.resolve({ ok: false, sentence: `${edit.type} is not written yet`, path: '' })
}

/** The design before the last gesture. */
export function undo(): void {}
/** The design after the gesture that was undone last. */
export function redo(): void {}
