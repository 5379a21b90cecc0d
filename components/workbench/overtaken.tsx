import Link from 'next/link'
import { keepMineAsCopy, takeTheirs } from '@/components/editor/opening'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'

/** Another tab was faster: nothing is overwritten before the person says which version counts. */
export function Overtaken() {
  const saving = useEditor((state) => state.saving)
  if (saving.state !== 'overtaken') return null
  return (
    <div className="overtaken" role="alert">
      <Glyph name="warning" />
      <span className="grow">{saving.by === 'newer' ? 'This design was changed in another tab. What you do here is not saved until you choose.' : 'This design was deleted elsewhere. What you do here is not saved until you choose.'}</span>
      {saving.by === 'newer' ? (
        <button type="button" className="btn" onClick={() => void takeTheirs()}>
          Take the other’s
        </button>
      ) : (
        <Link className="btn" href="/" prefetch={false}>
          Let it go
        </Link>
      )}
      <button type="button" className="btn primary" onClick={() => void keepMineAsCopy()}>
        Keep mine as a copy
      </button>
    </div>
  )
}
