import { nameInAddress } from './address'
import { keep } from './autosave'
import type { Edit, EditOutcome } from './edits'
import { ask } from './engine-client'
import { onMessage, send } from './engine-port'
import { back, forth, stepped, type History, type Travelled } from './history'
import type { FromWorker } from './protocol'
import { sharing } from './sharing'
import { newDesignId } from './storage/design-id'
import { useEditor, type EditorState, type OpenDocument } from './store'

/** What is to be done with the design that stands when its turn comes; null: nothing. */
interface Step { readonly edit: Edit; readonly travelled?: Travelled }
interface Job { readonly step: () => Step | null; readonly done: (outcome: EditOutcome) => void }

const waiting: Job[] = []
let running: (Step & { readonly of: number; readonly done: Job['done'] }) | null = null

const decline = (sentence: string): EditOutcome => ({ ok: false, sentence, path: '' })
const NOT_OPEN = decline('No design is open.')

/** An edit, or what makes one of the design that stands when its turn comes. */
export type Wanted = Edit | ((standing: OpenDocument['design']) => Edit)

/**
 * Changes the open design. Edits are done one after the other; each outcome is told to the one who asked. An edit that
 * is made of the design itself is made when its turn comes, so that it holds the one before.
 */
export const applyEdit = (wanted: Wanted): Promise<EditOutcome> => enqueue(() => {
  const { document } = useEditor.getState()
  if (typeof wanted !== 'function') return { edit: wanted }
  return document === null ? null : { edit: wanted(document.design) }
})

/** The design before the last gesture. */
export const undo = (): Promise<EditOutcome> => enqueue(() => travel(back))
/** The design after the gesture that was undone last. */
export const redo = (): Promise<EditOutcome> => enqueue(() => travel(forth))

function travel(how: (history: History, now: OpenDocument['design']) => Travelled | null): Step | null {
  const { document, history } = useEditor.getState()
  const travelled = document === null ? null : how(history, document.design)
  return travelled === null ? null : { edit: { type: 'replace', design: travelled.design }, travelled }
}

function enqueue(step: Job['step']): Promise<EditOutcome> {
  return new Promise((done) => {
    waiting.push({ step, done })
    next()
  })
}

function next(): void {
  if (running !== null) return
  const job = waiting.shift()
  if (job === undefined) return
  const { document, readOnly, revision, question } = useEditor.getState()
  const step = document === null || readOnly ? null : job.step()
  if (step === null) {
    job.done(document === null ? NOT_OPEN : readOnly ? decline('This design is shown only. Keep a copy to change it.') : { ok: true, created: [] })
    return next()
  }
  running = { ...step, of: revision, done: job.done }
  useEditor.setState(({ saving }) => ({ waiting: question !== null, saving: saving.state === 'overtaken' ? saving : { state: 'pending' } }))
  send({ type: 'edit', revision, edit: step.edit })
}

function finish(outcome: EditOutcome): void {
  const job = running
  running = null
  keep()
  job?.done(outcome)
  next()
}

/** The first edit makes a design of mine of an example: under an id of its own. */
const mine = (document: OpenDocument): OpenDocument => (document.source === 'mine' ? document : { ...document, id: newDesignId(), source: 'mine', savedRevision: 0, savedDesign: null })

function selectedAfter({ selected }: EditorState, design: OpenDocument['design'], created: readonly string[]): EditorState['selected'] {
  const stands = (id: string) => Object.hasOwn(design.elements, id) || Object.hasOwn(design.links, id)
  const [first] = created
  if (first !== undefined) return { element: first, box: null }
  return selected !== null && stands(selected.element) ? selected : null
}

function changed(message: FromWorker & { readonly type: 'changed' }, { edit, travelled }: Step): void {
  const state = useEditor.getState()
  const { document, opening, question } = state
  // Another design was opened in the meantime.
  if (document === null || opening.state !== 'open') return finish(NOT_OPEN)
  const shared = sharing(opening.opened, message.opened)
  const design = travelled?.design ?? shared.design
  const isSame = design === document.design
  const after = isSame ? document : { ...mine(document), design }
  useEditor.setState({
    revision: message.revision, opening: { state: 'open', opened: { ...shared, design } }, document: after,
    history: travelled?.history ?? (isSame ? state.history : stepped(state.history, document.design, edit)),
    selected: selectedAfter(state, design, message.created),
  })
  if (after.id !== document.id) nameInAddress(after.id)
  if (question !== null) ask(question)
  finish({ ok: true, created: message.created, ...(message.note === undefined ? {} : { note: message.note }) })
}

onMessage((message) => {
  if (running === null) return
  if (message.type === 'changed' && message.revision === running.of + 1) changed(message, running)
  if (message.type === 'declined' && message.of === running.of) {
    useEditor.setState({ waiting: false })
    finish({ ok: false, sentence: message.sentence, path: message.path })
  }
})
