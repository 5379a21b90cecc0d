import { useReactFlow } from '@xyflow/react'
import type { MouseEvent } from 'react'
import { canvasView, elementOf, mark, view } from '@/components/editor/canvas-acts'
import { pickEnd } from '@/components/editor/connecting'
import { clearSelection, select } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'
import type { Drawing } from '@/lib/layout/drawing'
import type { BoxNode } from './flow'
import { chainAt, chainOf } from './hit'

const isConnecting = () => canvasView().tool.type === 'connect'

/** Clicks choose, and while connecting they pick an end. */
export function useClicks(drawing: Drawing) {
  const flow = useReactFlow()
  const at = (x: number, y: number) => chainAt(drawing, flow.screenToFlowPosition({ x, y }, { snapToGrid: false }))

  /** A click inside an area is one on the ground for React Flow, because areas are taken by their strips. */
  const onGround = (event: MouseEvent) => {
    const chain = at(event.clientX, event.clientY)
    if (isConnecting()) return void pickEnd(chain)
    view({ menu: null, marked: [] })
    const [inner] = chain
    if (inner === undefined) clearSelection()
    else select(elementOf(inner), inner)
  }

  const onBox = (event: MouseEvent, { id }: BoxNode) => {
    if (isConnecting()) return void pickEnd(chainOf(drawing, id))
    if (!event.shiftKey && !event.metaKey && !event.ctrlKey) return mark([id])
    const { marked } = canvasView()
    const box = useEditor.getState().selected?.box ?? null
    const others = marked.length > 0 ? marked : box === null ? [] : [box]
    mark(others.includes(id) ? others.filter((one) => one !== id) : [...others, id])
  }

  const openMenu = (x: number, y: number) => {
    const [inner] = at(x, y)
    if (inner === undefined) return
    select(elementOf(inner), inner)
    view({ menu: { x, y, box: inner } })
  }
  const onMenu = (event: MouseEvent | globalThis.MouseEvent) => {
    event.preventDefault()
    openMenu(event.clientX, event.clientY)
  }
  return { onGround, onBox, onMenu, openMenu }
}
