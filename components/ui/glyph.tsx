import type { GlyphId } from './glyphs/sprite'

interface Props { readonly name: GlyphId; readonly className?: string }

/** Decoration: what it says stands in words beside it or in the label of what holds it. */
export function Glyph({ name, className = '' }: Props) {
  return (
    <svg className={`g ${className}`} viewBox="0 0 20 20" aria-hidden="true">
      <use href={`#g-${name}`} />
    </svg>
  )
}
