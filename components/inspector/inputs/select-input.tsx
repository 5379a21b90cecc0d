import type { Path, Scalar } from '@/components/inspector/field'
import { Said } from '@/components/inspector/said'
import { Glyph } from '@/components/ui/glyph'
import { useCandidates } from '@/components/inspector/candidates'
import { useDraft } from '@/components/inspector/use-draft'
import { useInspecting } from '@/components/inspector/inspecting'
import { valueOf, writtenOf } from '@/components/inspector/written'

type Chosen = Exclude<Scalar, { readonly type: 'text' | 'number' }>
interface Props { readonly id?: string | undefined; readonly label?: string | undefined; readonly field: Chosen; readonly path: Path; readonly value: unknown; readonly required: boolean }

interface Option { readonly value: string; readonly label: string; readonly group: string }

function useOptions(field: Chosen): readonly Option[] {
  const candidates = useCandidates(field.type === 'reference' ? field.reference : [])
  if (field.type === 'flag') return [{ value: 'true', label: 'yes', group: '' }, { value: 'false', label: 'no', group: '' }]
  if (field.type === 'choice') return field.options.map((option) => ({ value: option, label: option, group: '' }))
  return candidates.map(({ id, group }) => ({ value: id, label: id, group }))
}

/** One of a few: a word of the schema, yes or no, or an element of the drawing. A choice commits at once. */
export function SelectInput({ id, label, field, path, value, required }: Props) {
  const { readOnly } = useInspecting()
  const { text, sentences, errorId, change, commit, input } = useDraft({ path, held: writtenOf(value), parse: (chosen) => valueOf(chosen, field, { required }) })
  const options = useOptions(field)
  const groups = [...new Set(options.map(({ group }) => group))]
  const known = options.some((option) => option.value === text)
  const absent = field.fallback === undefined ? 'none' : `${field.fallback === true ? 'yes' : field.fallback === false ? 'no' : String(field.fallback)} (unless chosen)`
  const one = (option: Option) => <option key={option.value} value={option.value}>{option.label}</option>
  const { readOnly: _, ...described } = input
  return (
    <div className="control">
      <span className="field">
        <select {...described} id={id} aria-label={label} disabled={readOnly} value={text} className={field.type === 'reference' ? 'mono' : ''}
          onChange={(event) => { change(event.target.value); void commit(event.target.value) }}>
          {(!required || text === '') && <option value="">{text === '' && required ? 'choose…' : absent}</option>}
          {!known && text !== '' && <option value={text}>{text} (not here)</option>}
          {groups.map((group) => (group === '' ? options.filter((option) => option.group === '').map(one) : <optgroup key={group} label={group}>{options.filter((option) => option.group === group).map(one)}</optgroup>))}
        </select>
        <Glyph name="down" className="chevron" />
      </span>
      <Said id={errorId} sentences={sentences} />
    </div>
  )
}
