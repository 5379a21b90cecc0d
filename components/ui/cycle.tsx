'use client'

import { Glyph } from './glyph'
import type { GlyphId } from './glyphs/sprite'

interface Choice<Id extends string> { readonly id: Id; readonly label: string; readonly glyph: GlyphId }
interface Props<Id extends string> { readonly choices: readonly Choice<Id>[]; readonly value: Id; readonly onChange: (id: Id) => void; readonly label: string }

/** One button that goes through a few choices and says which one is on. */
export function Cycle<Id extends string>({ choices, value, onChange, label }: Props<Id>) {
  const at = choices.findIndex(({ id }) => id === value)
  const current = choices[at] ?? choices[0]
  const next = choices[(at + 1) % choices.length]
  if (current === undefined || next === undefined) return null
  return (
    <button type="button" className="btn quiet icon" aria-label={`${label}: ${current.label}`} title={`${label}: ${current.label}`} onClick={() => onChange(next.id)}>
      <Glyph name={current.glyph} />
    </button>
  )
}
