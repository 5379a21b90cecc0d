import { MECHANISMS } from '@/lib/mechanisms/index'
import type { Design } from '@/lib/design/design'
import { prepare } from '@/lib/verify/prepare'
import type { Edit } from './edits'
import { answered, told } from './engine/answering'
import { CATALOGUE } from './engine/catalogue'
import { editDesign } from './engine/editing'
import { cardsOf, checkedOf, thumbnailOf } from './engine/gallery'
import { answerInquiry, type Current } from './engine/inquiries'
import { kindCatalogue } from './engine/kinds'
import { openedOf } from './engine/opened'
import { toldProblems } from './engine/problems'
import { readSource } from './engine/read'
import { OUR_BUG } from './our-bug'
import type { Asked, FromWorker, Source, ToWorker } from './protocol'

let current: Current | null = null
/** What nobody waits for: done one at a time, whenever no message waits. */
let leisure: { readonly drawings: string[]; readonly checks: string[] } = { drawings: [], checks: [] }
let idling = false

const post = (message: FromWorker | null) => message !== null && self.postMessage(message)
const idOf = (source: Source): string => ('id' in source ? source.id : source.type)

function show(id: string, revision: number, design: Design): Current {
  const prepared = prepare(design, MECHANISMS)
  current = { revision, prepared, opened: openedOf(id, design, toldProblems(prepared.problems, CATALOGUE)), answer: null }
  return current
}

/** The latest that was to be opened: a link may take longer to read than what is opened after it. */
let opening = 0

async function open(revision: number, source: Source): Promise<void> {
  leisure = { drawings: [], checks: [] }
  const turn = ++opening
  const coming = readSource(source)
  const read = coming instanceof Promise ? await coming : coming
  if (turn !== opening) return
  if (!read.ok) return void post({ type: 'refused', revision, sentences: read.error })
  post({ type: 'opened', revision, opened: show(idOf(source), revision, read.value).opened })
}

function edit(revision: number, wanted: Edit): void {
  if (current === null || current.revision !== revision) return void post({ type: 'declined', of: revision, sentence: 'The design has changed in the meantime.', path: '' })
  const edited = editDesign(current.prepared.design, wanted)
  if (!edited.ok) return void post({ type: 'declined', of: revision, sentence: edited.sentence, path: edited.path })
  const { created, note } = edited
  const { opened } = show(current.opened.id, revision + 1, edited.design)
  post({ type: 'changed', revision: revision + 1, opened, created, ...(note === undefined ? {} : { note }) })
}

function ask(revision: number, number: number, question: Asked): void {
  if (current === null || current.revision !== revision) return
  const { prepared, opened } = current
  const answer = answered(question, prepared)
  current = { ...current, answer: answer.ok ? answer.value : null }
  if (!answer.ok) return void post({ type: 'unanswered', revision, number, sentence: answer.error })
  post({ type: 'answered', revision, number, told: told(question, answer.value, prepared, CATALOGUE, opened) })
}

function preview(id: string): void {
  leisure.drawings.push(id)
  leisure.checks.push(id)
  if (!idling) setTimeout(idle)
  idling = true
}

/** How examples look is told before how they answer. */
function idle(): void {
  const drawing = leisure.drawings.shift()
  const check = drawing === undefined ? leisure.checks.shift() : undefined
  idling = drawing !== undefined || check !== undefined
  if (idling) setTimeout(idle)
  if (drawing !== undefined) post(thumbnailOf(drawing))
  if (check !== undefined) post(checkedOf(check))
}

/** Whoever waits is told that it failed, and the exception goes on its way: the console shows it. */
function attempt(work: () => void, failed: FromWorker): void {
  try {
    work()
  } catch (reason) {
    post(failed)
    throw reason
  }
}

/** As `attempt`, for an answer that may have to wait. */
async function tell({ number, name, given }: ToWorker & { readonly type: 'inquire' }): Promise<void> {
  try {
    post({ type: 'told', number, name, told: await answerInquiry(name, given, current) } as FromWorker)
  } catch (reason) {
    post({ type: 'untold', number })
    reportError(reason)
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'gallery': return post({ type: 'gallery', cards: cardsOf() })
    case 'preview': return preview(data.id)
    case 'open': return void open(data.revision, data.source).catch(reportError)
    case 'ask': return ask(data.revision, data.number, data.question)
    case 'edit': return attempt(() => edit(data.revision, data.edit), { type: 'declined', of: data.revision, sentence: OUR_BUG, path: '' })
    case 'catalogue': return void post({ type: 'catalogue', catalogue: kindCatalogue() })
    case 'inquire': return void tell(data)
  }
})
