import { useEffect, useState } from 'react'
import { inquire } from '@/components/editor/inquire'
import type { DeviceTables } from '@/components/editor/protocol'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import type { Acts } from './acts'
import { DeviceTable } from './device-table'

/** Routes, translations and filters of any device as they stand after route exchange; what the current answer came to is lit. */
export function Tables({ acts }: { readonly acts: Acts }) {
  const revision = useEditor((state) => state.revision)
  const answering = useEditor((state) => state.answering)
  const element = useEditor((state) => state.selected?.element ?? null)
  /** A device chosen here counts until another element is chosen on the drawing. */
  const [chosen, setChosen] = useState<{ readonly device: string; readonly of: string | null } | null>(null)
  const [told, setTold] = useState<DeviceTables | null>(null)
  const device = chosen !== null && chosen.of === element ? chosen.device : null
  useEffect(() => {
    let current = true
    void inquire('tables', { device, element }).then((tables) => {
      if (current) setTold(tables)
    })
    return () => { current = false }
  }, [device, element, revision, answering])
  if (told === null) return <p className="cap empty">One moment…</p>
  return (
    <div className="tables">
      <div className="row which">
        <span className="cap">Device</span>
        <span className="field">
          <select aria-label="Device" value={told.device ?? ''} onChange={(event) => setChosen({ device: event.target.value, of: element })}>
            {told.devices.map(({ id }) => <option key={id}>{id}</option>)}
          </select>
          <Glyph name="down" className="chevron" />
        </span>
      </div>
      {told.tables.length === 0 && <p className="cap">It has no tables.</p>}
      {told.tables.map((table, index) => <DeviceTable key={`${told.device ?? ''} ${index}`} table={table} acts={acts} />)}
    </div>
  )
}
