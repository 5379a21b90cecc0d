import { Glyph } from '@/components/ui/glyph'

/** Why a field was declined, or what is wrong with it in the drawing: read with the field that it describes. */
export function Said({ id, sentences }: { readonly id: string; readonly sentences: readonly string[] }) {
  return (
    <div id={id} className="said" aria-live="polite">
      {sentences.map((sentence) => (
        <p key={sentence} className="c-no">
          <Glyph name="error" className="s" />
          {sentence}
        </p>
      ))}
    </div>
  )
}
