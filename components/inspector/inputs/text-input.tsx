import { useId } from 'react'
import type { Path, Scalar } from '@/components/inspector/field'
import { Room } from '@/components/inspector/room'
import { Said } from '@/components/inspector/said'
import { useDraft } from '@/components/inspector/use-draft'
import { useCandidates } from '@/components/inspector/candidates'
import { valueOf, writtenOf } from '@/components/inspector/written'

type Typed = Extract<Scalar, { readonly type: 'text' | 'number' }>
interface Props { readonly id?: string | undefined; readonly label?: string | undefined; readonly field: Typed; readonly path: Path; readonly value: unknown; readonly required: boolean; readonly bare?: true }

const MACHINE = new Set(['ip', 'cidr', 'cidr-or-group', 'cidr-or-range', 'traffic'])

/** A line of text, or a number with its unit. */
export function TextInput({ id, label, field, path, value, required, bare }: Props) {
  const { text, sentences, errorId, change, input } = useDraft({ path, held: writtenOf(value), parse: (typed) => valueOf(typed, field, { required }) })
  const mono = field.type === 'number' || MACHINE.has(field.format)
  const listId = useId()
  const candidates = useCandidates(field.type === 'text' ? field.reference : [])
  const fallback = field.fallback === undefined || typeof field.fallback === 'object' ? '' : String(field.fallback)
  return (
    <div className="control">
      <span className="field">
        <input {...input} id={id} aria-label={label} type="text" inputMode={field.type === 'number' ? 'numeric' : undefined} className={mono ? 'mono' : ''} value={text} placeholder={fallback}
          list={candidates.length > 0 ? listId : undefined} spellCheck={false} autoComplete="off" autoCapitalize="off" onChange={(event) => change(event.target.value)} />
        {field.type === 'number' && field.unit !== '' && <span className="unit">{field.unit}</span>}
      </span>
      {candidates.length > 0 && <datalist id={listId}>{candidates.map((candidate) => <option key={candidate.id} value={candidate.id} />)}</datalist>}
      <Said id={errorId} sentences={sentences} />
      {bare === undefined && field.type === 'text' && mono && field.format !== 'traffic' && text !== '' && text === writtenOf(value) && <Room path={path} text={text} />}
    </div>
  )
}
