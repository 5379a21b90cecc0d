import { useEffect, useRef } from 'react'
import { putDownTool } from '@/components/editor/canvas-acts'
import { useEditor } from '@/components/editor/store'
import type { Drawing } from '@/lib/layout/drawing'
import { duplicateChosen, markSiblings, removeChosen } from './chosen'
import { isTyping } from './use-clipboard'

/** Keys that work wherever the focus is, as long as nobody is typing. */
export function useShortcuts(drawing: Drawing, { editable }: { readonly editable: boolean }): void {
  const latest = useRef(drawing)
  useEffect(() => {
    latest.current = drawing
  }, [drawing])
  useEffect(() => {
    if (!editable) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return
      const control = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      const any = useEditor.getState().selected !== null
      if (control && key === 'd' && any) void duplicateChosen()
      else if (control && key === 'a') markSiblings(latest.current)
      else if ((key === 'delete' || key === 'backspace') && any && !control) void removeChosen(latest.current)
      else if (key === 'escape') return putDownTool()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [editable])
}
