import { takeCarried } from './carrying'
import { onFailure, onMessage, send } from './engine-port'
import { NO_HISTORY } from './history'
import { OUR_BUG } from './our-bug'
import type { Asked, FromWorker, Opened, Source } from './protocol'
import { START, useEditor, type OpenDocument, type Preview } from './store'

let opening: Source | null = null

/** Shows a design from its beginning: nothing chosen, nothing asked, nothing to undo. */
export function openDesign(source: Source): void {
  const { revision, cards, previews, catalogue, mine, surveys } = useEditor.getState()
  opening = source
  useEditor.setState({ ...START, cards, previews, catalogue, mine, surveys, revision: revision + 1, readOnly: source.type === 'link' })
  send({ type: 'open', revision: revision + 1, source })
}

/** Leaves the open design; what the worker still says of it is dropped. */
export function leaveDesign(): void {
  const { revision, cards, previews, catalogue, mine, surveys } = useEditor.getState()
  useEditor.setState({ ...START, cards, previews, catalogue, mine, surveys, revision: revision + 1 })
}

export function ask(question: Asked): void {
  const number = useEditor.getState().asked + 1
  useEditor.setState({ question, asked: number, waiting: true })
  send({ type: 'ask', revision: useEditor.getState().revision, number, question })
}

export const loadGallery = () => send({ type: 'gallery' })
export const loadPreview = (id: string) => send({ type: 'preview', id })

const preview = (id: string, change: Partial<Preview>) =>
  useEditor.setState(({ previews }) => ({ previews: { ...previews, [id]: { drawing: null, checked: null, ...previews[id], ...change } } }))

function documentOf({ id, design }: Opened): OpenDocument {
  if (opening?.type === 'stored') return { id, source: 'mine', design, savedRevision: opening.revision, savedDesign: design }
  return { id, source: opening?.type === 'link' ? 'link' : 'example', design, savedRevision: 0, savedDesign: design }
}

function opened(design: Opened): void {
  const document = documentOf(design)
  const carried = takeCarried(design)
  useEditor.setState({ ...carried, opening: { state: 'open', opened: design }, document, history: NO_HISTORY, saving: { state: document.source === 'mine' ? 'saved' : 'nothing' } })
  const question = carried.question ?? design.first
  if (question !== null) ask(question)
  if (useEditor.getState().catalogue === null) send({ type: 'catalogue' })
}

onMessage((message: FromWorker) => {
  const { revision, asked } = useEditor.getState()
  switch (message.type) {
    case 'gallery': return useEditor.setState({ cards: message.cards })
    case 'thumbnail': return preview(message.id, { drawing: message.drawing })
    case 'checked': return preview(message.id, { checked: { first: message.first, problems: message.problems } })
    case 'catalogue': return useEditor.setState({ catalogue: message.catalogue })
    case 'refused': return message.revision === revision ? useEditor.setState({ opening: { state: 'refused', sentences: message.sentences } }) : undefined
    case 'opened': return message.revision === revision ? opened(message.opened) : undefined
    case 'answered': case 'unanswered': {
      if (message.revision !== revision || message.number !== asked) return
      return useEditor.setState({ waiting: false, answering: message.type === 'answered' ? { state: 'told', told: message.told } : { state: 'unanswered', sentence: message.sentence } })
    }
  }
})

onFailure(() => {
  if (useEditor.getState().opening.state === 'waiting') return useEditor.setState({ opening: { state: 'refused', sentences: [OUR_BUG] } })
  useEditor.setState({ waiting: false, answering: { state: 'unanswered', sentence: OUR_BUG } })
})
