import { useState, type ComponentType } from 'react'
import type { Entry, Field, Path } from '@/components/inspector/field'
import { Absent, AddButton, RemoveButton } from './buttons'
import { isPlain } from './cell'
import { NewRow } from './new-row'
import { useList } from './use-list'

type Fields = ComponentType<{ readonly entries: readonly Entry[]; readonly path: Path; readonly value: unknown }>
interface Props { readonly path: Path; readonly item: Extract<Field, { readonly type: 'group' }>; readonly title: string; readonly items: readonly unknown[] | null; readonly required: boolean; readonly fields: Fields }

/** Things with lists of their own, such as zones with records: each a group of fields. */
export function CardList({ path, item, title, items, required, fields: Fields }: Props) {
  const [adding, setAdding] = useState(false)
  const { place, add, remove, readOnly, drop } = useList(path, items)
  const plain = item.entries.filter(({ field }) => isPlain(field))
  const lists = Object.fromEntries(item.entries.filter(({ field, required: needed }) => !isPlain(field) && needed).map(({ key }) => [key, []]))
  return (
    <div ref={place} className="list">
      <Absent items={items} required={required} onDrop={readOnly ? null : () => void drop()} />
      {(items ?? []).map((value, index) => (
        <div key={index} className="inner" role="group" aria-label={`${title} ${index + 1}`}>
          <Fields entries={item.entries} path={[...path, index]} value={value} />
          {!readOnly && <RemoveButton what={`${title} ${index + 1}`} onClick={() => void remove(index)} />}
        </div>
      ))}
      {adding && <NewRow path={path} entries={plain} rows={[]} title={title} onAdd={(row) => add({ ...lists, ...row })} onClose={() => setAdding(false)} />}
      {!adding && !readOnly && <AddButton title={title} onClick={() => setAdding(true)} />}
    </div>
  )
}
