'use client'

import './inspector.css'
import { useOpened } from '@/components/editor/hooks'
import { clearSelection } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { Fields } from './fields'

/** What the design says about the element that is chosen. */
export function Inspector() {
  const opened = useOpened()
  const selected = useEditor((state) => state.selected)
  if (opened === null || selected === null) return null
  const { element } = selected
  const fields = opened.design.elements[element] ?? opened.design.links[element]
  const look = opened.named[element]
  if (fields === undefined || look === undefined) return null
  const problems = opened.problems.filter((problem) => problem.element === element)
  return (
    <aside className="inspector" aria-label="Inspector">
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
        <button type="button" className="btn quiet icon" aria-label="Close" onClick={clearSelection}>
          <Glyph name="close" />
        </button>
      </div>
      <div className="scroll" tabIndex={0} role="group" aria-label={`Fields of ${element}`}>
        {problems.length > 0 && (
          <ul className="its-problems">
            {problems.map(({ severity, sentence }, index) => (
              <li key={index} className={severity === 'error' ? 'c-no' : 'c-amb'}>
                <Glyph name={severity} className="s" />
                <span>
                  <span className="sr">{severity}: </span>
                  {sentence}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Fields fields={fields} />
      </div>
    </aside>
  )
}
