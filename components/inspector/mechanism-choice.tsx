import { useId, useState } from 'react'
import type { Design, DesignElement, DesignLink } from '@/lib/design/design'
import type { Choice } from './attached'
import { useExplanations } from './explanations'
import { useInspecting } from './inspecting'
import { Said } from './said'
import { titleOf } from './title'

/** Which technology it is of, each option with what it would mean. Another one begins with its own configuration. */
export function MechanismChoice({ choice: { field, options, chosen, written } }: { readonly choice: Choice }) {
  const { id, change, set, readOnly } = useInspecting()
  const name = useId()
  const errorId = useId()
  const explanations = useExplanations()
  const [sentence, setSentence] = useState<string | null>(null)
  const choose = async (mechanism: string) => {
    setSentence(field === 'mechanism' ? await change((design) => ({ type: 'replace', design: withMechanism(design, id, mechanism) })) : await set([field], { mechanism }))
  }
  return (
    <fieldset className="ff wide" aria-describedby={errorId} data-field={field} tabIndex={-1}>
      <legend>{titleOf(field)}</legend>
      {options.map((option) => (
        <div key={option.name} className="option">
          <input id={`${name}-${option.name}`} type="radio" name={name} value={option.name} checked={option.name === chosen} disabled={readOnly} aria-describedby={`${name}-${option.name}-card`} onChange={() => void choose(option.name)} />
          <div>
            <label htmlFor={`${name}-${option.name}`}>{option.title}{option.name === chosen && !written && <span className="cap"> unless chosen</span>}</label>
            <p id={`${name}-${option.name}-card`} className="help cap">{explanations[option.name]}</p>
          </div>
        </div>
      ))}
      <Said id={errorId} sentences={sentence === null ? [] : [sentence]} />
    </fieldset>
  )
}

/** The configuration of the one before goes with it. */
function withMechanism(design: Design, id: string, mechanism: string): Design {
  const { config: _, ...subject }: Readonly<Record<string, unknown>> = { ...(design.elements[id] ?? design.links[id]) }
  const changed = { ...subject, mechanism }
  return Object.hasOwn(design.links, id) ? { ...design, links: { ...design.links, [id]: changed as unknown as DesignLink } } : { ...design, elements: { ...design.elements, [id]: changed as unknown as DesignElement } }
}
