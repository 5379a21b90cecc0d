import { useState } from 'react'
import type { Entry, Field, Path } from '@/components/inspector/field'
import { useInspecting } from '@/components/inspector/inspecting'
import { AddButton, RemoveButton } from './buttons'
import { Cell, isPlain } from './cell'
import { NewRow } from './new-row'

interface Props { readonly field: Extract<Field, { readonly type: 'map' }>; readonly path: Path; readonly value: unknown }

const KEY: Entry = { key: 'key', required: true, field: { title: 'Key', description: '', fallback: undefined, type: 'text', format: '', reference: [], numbers: false, long: false } }

/** Values by name: labels, stub domains. */
export function MapField({ field: { title, item }, path, value }: Props) {
  const { set, revise, readOnly, forget } = useInspecting()
  const [adding, setAdding] = useState(false)
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const add = (row: Readonly<Record<string, unknown>>) => revise(path, (held) => ({ ...(typeof held === 'object' ? held : {}), [String(row['key'])]: row['value'] }))
  const remove = async (key: string) => {
    await set([...path, key], undefined)
    forget([...path, key])
  }
  return (
    <div className="list">
      {entries.map(([key, inner]) => (
        <div key={key} className="line">
          <span className="mono key">{key}</span>
          {isPlain(item) && <Cell label={`${title}, ${key}`} field={item} path={[...path, key]} value={inner} required />}
          {!readOnly && <RemoveButton what={`${title} ${key}`} onClick={() => void remove(key)} />}
        </div>
      ))}
      {adding && <NewRow path={path} entries={[KEY, { key: 'value', field: item, required: true }]} rows={[]} title={title} onAdd={add} onClose={() => setAdding(false)} />}
      {!adding && !readOnly && <AddButton title={title} onClick={() => setAdding(true)} />}
    </div>
  )
}
