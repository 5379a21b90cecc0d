import { useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { useEditor } from '@/components/editor/store'
import type { Drawing } from '@/lib/layout/drawing'
import type { Form } from '@/lib/layout/layout'
import { foldedIn, showing, wholeIn, type Room } from './fit'

const CALM_MS = 200
const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CALM_MS)

export const fitted = (drawing: Drawing, form: Form, room: Room): Viewport => (form === 'folded' ? foldedIn(drawing, room) : wholeIn(drawing, room))

/** Keeps the whole drawing in sight until a person moves it, and what is chosen always. */
export function useViewport(drawing: Drawing, form: Form) {
  const flow = useReactFlow()
  const store = useStoreApi()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const moved = useRef(false)
  const fit = useCallback(() => {
    const room = store.getState()
    if (room.width === 0) return
    moved.current = false
    void flow.setViewport(fitted(drawing, form, room))
  }, [drawing, form, flow, store])
  const onMoved = useCallback(() => {
    moved.current = true
  }, [])

  useEffect(() => {
    if (!moved.current) fit()
  }, [fit, width, height])

  const selected = useEditor((state) => state.selected)
  useEffect(() => {
    const box = selected === null ? undefined : drawing.boxes.find(({ id, element }) => (selected.box === null ? element === selected.element : id === selected.box))
    const room = store.getState()
    if (box === undefined || room.width === 0) return
    const target = showing(box, flow.getViewport(), room)
    if (target === null) return
    moved.current = true
    void flow.setViewport(target, { duration: motion() })
  }, [selected, drawing, flow, store])

  return { fit, onMoved }
}
