import { useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { canvasView } from '@/components/editor/canvas-acts'
import { useEditor, type Selected } from '@/components/editor/store'
import type { Box, Drawing } from '@/lib/layout/drawing'
import type { Form } from '@/lib/layout/layout'
import { isChosen } from './chosen'
import { aroundIn, foldedIn, showing, wholeIn, type Room } from './fit'

const CALM_MS = 200
const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CALM_MS)

export const fitted = (drawing: Drawing, form: Form, room: Room): Viewport => (form === 'folded' ? foldedIn(drawing, room) : wholeIn(drawing, room))

/** How the drawing can be looked at. */
export interface Sight { readonly fit: () => void; readonly toSelection: () => void; readonly toOne: () => void; readonly moved: () => void }

/** Keeps the whole drawing in sight until a person moves it or works on it, and what is chosen always. */
export function useViewport(drawing: Drawing, form: Form): Sight {
  const flow = useReactFlow()
  const store = useStoreApi()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const moved = useRef(false)
  const latest = useRef(drawing)
  useEffect(() => {
    latest.current = drawing
  }, [drawing])
  const sight = useMemo((): Sight => ({
    fit: () => {
      if (store.getState().width === 0) return
      moved.current = false
      void flow.setViewport(fitted(latest.current, form, store.getState()))
    },
    toSelection: () => {
      const { selected } = useEditor.getState()
      const ids = new Set(canvasView().marked)
      const target = aroundIn(latest.current.boxes.filter((box) => ids.has(box.id) || (selected !== null && isChosen(selected)(box))), store.getState())
      moved.current = true
      if (target !== null) void flow.setViewport(target, { duration: motion() })
    },
    toOne: () => {
      moved.current = true
      void flow.zoomTo(1, { duration: motion() })
    },
    moved: () => {
      moved.current = true
    },
  }), [flow, store, form])

  useEffect(() => {
    if (!moved.current) sight.fit()
  }, [sight, width, height])

  useEffect(() => {
    // Who works on a drawing does not want it to move, unless it has grown out of sight.
    if (!moved.current && showing(drawing, flow.getViewport(), store.getState()) !== null) sight.fit()
  }, [drawing, flow, store, sight])

  const selected = useEditor((state) => state.selected)
  const shown = useRef<Selected | null>(null)
  const show = useCallback((box: Box) => {
    const target = showing(box, flow.getViewport(), store.getState())
    if (target === null || store.getState().width === 0) return
    moved.current = true
    void flow.setViewport(target, { duration: motion() })
  }, [flow, store])
  useEffect(() => {
    const box = selected === null ? undefined : drawing.boxes.find(isChosen(selected))
    if (box === undefined || shown.current === selected) return
    shown.current = selected
    show(box)
  }, [selected, drawing, show])

  return sight
}
