import { useEffect, useState } from 'react'
import { inquire } from '@/components/editor/inquire'
import type { Connection } from '@/components/editor/protocol'
import { useInspecting } from './inspecting'

/** Everything that an element can be joined to, by what the connection is; choosing one draws it. */
export function ConnectTo({ onDone }: { readonly onDone: (declined: string | null) => void }) {
  const { id, opened, change } = useInspecting()
  const [found, setFound] = useState<readonly Connection[] | null>(null)
  useEffect(() => {
    let current = true
    void inquire('connections', { id }).then((connections) => {
      if (current) setFound(connections)
    })
    return () => { current = false }
  }, [id, opened.design])
  if (found === null) return null
  if (found.length === 0) return <p className="cap" role="status">There is nothing that it could be connected to.</p>
  const titles = [...new Set(found.map(({ title }) => title))]
  return (
    <div className="connect" role="group" aria-label={`Connect ${id} to`}>
      {titles.map((title) => (
        <div key={title}>
          <p className="cap">{title}</p>
          <ul>
            {found.filter((one) => one.title === title).map(({ to, kind }) => (
              <li key={`${kind} ${to}`}>
                <button type="button" className="btn small mono" onClick={() => void change({ type: 'connect', a: id, b: to, kind }).then(onDone)}>{to}</button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
