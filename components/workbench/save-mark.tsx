import { saveAsFile } from '@/components/editor/save-file'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'

/** Whether the browser has kept what is shown. `Saved` stands there only when it surely has. */
export function SaveMark() {
  const saving = useEditor((state) => state.saving)
  const design = useEditor((state) => state.document?.design)
  switch (saving.state) {
    case 'nothing': return null
    case 'pending': return <span className="cap save-mark" data-saving="pending">Saving …</span>
    case 'saved': return <span className="cap save-mark" data-saving="saved">Saved</span>
    case 'overtaken': return <span className="cap save-mark c-amb" data-saving="overtaken">Not saved</span>
    case 'failed': return (
      <span className="cap save-mark c-no row" data-saving="failed" role="alert">
        <Glyph name="error" className="s" />
        <span title={saving.sentence}>Not saved</span>
        <span className="sr">{saving.sentence}</span>
        <button type="button" className="btn" disabled={design === undefined} onClick={() => design !== undefined && void saveAsFile(design)}>
          Save as file
        </button>
      </span>
    )
  }
}
