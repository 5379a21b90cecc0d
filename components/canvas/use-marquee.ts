import type { NodeChange } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import { canvasView, mark, view } from '@/components/editor/canvas-acts'
import type { BoxNode } from './flow'

/** Marks what a rectangle encloses that is drawn with Shift. React Flow tells what comes in and what goes out again. */
export function useMarquee() {
  const drawing = useRef(false)
  return useMemo(() => ({
    onSelectionStart: () => {
      drawing.current = true
      view({ marked: [] })
    },
    onChanges: (changes: readonly NodeChange<BoxNode>[]) => {
      if (!drawing.current) return
      const now = new Set(canvasView().marked)
      for (const change of changes) if (change.type === 'select') now[change.selected ? 'add' : 'delete'](change.id)
      if (now.size !== canvasView().marked.length || canvasView().marked.some((id) => !now.has(id))) view({ marked: [...now] })
    },
    onSelectionEnd: () => {
      drawing.current = false
      mark(canvasView().marked)
    },
  }), [])
}
