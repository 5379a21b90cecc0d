import { useId } from 'react'
import type { Entry, Field, Path } from './field'
import { isScalar, valueAt } from './field'
import { ScalarInput } from './inputs/scalar-input'
import { useInspecting } from './inspecting'
import { ScalarList } from './lists/scalar-list'
import { MapField } from './lists/map-field'
import { RuleTable } from './lists/rule-table'
import { isTable } from './lists/cell'
import { CardList } from './lists/card-list'
import { Goto } from './goto'
import { Pods } from './lists/pods'
import { Said } from './said'
import { VariantField } from './variant-field'

interface Props { readonly field: Field; readonly path: Path; readonly value: unknown; readonly required: boolean }

/** The fields of a group, one below the other. */
export function FormFields({ entries, path, value }: { readonly entries: readonly Entry[]; readonly path: Path; readonly value: unknown }) {
  return entries.map(({ key, field, required }) => <FormField key={key} field={field} path={[...path, key]} value={valueAt(value, key)} required={required} />)
}

/** One field with its title and help: plain ones beside their title, the others below it. */
export function FormField(props: Props) {
  const { field, path, value, required } = props
  const id = useId()
  if (!isScalar(field)) return <Wide {...props} />
  return (
    <div className={field.type === 'text' && field.long ? 'ff wide' : 'ff'}>
      <label htmlFor={id}>{field.title}</label>
      <div className="beside">
        <ScalarInput id={id} field={field} path={path} value={value} required={required} />
        {field.type === 'reference' && typeof value === 'string' && <Goto id={value} />}
        {field.description !== '' && <p className="help cap">{field.description}</p>}
      </div>
    </div>
  )
}

function Wide({ field, path, value, required }: Props) {
  const { problems } = useInspecting()
  const errorId = useId()
  const sentences = problems.filter((problem) => problem.field === path.join('.')).map(({ sentence }) => sentence)
  return (
    <fieldset className="ff wide" aria-describedby={sentences.length > 0 ? errorId : undefined} data-field={path.join('.')} tabIndex={-1}>
      <legend>{field.title}</legend>
      {field.description !== '' && <p className="help cap">{field.description}</p>}
      <Said id={errorId} sentences={sentences} />
      <Inner field={field} path={path} value={value} required={required} />
    </fieldset>
  )
}

function Inner({ field, path, value, required }: Props) {
  const shared = { path, required }
  switch (field.type) {
    case 'list': {
      const items: readonly unknown[] | null = Array.isArray(value) ? value : null
      if (isScalar(field.item)) return <ScalarList {...shared} item={field.item} title={field.title} items={items} />
      if (field.item.type !== 'group') return <p className="cap">Not to be edited here.</p>
      if (path.join('.') === 'pods') return <Pods {...shared} entries={field.item.entries} title={field.title} items={items} />
      return isTable(field.item) ? <RuleTable {...shared} entries={field.item.entries} title={field.title} items={items} /> : <CardList {...shared} item={field.item} title={field.title} items={items} fields={FormFields} />
    }
    case 'tuple': return field.items.map((item, index) => <FormField key={index} field={item} path={[...path, index]} value={Array.isArray(value) ? value[index] : undefined} required />)
    case 'group': return <div className="inner"><FormFields entries={field.entries} path={path} value={value} /></div>
    case 'variant': return <VariantField field={field} path={path} value={value} fields={FormFields} />
    case 'map': return <MapField field={field} path={path} value={value} />
    default: return <p className="cap">Not to be edited here.</p>
  }
}
