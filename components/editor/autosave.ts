import { announce, onNews, type News } from './storage/news'
import { saveDesign } from './storage/designs'
import { useEditor, type OpenDocument } from './store'

/** From an edit to its writing; with the writing itself well within half a second. */
const REST_MS = 150

let timer: ReturnType<typeof setTimeout> | null = null
/** One writing after the other. */
let writing: Promise<void> = Promise.resolve()
let inFlight = 0
/** The revision that this tab has written last, by design: the open document may be another one by now. */
const written = new Map<string, number>()

const FAILED = 'This browser could not keep the design. Save it as a file so that nothing is lost.'

const overtaken = () => useEditor.getState().saving.state === 'overtaken'

/** Says whether the store has what is shown, and sees to it that it soon will. To be called after every change of the document. */
export function keep(): void {
  const { document } = useEditor.getState()
  if (document === null || overtaken()) return
  if (document.source !== 'mine') return useEditor.setState({ saving: { state: 'nothing' } })
  if (document.design === document.savedDesign && inFlight === 0) return useEditor.setState({ saving: { state: 'saved' } })
  useEditor.setState({ saving: { state: 'pending' } })
  timer ??= setTimeout(flush, REST_MS)
}

/** Writes what is not written yet, at once. */
export function flush(): void {
  if (timer !== null) clearTimeout(timer)
  timer = null
  const { document } = useEditor.getState()
  if (document === null || document.source !== 'mine' || overtaken() || document.design === document.savedDesign) return
  inFlight += 1
  writing = writing.then(() => write(document)).finally(() => {
    inFlight -= 1
    if (useEditor.getState().saving.state === 'pending') keep()
  })
}

/** Resolves when everything that was to be written is. */
export async function settled(): Promise<void> {
  flush()
  await writing
}

async function write({ id, design, savedRevision }: OpenDocument): Promise<void> {
  const isOpen = () => useEditor.getState().document?.id === id
  if (isOpen() && overtaken()) return
  try {
    const saved = await saveDesign({ id, base: Math.max(savedRevision, written.get(id) ?? 0), design, editedAt: Date.now() })
    if (!saved.ok) return isOpen() ? useEditor.setState({ saving: { state: 'overtaken', by: saved.found === null ? 'removed' : 'newer' } }) : undefined
    const { revision } = saved.stored
    written.set(id, revision)
    announce({ id, revision })
    useEditor.setState(({ document }) => (document?.id === id ? { document: { ...document, savedRevision: revision, savedDesign: design } } : {}))
  } catch {
    if (isOpen()) useEditor.setState({ saving: { state: 'failed', sentence: FAILED } })
  }
}

/** Another tab has done something to the open design: is it ahead of this one now? */
function heard({ id, revision }: News): void {
  const { document, saving } = useEditor.getState()
  if (document?.id !== id || document.source !== 'mine') return
  const known = Math.max(document.savedRevision, written.get(id) ?? 0)
  if (revision === null || revision > known) return useEditor.setState({ saving: { state: 'overtaken', by: revision === null ? 'removed' : 'newer' } })
  // What was removed is back as this tab knows it.
  if (revision !== known || saving.state !== 'overtaken') return
  useEditor.setState({ saving: { state: 'pending' } })
  keep()
}

/** Begins to listen to other tabs, and writes at once when the page goes out of sight; until it is called off. */
export function watchStore(): () => void {
  const hide = () => {
    if (document.visibilityState === 'hidden') flush()
  }
  document.addEventListener('visibilitychange', hide)
  addEventListener('pagehide', flush)
  const deaf = onNews(heard)
  return () => {
    document.removeEventListener('visibilitychange', hide)
    removeEventListener('pagehide', flush)
    deaf()
  }
}
