'use client'

import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

export interface Tab<Id extends string> { readonly id: Id; readonly label: ReactNode; readonly panel: ReactNode }

interface Props<Id extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly active: Id
  readonly onChange: (id: Id) => void
  readonly className: string
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

/** Tabs as in the ARIA practices: arrows change the tab, Tab goes into the panel. */
export function Tabs<Id extends string>({ label, tabs, active, onChange, className }: Props<Id>) {
  const prefix = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    const at = (tabs.findIndex(({ id }) => id === active) + step + tabs.length) % tabs.length
    const next = tabs[at]
    if (next === undefined) return
    event.preventDefault()
    onChange(next.id)
    list.current?.querySelectorAll<HTMLButtonElement>('[role=tab]')[at]?.focus()
  }
  const current = tabs.find(({ id }) => id === active) ?? tabs[0]
  return (
    <div className={className}>
      <div ref={list} role="tablist" aria-label={label} className="tablist" onKeyDown={onKeyDown}>
        {tabs.map(({ id, label: words }) => (
          <button key={id} type="button" role="tab" id={`${prefix}-${id}`} aria-selected={id === active} aria-controls={`${prefix}-panel`} tabIndex={id === active ? 0 : -1} onClick={() => onChange(id)}>
            {words}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${current?.id ?? ''}`} className="tabpanel" tabIndex={0}>
        {current?.panel}
      </div>
    </div>
  )
}
