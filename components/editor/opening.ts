import { nameInAddress } from './address'
import { flush, keep } from './autosave'
import { applyEdit } from './document'
import { leaveDesign, openDesign } from './engine-client'
import type { StoredDesign } from './storage/database'
import { newDesignId } from './storage/design-id'
import { loadDesign } from './storage/designs'
import { useEditor } from './store'

/** The blank design, by the name that stands in the address. */
export const BLANK = 'new'

let latest = 0

const openStored = ({ id, revision, design }: StoredDesign) => openDesign({ type: 'stored', id, revision, design })

/** Opens what stands in the address: a design of mine, an example, or a blank one. What is open already stays as it is. */
export async function openDocument(id: string): Promise<void> {
  const turn = ++latest
  if (useEditor.getState().document?.id === id) return
  flush()
  leaveDesign()
  const stored = await loadDesign(id).catch(() => null)
  if (turn !== latest) return
  if (stored !== null) return openStored(stored)
  openDesign({ type: 'example', id: id === '' ? BLANK : id })
}

/** Writes what is not written, and leaves. */
export function closeDocument(): void {
  latest += 1
  flush()
  leaveDesign()
}

/** Of two versions the other tab's counts: shows it. */
export async function takeTheirs(): Promise<void> {
  const { document } = useEditor.getState()
  const stored = document === null ? null : await loadDesign(document.id)
  if (stored !== null) openStored(stored)
}

/** Of two versions both count: this tab's goes on as a design of its own. */
export async function keepMineAsCopy(): Promise<void> {
  const { document } = useEditor.getState()
  if (document === null) return
  const copy = { ...document, id: newDesignId(), savedRevision: 0, savedDesign: null }
  useEditor.setState({ document: copy, saving: { state: 'pending' } })
  nameInAddress(copy.id)
  await applyEdit((design) => ({ type: 'replace', design: { ...design, name: copyName(design.name) } }))
  keep()
}

/** At most as long as a name may be. */
const NAME_LIMIT = 256
const COPY = ' (copy)'
export const copyName = (name: string): string => `${name.slice(0, NAME_LIMIT - COPY.length)}${COPY}`
