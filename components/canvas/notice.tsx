import { notify } from '@/components/editor/canvas-acts'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'

/** A sentence about what has just not happened, or happened beside; read out, too. */
export function Notice() {
  const notice = useEditor((state) => state.canvas.over?.refusal ?? state.canvas.notice)
  const passing = useEditor((state) => state.canvas.over !== null)
  return (
    <div className="notice" role="status" aria-live="polite">
      {notice !== null && (
        <span className="float">
          <span>{notice}</span>
          {!passing && (
            <button type="button" className="btn quiet icon" aria-label="Dismiss" onClick={() => notify(null)}>
              <Glyph name="close" />
            </button>
          )}
        </span>
      )}
    </div>
  )
}
