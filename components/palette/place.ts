import { canvasPort } from '@/components/editor/canvas-port'
import { canvasView, edit, notify, setTool, view } from '@/components/editor/canvas-acts'
import { startConnecting } from '@/components/editor/connecting'
import { inquire } from '@/components/editor/inquire'
import type { Inquiries, KindEntry } from '@/components/editor/protocol'
import { useEditor } from '@/components/editor/store'
import type { ElementKind } from '@/lib/design/kinds/index'
import type { Drawing, Rect } from '@/lib/layout/drawing'
import { freeSpot } from '@/components/editor/spot'

type Places = Inquiries['places']['told']

/** About how large a new one is drawn. */
const SIZES: Readonly<Record<string, { readonly w: number; readonly h: number }>> = { site: { w: 280, h: 170 }, vpc: { w: 240, h: 140 }, cluster: { w: 180, h: 92 }, node: { w: 130, h: 46 } }
const CARD = { w: 120, h: 38 }
/** Stand in a subnet or on nodes, wherever those are: their place is for the arrangement. */
const ARRANGED = new Set<string>(['nat-gateway', 'load-balancer', 'workload', 'name-server'])

const drawingNow = (): Drawing | null => {
  const { opening } = useEditor.getState()
  return opening.state === 'open' ? opening.opened.drawing : null
}

/** Puts a new element into a parent, near a point of the drawing. */
export async function placeAt(kind: ElementKind, parent: string | null, at: { readonly x: number; readonly y: number } | null): Promise<void> {
  const drawing = drawingNow()
  const size = SIZES[kind] ?? CARD
  const dropped: Rect | null = at === null ? null : { x: at.x - size.w / 2, y: at.y - Math.min(size.h / 2, 20), ...size }
  const spot = drawing === null || dropped === null || ARRANGED.has(kind) ? undefined : freeSpot(drawing, parent, dropped)
  await edit({ type: 'create', kind, parent, ...(spot === undefined ? {} : { at: { x: Math.round(spot.x / 4) * 4, y: Math.round(spot.y / 4) * 4 } }) })
}

const parentIn = (id: string): string | undefined => {
  const { opening } = useEditor.getState()
  return opening.state === 'open' ? opening.opened.design.elements[id]?.parent : undefined
}

/** What is chosen, and what it stands in, outwards. */
function chosenChain(): readonly string[] {
  const chain: string[] = []
  for (let id = useEditor.getState().selected?.element; id !== undefined && !chain.includes(id); id = parentIn(id)) chain.push(id)
  return chain
}

/** Where a kind goes when nobody points: into what is chosen or around it, else where only one place is. */
function bestPlace(places: Places): { readonly parent: string | null } | { readonly refusal: string } {
  const chain = chosenChain()
  const near = chain.find((id) => places[id] === null)
  if (near !== undefined) return { parent: near }
  const may = Object.keys(places).filter((id) => places[id] === null)
  if (may.includes('')) return { parent: null }
  const [only, ...more] = may
  if (only !== undefined && more.length === 0) return { parent: only }
  if (only !== undefined) return { refusal: `It may stand in ${may.slice(0, -1).join(', ')} or ${may.at(-1) ?? ''}: choose one of them first.` }
  return { refusal: places[chain[0] ?? ''] ?? places[''] ?? 'There is nothing yet that it may stand in.' }
}

/** A press on the palette: places an element where it belongs, or begins to connect. */
export async function placeChosen(entry: KindEntry): Promise<void> {
  view({ palette: false })
  if (entry.is === 'link') {
    startConnecting(entry.kind, null)
    canvasPort.current?.focus()
    return
  }
  if (canvasView().tool.type !== 'choose') setTool({ type: 'choose' })
  const kind = entry.kind as ElementKind
  const place = bestPlace(await inquire('places', { kind }))
  if ('refusal' in place) return notify(place.refusal)
  await placeAt(kind, place.parent, null)
  canvasPort.current?.focus()
}
