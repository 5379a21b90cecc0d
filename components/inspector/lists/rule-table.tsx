import { useState, type ReactNode } from 'react'
import type { Entry, Path } from '@/components/inspector/field'
import { Absent, AddButton, RemoveButton } from './buttons'
import { Cell, isPlain } from './cell'
import { NewRow } from './new-row'
import { useList } from './use-list'
import { writtenList, writtenOf } from '@/components/inspector/written'

type Row = Readonly<Record<string, unknown>>
interface Props { readonly path: Path; readonly entries: readonly Entry[]; readonly title: string; readonly items: readonly unknown[] | null; readonly required: boolean; readonly adder?: ReactNode }

const rowOf = (item: unknown): Row => (typeof item === 'object' && item !== null ? (item as Row) : {})
const shown = (value: unknown): string => (Array.isArray(value) ? writtenList(value) : writtenOf(value))

/** Routes, rules, pods, records: a table whose cells are inputs. */
export function RuleTable({ path, entries, title, items, required, adder }: Props) {
  const [adding, setAdding] = useState(false)
  const { place, add, remove, readOnly, drop } = useList(path, items)
  const rows = (items ?? []).map(rowOf)
  const called = (row: Row) => `${title}, ${entries.slice(0, 2).map(({ key }) => shown(row[key])).filter((word) => word !== '').join(' ')}`
  return (
    <div ref={place} className="list">
      <Absent items={items} required={required} onDrop={readOnly ? null : () => void drop()} />
      {rows.length > 0 && (
        <div className="sheet" role="region" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {entries.map(({ key, field }) => <th key={key} scope="col" data-type={field.type}>{field.title}</th>)}
                {!readOnly && <th scope="col"><span className="sr">Remove</span></th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {entries.map(({ key, field, required: needed }) => (
                    <td key={key}>{isPlain(field) && <Cell label={`${field.title}, row ${index + 1}`} field={field} path={[...path, index, key]} value={row[key]} required={needed} />}</td>
                  ))}
                  {!readOnly && <td><RemoveButton what={called(row)} onClick={() => void remove(index)} /></td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {adding && <NewRow path={path} entries={entries} rows={rows} title={title} onAdd={add} onClose={() => setAdding(false)} />}
      {!adding && !readOnly && (adder ?? <AddButton title={title} onClick={() => setAdding(true)} />)}
    </div>
  )
}
