import { useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useState, type PointerEvent } from 'react'
import { canvasView, elementOf, putDownTool } from '@/components/editor/canvas-acts'
import { useEditor } from '@/components/editor/store'
import type { Drawing, Point } from '@/lib/layout/drawing'
import { pickEnd, startConnecting } from '@/components/editor/connecting'
import { isChosen } from './chosen'
import { chainAt } from './hit'

/** Beyond this a press on the plug is a drag. */
const STILL = 6

/** The plug of the chosen box: drag it onto another, or click it and then the other. And the line while a connection is looked for. */
export function Plug({ drawing, moved }: { readonly drawing: Drawing; readonly moved: ReadonlyMap<string, Point> }) {
  const flow = useReactFlow()
  const zoom = useStore((state) => state.transform[2])
  const selected = useEditor((state) => state.selected)
  const tool = useEditor((state) => state.canvas.tool)
  const [pointer, setPointer] = useState<Point | null>(null)
  const from = tool.type === 'connect' ? tool.from : null
  useEffect(() => {
    if (from === null) return
    const onMove = (event: globalThis.PointerEvent) => setPointer(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false }))
    addEventListener('pointermove', onMove)
    return () => {
      removeEventListener('pointermove', onMove)
      setPointer(null)
    }
  }, [from, flow])

  const box = drawing.boxes.find((one) => selected !== null && isChosen(selected)(one))
  const start = drawing.boxes.find(({ id }) => id === from)
  const onPointerDown = (down: PointerEvent<HTMLButtonElement>) => {
    if (box === undefined) return
    down.preventDefault()
    down.stopPropagation()
    startConnecting(null, elementOf(box.id))
    const onUp = (up: globalThis.PointerEvent) => {
      removeEventListener('pointerup', onUp)
      removeEventListener('pointercancel', onUp)
      if (Math.hypot(up.clientX - down.clientX, up.clientY - down.clientY) < STILL) return
      const chain = chainAt(drawing, flow.screenToFlowPosition({ x: up.clientX, y: up.clientY }, { snapToGrid: false }))
      if (chain.length === 0 || up.type === 'pointercancel') return putDownTool()
      void pickEnd(chain).then(() => canvasView().tool.type === 'connect' && putDownTool())
    }
    addEventListener('pointerup', onUp)
    addEventListener('pointercancel', onUp)
  }
  return (
    <>
      {start !== undefined && pointer !== null && (
        <svg className="ways" width="1" height="1" aria-hidden="true">
          <path className="l-wanted" d={`M${start.x + start.w / 2} ${start.y + Math.min(start.h / 2, 40)}L${pointer.x} ${pointer.y}`} />
        </svg>
      )}
      {box !== undefined && box.kind !== 'pod' && moved.size === 0 && from === null && (
        <button type="button" tabIndex={-1} className="plug nopan nodrag" aria-label={`Connect ${box.element} to …`} title="Connect to …" style={{ transform: `translate(${box.x + box.w}px, ${box.y + Math.min(box.h / 2, 12)}px) translate(-50%, -50%) scale(${1 / Math.max(zoom, 0.5)})` }} onPointerDown={onPointerDown} />
      )}
    </>
  )
}
