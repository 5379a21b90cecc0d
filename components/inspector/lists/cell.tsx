import { type Entry, type Field, isScalar, type Path, type Scalar } from '@/components/inspector/field'
import { ScalarInput } from '@/components/inspector/inputs/scalar-input'
import { Said } from '@/components/inspector/said'
import { useDraft } from '@/components/inspector/use-draft'
import { listOf, writtenList } from '@/components/inspector/written'

type Plain = Scalar | (Extract<Field, { readonly type: 'list' }> & { readonly item: Scalar })

export const isPlain = (field: Field): field is Plain => isScalar(field) || (field.type === 'list' && isScalar(field.item))
/** Whether each item of a list makes one row of a table. */
export const isTable = ({ entries }: { readonly entries: readonly Entry[] }): boolean => entries.every(({ field }) => isPlain(field))

interface Props { readonly label: string; readonly field: Plain; readonly path: Path; readonly value: unknown; readonly required: boolean }

/** One cell of a table: a plain value, or several in one line. */
export function Cell({ label, field, path, value, required }: Props) {
  if (isScalar(field)) return <ScalarInput bare label={label} field={field} path={path} value={value} required={required} />
  return <Line label={label} item={field.item as Scalar} path={path} value={value} required={required} />
}

function Line({ label, item, path, value, required }: { readonly label: string; readonly item: Scalar; readonly path: Path; readonly value: unknown; readonly required: boolean }) {
  const { text, sentences, errorId, change, input } = useDraft({ path, held: writtenList(value), parse: (typed) => (typed.trim() === '' && !required ? { ok: true, value: undefined } : listOf(typed, item)) })
  return (
    <div className="control">
      <span className="field">
        <input {...input} aria-label={label} type="text" className="mono" value={text} spellCheck={false} autoComplete="off" autoCapitalize="off" onChange={(event) => change(event.target.value)} />
      </span>
      <Said id={errorId} sentences={sentences} />
    </div>
  )
}
