'use client'

import './palette.css'
import { view } from '@/components/editor/canvas-acts'
import { useNarrow, useOpened } from '@/components/editor/hooks'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { Shelf } from './shelf'

const useEditable = (): boolean => {
  const opened = useOpened()
  const readOnly = useEditor((state) => state.readOnly)
  return opened !== null && !readOnly
}

/** Everything that can be drawn, to be dragged onto the drawing or placed with Enter. On a narrow screen a sheet that a button opens. */
export function Palette() {
  const narrow = useNarrow()
  const editable = useEditable()
  const shown = useEditor((state) => state.canvas.palette)
  if (!editable || (narrow && !shown)) return null
  return <Shelf sheet={narrow} />
}

/** Opens the palette where there is no room for it beside the drawing. */
export function AddButton() {
  const narrow = useNarrow()
  const editable = useEditable()
  const shown = useEditor((state) => state.canvas.palette)
  if (!narrow || !editable) return null
  return (
    <button type="button" className="btn" aria-expanded={shown} onClick={() => view({ palette: !shown })}>
      <Glyph name={shown ? 'close' : 'plus'} />
      Add
    </button>
  )
}
