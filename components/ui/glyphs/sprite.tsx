import { ELEMENT_GLYPHS } from './elements'
import { MARK_GLYPHS } from './marks'

const ALL = { ...ELEMENT_GLYPHS, ...MARK_GLYPHS }
export type GlyphId = keyof typeof ALL

/** Every glyph once per page; `Glyph` refers to it. */
export function GlyphSprite() {
  return (
    <svg width="0" height="0" className="sprite" aria-hidden="true">
      {Object.entries(ALL).map(([id, shape]) => (
        <symbol key={id} id={`g-${id}`} viewBox="0 0 20 20">
          {shape}
        </symbol>
      ))}
    </svg>
  )
}
