'use client'

import './inspector.css'
import { useState } from 'react'
import { useOpened } from '@/components/editor/hooks'
import { clearSelection, selectField } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { Actions } from './actions'
import { Form } from './form'
import { Inspect, useDrafts } from './inspecting'

/** The element or link that is chosen: its fields to change, what is wrong with it, and what can be done with it. */
export function Inspector() {
  const opened = useOpened()
  const selected = useEditor((state) => state.selected)
  const readOnly = useEditor((state) => state.readOnly)
  const kept = useDrafts()
  const [wide, setWide] = useState(false)
  if (opened === null || selected === null) return null
  const { element } = selected
  const look = opened.named[element]
  if (look === undefined || (opened.design.elements[element] ?? opened.design.links[element]) === undefined) return null
  const problems = opened.problems.filter((problem) => problem.element === element)
  return (
    <aside className={wide ? 'inspector is-wide' : 'inspector'} aria-label="Inspector">
      <div className="ih">
        <span className={`f-${look.family} fam`}>
          <Glyph name={look.glyph} className="l" />
        </span>
        <div className="grow">
          <h2>{element}</h2>
          <p className="cap">
            {look.title}
            {look.inside !== '' && `, ${look.inside}`}
          </p>
        </div>
        <button type="button" className="btn quiet icon widen" aria-label="Wide" title="Wide" aria-pressed={wide} onClick={() => setWide(!wide)}>
          <Glyph name="widen" />
        </button>
        <button type="button" className="btn quiet icon" aria-label="Close" onClick={clearSelection}>
          <Glyph name="close" />
        </button>
      </div>
      <div className="scroll" tabIndex={0} role="group" aria-label={`Fields of ${element}`}>
        <Inspect key={element} id={element} opened={opened} readOnly={readOnly} kept={kept}>
          <Actions />
          {problems.length > 0 && (
            <ul className="its-problems">
              {problems.map(({ severity, sentence, field }, index) => (
                <li key={index} className={severity === 'error' ? 'c-no' : 'c-amb'}>
                  <Glyph name={severity} className="s" />
                  <button type="button" onClick={() => selectField(element, field)}>
                    <span className="sr">{severity}: </span>
                    {sentence}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Form />
        </Inspect>
      </div>
    </aside>
  )
}
