import { useRef, type KeyboardEvent } from 'react'
import type { KindEntry } from '@/components/editor/protocol'
import { Glyph } from '@/components/ui/glyph'
import { placeChosen } from './place'
import { useCarrying } from './use-carrying'

/** One kind: drag it, or press it to place it where it belongs. */
export function Item({ entry }: { readonly entry: KindEntry }) {
  const carried = useRef(false)
  const carrying = useCarrying(entry, carried)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') carried.current = false
  }
  return (
    <button type="button" className={`item f-${entry.family}`} title={entry.help} {...carrying} onKeyDown={onKeyDown} onClick={() => !carried.current && void placeChosen(entry)}>
      <Glyph name={entry.glyph} />
      <span className="clip">{entry.title}</span>
    </button>
  )
}
