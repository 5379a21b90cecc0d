import { canvasPort } from './canvas-port'
import { canvasView, edit, elementOf, notify, putDownTool, setTool } from './canvas-acts'
import { inquire } from './inquire'
import type { Connection } from './protocol'
import { select } from './selection'
import { useEditor } from './store'

/** What the first end may be joined to, as far as the tool says how. */
async function connectionsOf(from: string, kind: string | null): Promise<readonly Connection[]> {
  const all = await inquire('connections', { id: from })
  return kind === null ? all : all.filter((one) => one.kind === kind)
}

const links = () => useEditor.getState().catalogue?.kinds.filter((entry) => entry.is === 'link') ?? []
const titleOf = (kind: string | null): string => links().find((entry) => entry.kind === kind)?.title ?? 'Connection'

/** Begins to connect: from an element, or from whichever is clicked next. */
export function startConnecting(kind: string | null, from: string | null): void {
  setTool({ type: 'connect', kind, from })
  const title = titleOf(kind)
  notify(from === null ? `${title}: choose one end, then the other. Esc gives up.` : `${title} from ${from}: choose the other end. Esc gives up.`)
}

/** A click or Enter on boxes, the innermost first, while connecting. */
export async function pickEnd(chain: readonly string[]): Promise<void> {
  const { tool } = canvasView()
  const elements = [...new Set(chain.map(elementOf))]
  if (tool.type !== 'connect' || elements.length === 0) return
  if (tool.from === null) return pickFirst(elements, tool.kind)
  const { from, kind } = tool
  const may = await connectionsOf(from, kind)
  const to = elements.find((id) => may.some((one) => one.to === id)) ?? elements.find((id) => id !== from)
  if (to === undefined) return
  const ways = may.filter((one) => one.to === to)
  if (ways.length > 1) notify(`${from} and ${to} may be joined in several ways: ${ways.map(({ title }) => title).join(', ')}. This is the first; the others are in the palette.`)
  const outcome = await edit({ type: 'connect', a: from, b: to, ...(kind ?? ways[0]?.kind) === undefined ? {} : { kind: kind ?? ways[0]?.kind ?? '' } })
  if (!outcome.ok) return
  putDownTool()
  canvasPort.current?.focus()
  if (ways.length < 2) notify(outcome.note ?? null)
}

/** Of the boxes around the point the innermost that can be an end at all. */
async function pickFirst(elements: readonly string[], kind: string | null): Promise<void> {
  for (const id of elements) {
    const may = await connectionsOf(id, kind)
    if (may.length === 0) continue
    select(id)
    return startConnecting(kind, id)
  }
  notify(`${titleOf(kind)}: ${elements[0] ?? 'this'} has nothing that it could be joined to so.`)
}
