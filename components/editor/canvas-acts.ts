import type { CanvasView, Over, Tool } from './canvas-view'
import { applyEdit } from './document'
import type { Edit, EditOutcome } from './edits'
import { select } from './selection'
import { useEditor } from './store'

/** Changes how the drawing is being worked on. */
export const view = (change: Partial<CanvasView>) => useEditor.setState(({ canvas }) => ({ canvas: { ...canvas, ...change } }))
export const canvasView = (): CanvasView => useEditor.getState().canvas

/** Marks the box under what is dragged; every box listens, so the same mark again is nobody's news. */
export function hover(over: Over | null): void {
  const { over: before } = canvasView()
  if (before?.box !== over?.box || before?.refusal !== over?.refusal || (before === null) !== (over === null)) view({ over })
}

const NOTICE_MS = 6000
let clearing: ReturnType<typeof setTimeout> | undefined

/** Tells the person something in a sentence, for a while. */
export function notify(notice: string | null): void {
  clearTimeout(clearing)
  view({ notice })
  if (notice !== null) clearing = setTimeout(() => view({ notice: null }), NOTICE_MS)
}

export const setTool = (tool: Tool) => view({ tool, menu: null })
export const putDownTool = () => setTool({ type: 'choose' })

/** Boxes chosen together; the last is the one whose fields are shown. */
export function mark(boxes: readonly string[]): void {
  const last = boxes.at(-1)
  view({ marked: boxes })
  if (last === undefined) useEditor.setState({ selected: null })
  else select(elementOf(last), last)
}

/** `/` stands only in the id of a pod's box. */
export const elementOf = (box: string): string => box.split('/')[0] ?? box

/** The elements that are chosen: those marked together, as long as the one selected is of them. */
export function chosen(): readonly string[] {
  const { selected, canvas: { marked } } = useEditor.getState()
  if (selected === null) return []
  const together = marked.map(elementOf)
  return together.includes(selected.element) ? [...new Set(together)] : [selected.element]
}

/** Edits, and tells what went otherwise than asked. */
export async function edit(change: Edit): Promise<EditOutcome> {
  const outcome = await applyEdit(change)
  notify(outcome.ok ? (outcome.note ?? null) : outcome.sentence)
  return outcome
}
