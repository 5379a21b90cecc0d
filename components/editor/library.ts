import type { Design } from '@/lib/design/design'
import { settled } from './autosave'
import { inquire } from './inquire'
import { copyName } from './opening'
import { announce, onNews } from './storage/news'
import { keepNew } from './storage/keep-new'
import { listDesigns, removeDesign, restoreDesign, saveDesign } from './storage/designs'
import type { StoredDesign } from './storage/database'
import { useEditor } from './store'

export { keepNew as keepAsMine } from './storage/keep-new'

/** A kept design and its revision: what is told of another revision is old. */
export const surveyKey = ({ id, revision }: StoredDesign): string => `${id} ${revision}`

/** A kept design is anything until the worker has read it. */
export const nameOf = ({ design }: StoredDesign): string =>
  typeof design === 'object' && design !== null && 'name' in design && typeof design.name === 'string' ? design.name : 'A design that cannot be read'

/** While somebody types in another tab, the cards wait for so long a rest. */
const REST_MS = 300

/** Reads what is kept, what this tab is still writing included, and has it surveyed. */
export async function loadMine(): Promise<void> {
  await settled()
  const mine = await listDesigns().catch(() => [])
  const known = new Set(mine.map(surveyKey))
  useEditor.setState(({ surveys }) => ({ mine, surveys: Object.fromEntries(Object.entries(surveys).filter(([key]) => known.has(key))) }))
  await surveyAll()
}

let surveying = false

/** One after the other: the worker has other things to do in between. */
async function surveyAll(): Promise<void> {
  if (surveying) return
  surveying = true
  for (;;) {
    const { mine, surveys } = useEditor.getState()
    const stored = mine?.find((one) => !Object.hasOwn(surveys, surveyKey(one)))
    if (stored === undefined) break
    const survey = await inquire('survey', { design: stored.design }).catch(() => null)
    useEditor.setState((state) => ({ surveys: { ...state.surveys, [surveyKey(stored)]: survey } }))
  }
  surveying = false
}

/** Follows what other tabs do to the designs; until it is called off. */
export function watchMine(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deaf = onNews(() => {
    clearTimeout(timer)
    timer = setTimeout(() => void loadMine(), REST_MS)
  })
  return () => {
    clearTimeout(timer)
    deaf()
  }
}

const renamed = (design: unknown, name: string): unknown => ({ ...(design as Readonly<Record<string, unknown>>), name })

export async function duplicateMine(stored: StoredDesign): Promise<void> {
  await keepNew(renamed(stored.design, copyName(nameOf(stored))))
  await loadMine()
}

/** False where another tab has changed the design since it was shown here. */
export async function renameMine({ id, revision, design }: StoredDesign, name: string): Promise<boolean> {
  const saved = await saveDesign({ id, base: revision, design: renamed(design, name), editedAt: Date.now() })
  if (saved.ok) announce({ id, revision: saved.stored.revision })
  await loadMine()
  return saved.ok
}

export async function removeMine({ id }: StoredDesign): Promise<StoredDesign | null> {
  const removed = await removeDesign(id)
  announce({ id, revision: null })
  await loadMine()
  return removed
}

export async function restoreMine(stored: StoredDesign): Promise<void> {
  await restoreDesign(stored)
  announce({ id: stored.id, revision: stored.revision })
  await loadMine()
}

type Read = { readonly ok: true; readonly design: Design } | { readonly ok: false; readonly sentences: readonly string[] }

/** No design is larger; a picture or film that was meant for something else is not even read. */
const FILE_LIMIT_BYTES = 2 * 1024 * 1024

/** A file as a design. */
export async function readFileOf(file: File): Promise<Read> {
  if (file.size > FILE_LIMIT_BYTES) return { ok: false, sentences: [`${file.name} is larger than 2 MiB: no design is.`] }
  return inquire('read', { type: 'file', name: file.name, text: await file.text() })
}

/** The fragment of a link that was pasted: the whole address, or what stands behind its #. */
export const fragmentIn = (pasted: string): string => {
  const text = pasted.trim()
  return text.includes('#') ? text.slice(text.indexOf('#') + 1) : text
}

export const readLink = (fragment: string): Promise<Read> => inquire('read', { type: 'link', fragment })
