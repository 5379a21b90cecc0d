import type { ComponentType } from 'react'
import type { Entry, Field, Path } from './field'
import { SelectInput } from './inputs/select-input'
import { useInspecting } from './inspecting'

type Fields = ComponentType<{ readonly entries: readonly Entry[]; readonly path: Path; readonly value: unknown }>
interface Props { readonly field: Extract<Field, { readonly type: 'variant' }>; readonly path: Path; readonly value: unknown; readonly fields: Fields }

const tagOf = (value: unknown, tag: string): string => (typeof value === 'object' && value !== null ? String((value as Readonly<Record<string, unknown>>)[tag] ?? '') : '')

/** One of several shapes, chosen by a word; another word begins anew. */
export function VariantField({ field, path, value, fields: Fields }: Props) {
  const { readOnly, set } = useInspecting()
  const { tag, variants, title, fallback } = field
  const chosen = tagOf(value, tag) || tagOf(fallback, tag)
  const variant = variants.find((one) => one.value === chosen)
  if (readOnly) return <SelectInput label={title} field={{ title, description: '', fallback: undefined, type: 'choice', options: [chosen] }} path={[...path, tag]} value={chosen} required />
  return (
    <div className="inner">
      <span className="field">
        <select aria-label={title} value={chosen} onChange={(event) => void set(path, { [tag]: event.target.value })}>
          {variants.map((one) => <option key={one.value}>{one.value}</option>)}
        </select>
      </span>
      {variant !== undefined && <Fields entries={variant.entries} path={path} value={value} />}
    </div>
  )
}
