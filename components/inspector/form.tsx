import { useMemo } from 'react'
import { useEditor } from '@/components/editor/store'
import { attachedTo, choicesOf, isChoiceField } from './attached'
import { entriesOf, type Field } from './field'
import { FormField, FormFields } from './form-field'
import { IdField } from './id-field'
import { useInspecting } from './inspecting'
import { MechanismChoice } from './mechanism-choice'

const SURROUNDINGS = new Set(['kind', 'parent', 'config', 'name', 'note'])
const NAME: Field = { title: 'Name', description: '', fallback: undefined, type: 'text', format: '', reference: [], numbers: false, long: false }
const NOTE: Field = { ...NAME, title: 'Note', long: true }

/** Every field of an element: what its kind has, which mechanisms it is of, and what these can be told. */
export function Form() {
  const { id, subject, opened } = useInspecting()
  const catalogue = useEditor((state) => state.catalogue)
  const kind = catalogue?.kinds.find((entry) => entry.kind === subject['kind'])
  const entries = useMemo(() => (kind === undefined ? [] : entriesOf(kind.schema).filter(({ key }) => !SURROUNDINGS.has(key) && !isChoiceField(key))), [kind])
  const mechanisms = useMemo(() => (catalogue === null ? [] : attachedTo(catalogue, subject, opened.design, id).map(({ mechanism, path }) => ({ mechanism, path, entries: entriesOf(mechanism.schema) }))), [catalogue, subject, opened, id])
  if (catalogue === null || kind === undefined) return <p className="cap">One moment…</p>
  const choices = choicesOf(catalogue, subject, opened.design, id)
  return (
    <div className="form">
      <IdField />
      <FormField field={{ ...NAME, fallback: id }} path={['name']} value={subject['name']} required={false} />
      <FormFields entries={entries} path={[]} value={subject} />
      {choices.map((choice) => <MechanismChoice key={choice.field} choice={choice} />)}
      {mechanisms.filter((one) => one.entries.length > 0).map(({ mechanism, path, entries: own }) => (
        <fieldset key={mechanism.name} className="ff wide">
          <legend>{mechanism.title}</legend>
          <div className="inner"><FormFields entries={own} path={path} value={path.reduce<unknown>(inside, subject)} /></div>
        </fieldset>
      ))}
      <FormField field={NOTE} path={['note']} value={subject['note']} required={false} />
    </div>
  )
}

const inside = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined)
