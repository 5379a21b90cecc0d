import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { fragmentIn, readLink } from '@/components/editor/library'
import { Dialog } from '@/components/ui/dialog'

/** Takes a link that somebody has sent, and shows what it holds; nothing of mine is touched. */
export function LinkDialog({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter()
  const [pasted, setPasted] = useState('')
  const [sentences, setSentences] = useState<readonly string[]>([])
  const open = async (event: FormEvent) => {
    event.preventDefault()
    const fragment = fragmentIn(pasted)
    const read = await readLink(fragment)
    if (!read.ok) return setSentences(read.sentences)
    router.push(`/view#${fragment}`)
  }
  return (
    <Dialog title="Open a link" onClose={onClose}>
      <form onSubmit={(event) => void open(event)}>
        <p className="mid">Paste the whole link. You see its design and may ask it; your own designs stay as they are.</p>
        <label className="field">
          <span className="sr">Link</span>
          <input className="mono" value={pasted} autoFocus required spellCheck={false} autoComplete="off" placeholder="https://…/view#p1.…" onChange={(event) => { setPasted(event.target.value); setSentences([]) }} />
        </label>
        {sentences.length > 0 && (
          <div role="alert" className="c-no">
            {sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
          </div>
        )}
        <div className="row">
          <button type="submit" className="btn primary">Open</button>
          <button type="button" className="btn" onClick={onClose}>Cancel</button>
        </div>
      </form>
    </Dialog>
  )
}
