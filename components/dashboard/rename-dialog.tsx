import { useState, type FormEvent } from 'react'
import { nameOf, renameMine } from '@/components/editor/library'
import type { StoredDesign } from '@/components/editor/storage/database'
import { Dialog } from '@/components/ui/dialog'

const CHANGED = 'This design was changed in another tab in the meantime. What you see now is the newer one.'

/** Asks for another name. */
export function RenameDialog({ stored, onClose }: { readonly stored: StoredDesign; readonly onClose: () => void }) {
  const [name, setName] = useState(nameOf(stored))
  const [sentence, setSentence] = useState<string | null>(null)
  const rename = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setSentence('A design has a name.')
    if (await renameMine(stored, name.trim())) onClose()
    else setSentence(CHANGED)
  }
  return (
    <Dialog title="Rename the design" onClose={onClose}>
      <form onSubmit={(event) => void rename(event)}>
        <label className="field">
          <span className="sr">Name</span>
          <input value={name} maxLength={256} autoFocus onFocus={(event) => event.target.select()} onChange={(event) => setName(event.target.value)} />
        </label>
        {sentence !== null && <p className="c-no" role="alert">{sentence}</p>}
        <div className="row">
          <button type="submit" className="btn primary">Rename</button>
          <button type="button" className="btn" onClick={onClose}>Cancel</button>
        </div>
      </form>
    </Dialog>
  )
}
