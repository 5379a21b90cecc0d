import { useEffect } from 'react'
import { nameOf, restoreMine } from '@/components/editor/library'
import type { StoredDesign } from '@/components/editor/storage/database'
import { Glyph } from '@/components/ui/glyph'

const SHOWN_MS = 20_000

/** Says what was deleted, and brings it back. */
export function Toast({ removed, onDone }: { readonly removed: StoredDesign; readonly onDone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onDone, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [removed, onDone])
  const restore = async () => {
    await restoreMine(removed)
    onDone()
  }
  return (
    <div className="float toast" role="status">
      <span className="clip">Deleted {nameOf(removed)}.</span>
      <button type="button" className="btn" onClick={() => void restore()}>Undo</button>
      <button type="button" className="btn quiet icon" aria-label="Dismiss" onClick={onDone}>
        <Glyph name="close" />
      </button>
    </div>
  )
}
