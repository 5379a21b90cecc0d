import { useState } from 'react'
import { askFrom } from '@/components/editor/ask-from'
import { canvasPort } from '@/components/editor/canvas-port'
import { inquire } from '@/components/editor/inquire'
import type { Removal } from '@/components/editor/protocol'
import { Glyph } from '@/components/ui/glyph'
import { ConnectTo } from './connect-to'
import { useInspecting } from './inspecting'

const MANY = 12

const counted = (count: number, one: string, more: string): readonly string[] => (count === 0 ? [] : [`${count} ${count === 1 ? one : more}`])

/** "With it go: node-a1, node-a2, 5 pods, 1 assertion." */
function sayRemoval({ others, pods, assertions }: Removal): string {
  const parts = [...others.slice(0, MANY), ...counted(Math.max(0, others.length - MANY), 'more', 'more'), ...counted(pods, 'pod', 'pods'), ...counted(assertions, 'assertion about it', 'assertions about it')]
  return `With it ${others.length + pods + assertions === 1 ? 'goes' : 'go'}: ${parts.join(', ')}.`
}

/** What can be done with an element beside changing its fields. */
export function Actions() {
  const { id, opened, readOnly, change } = useInspecting()
  const [connecting, setConnecting] = useState(false)
  const [removal, setRemoval] = useState<Removal | null>(null)
  const [sentence, setSentence] = useState<string | null>(null)
  const asker = opened.askers.find(({ element }) => element === id)
  const isElement = Object.hasOwn(opened.design.elements, id)
  const remove = async () => {
    const declined = await change({ type: 'remove', ids: [id] })
    setSentence(declined)
    if (declined === null) canvasPort.current?.focus()
  }
  const weigh = async () => {
    const weighed = await inquire('removal', { ids: [id] })
    if (weighed.others.length + weighed.pods + weighed.assertions === 0) return remove()
    setRemoval(weighed)
  }
  if (readOnly && asker === undefined) return null
  return (
    <div className="actions">
      <div className="acts">
        {asker !== undefined && <button type="button" className="btn small" onClick={() => askFrom(asker.id)}>Can it reach…</button>}
        {!readOnly && isElement && <button type="button" className="btn small" aria-expanded={connecting} onClick={() => setConnecting(!connecting)}>Connect to…</button>}
        {!readOnly && isElement && <button type="button" className="btn small" onClick={() => void change({ type: 'duplicate', ids: [id] }).then(setSentence)}>Duplicate</button>}
        {!readOnly && <button type="button" className="btn small" onClick={() => void weigh()}>Delete</button>}
      </div>
      {connecting && <ConnectTo onDone={(declined) => { setConnecting(declined !== null); setSentence(declined) }} />}
      {removal !== null && (
        <div className="weigh" role="alertdialog" aria-label={`Delete ${id}`}>
          <p>{sayRemoval(removal)}</p>
          <div className="acts">
            <button type="button" className="btn small" autoFocus onClick={() => { setRemoval(null); void remove() }}>Delete all</button>
            <button type="button" className="btn quiet small" onClick={() => setRemoval(null)}>Keep</button>
          </div>
        </div>
      )}
      {sentence !== null && <p className="c-no cap row" role="alert"><Glyph name="error" className="s" />{sentence}</p>}
    </div>
  )
}
