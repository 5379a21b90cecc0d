'use client'

import './alternatives.css'
import { carryTo } from '@/components/editor/carrying'
import { useFragment } from '@/components/editor/hooks'
import { useEditor } from '@/components/editor/store'
import { alternativesOf } from '@/lib/examples/alternatives'

/** The ways of doing what the open example does, one press apart; the question goes along. An example that was changed is no more one of them. */
export function Alternatives() {
  const inAddress = useFragment()
  const opened = useEditor(({ document }) => (document === null ? null : document.source === 'example' ? document.id : ''))
  const id = opened ?? inAddress
  const group = id === null ? undefined : alternativesOf(id)
  if (group === undefined) return null
  const go = (to: string) => {
    if (to === id) return
    carryTo(to)
    location.assign(`#${encodeURIComponent(to)}`)
  }
  return (
    <div className="alternatives" role="group" aria-label={group.title}>
      <span className="cap" aria-hidden="true">{group.title}</span>
      <div className="seg">
        {group.ways.map((way) => (
          <button key={way.id} type="button" aria-pressed={way.id === id} onClick={() => go(way.id)}>{way.name}</button>
        ))}
      </div>
    </div>
  )
}
