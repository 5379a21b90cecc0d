import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { type Entry, isScalar, type Path } from '@/components/inspector/field'
import { useCandidates } from '@/components/inspector/candidates'
import { keyOf, useInspecting } from '@/components/inspector/inspecting'
import { Said } from '@/components/inspector/said'
import { suggestionFor } from './suggestion'
import { listOf, valueOf } from '@/components/inspector/written'

type Row = Readonly<Record<string, unknown>>
interface Props { readonly path: Path; readonly entries: readonly Entry[]; readonly rows: readonly Row[]; readonly title: string; readonly onAdd: (row: Row) => Promise<string | null>; readonly onClose: () => void }

/** A row that is not in the design yet: it goes in as a whole, when it is complete. Escape leaves it. */
export function NewRow({ path, entries, rows, title, onAdd, onClose }: Props) {
  const { id, drafts, draft } = useInspecting()
  const errorId = useId()
  const first = useRef<HTMLDivElement>(null)
  const adding = useRef(false)
  useEffect(() => first.current?.querySelector<HTMLElement>('input, select')?.focus(), [])
  const keyFor = (key: string) => keyOf(id, [...path, 'new', key])
  const textOf = ({ key, field }: Entry) => drafts[keyFor(key)]?.text ?? suggestionFor(key, field, rows)
  const sentence = drafts[keyFor('')]?.sentence ?? null
  const close = () => {
    for (const { key } of [...entries, { key: '' }]) draft(keyFor(key), null)
    onClose()
  }
  const submit = async () => {
    if (adding.current) return
    const row: Record<string, unknown> = {}
    for (const entry of entries) {
      const { key, field, required } = entry
      const parsed = isScalar(field) ? valueOf(textOf(entry), field, { required }) : field.type === 'list' && isScalar(field.item) ? listOf(textOf(entry), field.item) : { ok: true as const, value: undefined }
      if (!parsed.ok) return draft(keyFor(''), { text: '', sentence: parsed.sentence })
      if (parsed.value !== undefined && !(Array.isArray(parsed.value) && parsed.value.length === 0 && !required)) row[key] = parsed.value
    }
    adding.current = true
    const declined = await onAdd(row)
    adding.current = false
    if (declined === null) return close()
    draft(keyFor(''), { text: '', sentence: declined })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault()
      void submit()
    }
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  return (
    <div ref={first} className="new-row" role="group" aria-label={`New in ${title}`} aria-describedby={errorId} onKeyDown={onKeyDown}>
      {entries.map((entry) => <NewInput key={entry.key} entry={entry} text={textOf(entry)} onChange={(text) => draft(keyFor(entry.key), { text, sentence: null })} />)}
      <Said id={errorId} sentences={sentence === null ? [] : [sentence]} />
      <div className="row">
        <button type="button" className="btn primary small" onClick={() => void submit()}>Add</button>
        <button type="button" className="btn quiet small" onClick={close}>Cancel</button>
      </div>
    </div>
  )
}

function NewInput({ entry: { field, required }, text, onChange }: { readonly entry: Entry; readonly text: string; readonly onChange: (text: string) => void }) {
  const id = useId()
  const inner = field.type === 'list' ? field.item : field
  const kinds = inner.type === 'reference' || inner.type === 'text' ? inner.reference : []
  const candidates = useCandidates(kinds)
  const options = field.type === 'choice' ? field.options : field.type === 'flag' ? ['true', 'false'] : field.type === 'reference' ? candidates.map((candidate) => candidate.id) : null
  return (
    <div className="ff">
      <label htmlFor={id}>{field.title}{required ? '' : ' (optional)'}</label>
      <span className="field">
        {options === null ? (
          <input id={id} type="text" className="mono" list={candidates.length > 0 ? `${id}-list` : undefined} value={text} spellCheck={false} autoComplete="off" autoCapitalize="off" onChange={(event) => onChange(event.target.value)} />
        ) : (
          <select id={id} value={text} onChange={(event) => onChange(event.target.value)}>
            {(!required || text === '') && <option value="">{required ? 'choose…' : 'none'}</option>}
            {options.map((option) => <option key={option}>{option}</option>)}
          </select>
        )}
      </span>
      {candidates.length > 0 && options === null && <datalist id={`${id}-list`}>{candidates.map((candidate) => <option key={candidate.id} value={candidate.id} />)}</datalist>}
    </div>
  )
}
