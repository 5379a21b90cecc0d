import type { Edit, EditOutcome } from '@/components/editor/edits'
import type { Design } from '@/lib/design/design'
import { parseDesignValue } from '@/lib/design/parse-value'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { changeDesign } from './changing'

export type Edited = { readonly ok: true; readonly design: Design; readonly created: readonly string[]; readonly note?: string } | (EditOutcome & { readonly ok: false })

/** Makes an edit and checks the outcome as strictly as a file: what would not be a design is declined, with the place that is wrong. */
export function editDesign(design: Design, edit: Edit): Edited {
  const changed = changeDesign(design, edit, MECHANISMS)
  if (!changed.ok) return { ok: false, sentence: changed.error, path: '' }
  const checked = parseDesignValue(changed.value.design, { source: 'design', mechanisms: MECHANISMS })
  if (!checked.ok) return { ok: false, sentence: checked.error.message, path: checked.error.path }
  return { ok: true, ...changed.value, design: checked.value }
}
