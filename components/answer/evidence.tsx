import type { Evidence as Shown, EvidenceRow } from '@/lib/explain/story'
import { Glyph } from '@/components/ui/glyph'

const ROWS: Readonly<Record<EvidenceRow['state'], string>> = { matched: 'hit', lost: '', withheld: 'withheld' }
const SAID: Readonly<Record<EvidenceRow['state'], string>> = { matched: 'matched', lost: 'lost', withheld: 'withheld' }

/** What was looked at: what matched, and what lost, with why. */
export function Evidence({ evidence: { title, columns, rows } }: { readonly evidence: Shown }) {
  return (
    <div className="evidence" tabIndex={0} role="group" aria-label={title}>
      <table>
        <caption className="sr">{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">State</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col">why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className={ROWS[row.state]}>
              <td>
                {row.state === 'matched' && <Glyph name="check" className="s" />}
                <span className="sr">{SAID[row.state]}</span>
              </td>
              {row.cells.map((cell, column) => (
                <td key={column} className="mono">
                  {cell}
                </td>
              ))}
              <td>{row.why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
