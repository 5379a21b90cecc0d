import type { Asked, FromWorker, Source, ToWorker } from './protocol'
import { START, useEditor, type Preview } from './store'

let worker: Worker | null = null

/** The engine runs in one worker, started when it is first needed and kept for the life of the page. */
function engine(): Worker {
  if (worker !== null) return worker
  worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => receive(event.data))
  worker.addEventListener('error', failed)
  return worker
}

const OUR_BUG = 'Podway itself failed here. This is a bug of Podway, not an answer about the design.'

/** An exception in the worker: nothing that waits will be answered any more. */
function failed(): void {
  if (useEditor.getState().opening.state === 'waiting') return useEditor.setState({ opening: { state: 'refused', sentences: [OUR_BUG] } })
  useEditor.setState({ waiting: false, answering: { state: 'unanswered', sentence: OUR_BUG } })
}

const send = (message: ToWorker) => engine().postMessage(message)

export function openDesign(source: Source): void {
  const revision = useEditor.getState().revision + 1
  const { cards, previews } = useEditor.getState()
  useEditor.setState({ ...START, cards, previews, revision })
  send({ type: 'open', revision, source })
}

export function ask(question: Asked): void {
  const number = useEditor.getState().asked + 1
  useEditor.setState({ question, asked: number, waiting: true })
  send({ type: 'ask', revision: useEditor.getState().revision, number, question })
}

export const loadGallery = () => send({ type: 'gallery' })

const preview = (id: string, change: Partial<Preview>) =>
  useEditor.setState(({ previews }) => ({ previews: { ...previews, [id]: { drawing: null, checked: null, ...previews[id], ...change } } }))

function receive(message: FromWorker): void {
  const { revision, asked } = useEditor.getState()
  if ('revision' in message && message.revision !== revision) return
  if ('number' in message && message.number !== asked) return
  switch (message.type) {
    case 'gallery': return useEditor.setState({ cards: message.cards })
    case 'thumbnail': return preview(message.id, { drawing: message.drawing })
    case 'checked': return preview(message.id, { checked: { first: message.first, problems: message.problems } })
    case 'refused': return useEditor.setState({ opening: { state: 'refused', sentences: message.sentences } })
    case 'answered': return useEditor.setState({ waiting: false, answering: { state: 'told', told: message.told } })
    case 'unanswered': return useEditor.setState({ waiting: false, answering: { state: 'unanswered', sentence: message.sentence } })
    case 'opened':
      useEditor.setState({ opening: { state: 'open', opened: message.opened } })
      if (message.opened.first !== null) ask(message.opened.first)
  }
}
