import { useEffect } from 'react'
import { redo, undo } from '@/components/editor/document'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'

/** Fields in which a person types undo and redo their own text. */
const TYPED = 'textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=file])'
const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(TYPED) !== null

function onKey(event: KeyboardEvent): void {
  const key = event.key.toLowerCase()
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || isTyping(event.target)) return
  if (key !== 'z' && key !== 'y') return
  event.preventDefault()
  void (key === 'y' || event.shiftKey ? redo() : undo())
}

/** One gesture back, one forward; also Ctrl or ⌘ with Z, Shift Z and Y. */
export function HistoryButtons() {
  const canUndo = useEditor((state) => state.history.past.length > 0)
  const canRedo = useEditor((state) => state.history.future.length > 0)
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <div className="row history" role="group" aria-label="History">
      <button type="button" className="btn quiet icon" aria-label="Undo" aria-keyshortcuts="Control+Z" disabled={!canUndo} onClick={() => void undo()}>
        <Glyph name="undo" />
      </button>
      <button type="button" className="btn quiet icon" aria-label="Redo" aria-keyshortcuts="Control+Y" disabled={!canRedo} onClick={() => void redo()}>
        <Glyph name="redo" />
      </button>
    </div>
  )
}
