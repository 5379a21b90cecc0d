import { Value } from './value'
import { titleOf } from './title'

const HIDDEN = new Set(['kind', 'parent'])
/** What does not fit beside its title. */
const isWide = (value: unknown): boolean => (typeof value === 'string' && value.includes('\n')) || (Array.isArray(value) && value.some((item) => typeof item === 'object')) || (typeof value === 'object' && value !== null && !Array.isArray(value))

/** Fields as the design holds them, read-only. */
export function Fields({ fields }: { readonly fields: object }) {
  const entries = Object.entries(fields).filter(([key, value]) => !HIDDEN.has(key) && value !== undefined)
  if (entries.length === 0) return <p className="cap">It has no fields of its own.</p>
  return (
    <dl className="fields">
      {entries.map(([key, value]) => (
        <Field key={key} title={titleOf(key)} value={value} />
      ))}
    </dl>
  )
}

function Field({ title, value }: { readonly title: string; readonly value: unknown }) {
  const wide = isWide(value) ? 'wide' : ''
  return (
    <>
      <dt className={wide}>{title}</dt>
      <dd className={wide}>
        <Value value={value} nested={Fields} />
      </dd>
    </>
  )
}
