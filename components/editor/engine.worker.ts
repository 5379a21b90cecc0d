import { MECHANISMS } from '@/lib/mechanisms/index'
import { prepare, type Prepared } from '@/lib/verify/prepare'
import { answered, told } from './engine/answering'
import { CATALOGUE } from './engine/catalogue'
import { cardsOf, checkedOf, thumbnailOf } from './engine/gallery'
import { openedOf } from './engine/opened'
import { toldProblems } from './engine/problems'
import { readDesign } from './engine/read'
import type { Asked, FromWorker, Opened, Source, ToWorker } from './protocol'

interface Current { readonly revision: number; readonly prepared: Prepared; readonly opened: Opened }

let current: Current | null = null
/** What nobody waits for: done one at a time, whenever no message waits. */
let leisure: (() => FromWorker | null)[] = []

const post = (message: FromWorker | null) => message !== null && self.postMessage(message)

function open(revision: number, source: Source): void {
  leisure = []
  const read = readDesign(source)
  if (!read.ok) return void post({ type: 'refused', revision, sentences: read.error })
  const prepared = prepare(read.value, MECHANISMS)
  const opened = openedOf(source.type === 'example' ? source.id : 'text', read.value, toldProblems(prepared.problems, CATALOGUE))
  current = { revision, prepared, opened }
  post({ type: 'opened', revision, opened })
}

function ask(revision: number, number: number, question: Asked): void {
  if (current === null || current.revision !== revision) return
  const { prepared, opened } = current
  const answer = answered(question, prepared)
  if (!answer.ok) return void post({ type: 'unanswered', revision, number, sentence: answer.error })
  post({ type: 'answered', revision, number, told: told(question, answer.value, prepared, CATALOGUE, opened) })
}

function gallery(): void {
  const cards = cardsOf()
  post({ type: 'gallery', cards })
  leisure = [...cards.map(({ id }) => () => thumbnailOf(id)), ...cards.map(({ id }) => () => checkedOf(id))]
  idle()
}

function idle(): void {
  const next = leisure.shift()
  if (next === undefined) return
  post(next())
  setTimeout(idle)
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'gallery': return gallery()
    case 'open': return open(data.revision, data.source)
    case 'ask': return ask(data.revision, data.number, data.question)
  }
})
