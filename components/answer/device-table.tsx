import type { DeviceRow, DeviceTable as Told } from '@/lib/explain/device-table'
import { Glyph } from '@/components/ui/glyph'
import type { Acts } from './acts'

const classOf = ({ state, lit }: DeviceRow): string => (lit ? 'hit' : state === 'withheld' ? 'withheld' : state === 'lost' ? 'lost' : '')
const said = ({ state, lit }: DeviceRow): string => (lit ? 'the answer came to this' : state)

/** One table of a device. A row leads to the element that it comes from. */
export function DeviceTable({ table: { title, columns, rows }, acts }: { readonly table: Told; readonly acts: Acts }) {
  return (
    <section className="device" aria-label={title}>
      <h3>{title}</h3>
      <div className="evidence" tabIndex={0} role="group" aria-label={`Rows of ${title}`}>
        <table>
          <thead>
            <tr>
              <th scope="col"><span className="sr">State</span></th>
              {columns.map((column) => <th key={column} scope="col">{column}</th>)}
              <th scope="col">why</th>
              <th scope="col">from</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} className={classOf(row)} onMouseEnter={() => acts.point({ element: row.element, pod: null })} onMouseLeave={() => acts.point(null)}>
                <td>
                  {row.lit && <Glyph name="check" className="s" />}
                  <span className="sr">{said(row)}</span>
                </td>
                {row.cells.map((cell, column) => <td key={column} className="mono">{cell}</td>)}
                <td>{row.why}</td>
                <td><button type="button" className="ref mono" onClick={() => acts.select(row.element)}>{row.element}</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
