import { useState } from 'react'
import type { Path, Scalar } from '@/components/inspector/field'
import { Goto } from '@/components/inspector/goto'
import { ScalarInput } from '@/components/inspector/inputs/scalar-input'
import { Absent, AddButton, RemoveButton } from './buttons'
import { NewRow } from './new-row'
import { useList } from './use-list'

interface Props { readonly path: Path; readonly item: Scalar; readonly title: string; readonly items: readonly unknown[] | null; readonly required: boolean }

/** Plain values below each other. */
export function ScalarList({ path, item, title, items, required }: Props) {
  const [adding, setAdding] = useState(false)
  const { place, add, remove, readOnly, drop } = useList(path, items)
  return (
    <div ref={place} className="list">
      <Absent items={items} required={required} onDrop={readOnly ? null : () => void drop()} />
      <ul>
        {(items ?? []).map((value, index) => (
          <li key={index} className="line">
            <ScalarInput label={`${title} ${index + 1}`} field={item} path={[...path, index]} value={value} required />
            {item.type === 'reference' && typeof value === 'string' && <Goto id={value} />}
            {!readOnly && <RemoveButton what={`${title} ${String(value)}`} onClick={() => void remove(index)} />}
          </li>
        ))}
      </ul>
      {adding && <NewRow path={path} entries={[{ key: 'value', field: item, required: true }]} rows={[]} title={title} onAdd={(row) => add(row['value'])} onClose={() => setAdding(false)} />}
      {!adding && !readOnly && <AddButton title={title} onClick={() => setAdding(true)} />}
    </div>
  )
}
