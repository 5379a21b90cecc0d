import { useId } from 'react'
import { select } from '@/components/editor/selection'
import { useInspecting } from './inspecting'
import { Said } from './said'
import { useDraft } from './use-draft'

/** What the design calls it, everywhere: another id goes into all that refers to it. */
export function IdField() {
  const { id, change } = useInspecting()
  const inputId = useId()
  const rename = async (to: unknown) => {
    const sentence = await change({ type: 'rename', id, to: String(to) })
    if (sentence === null) select(String(to))
    return sentence
  }
  const { text, sentences, errorId, change: type, input } = useDraft({ path: ['id'], held: id, parse: (typed) => (typed.trim() === '' ? { ok: false, sentence: 'The id cannot be empty.' } : { ok: true, value: typed.trim() }), act: rename })
  return (
    <div className="ff">
      <label htmlFor={inputId}>Id</label>
      <div className="control">
        <span className="field">
          <input {...input} id={inputId} type="text" className="mono" value={text} spellCheck={false} autoComplete="off" autoCapitalize="off" onChange={(event) => type(event.target.value)} />
        </span>
        <Said id={errorId} sentences={sentences} />
      </div>
    </div>
  )
}
