'use client'

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Glyph } from './glyph'
import type { GlyphId } from './glyphs/sprite'

export interface MenuItem { readonly label: string; readonly glyph?: GlyphId; readonly onChoose: () => void; readonly disabled?: boolean }

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** A button with a menu below it, as in the ARIA practices: arrows walk (over disabled items too), Enter chooses, Escape goes back to the button. */
export function MenuButton({ label, items }: { readonly label: string; readonly items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const entries = () => [...(root.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? [])]
  useEffect(() => {
    if (!open) return
    entries()[0]?.focus()
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && root.current?.contains(event.target) === true)) setOpen(false)
    }
    addEventListener('pointerdown', outside)
    addEventListener('focusin', outside)
    return () => {
      removeEventListener('pointerdown', outside)
      removeEventListener('focusin', outside)
    }
  }, [open])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      return close()
    }
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    if (!open) return setOpen(true)
    const all = entries()
    const at = all.findIndex((entry) => entry === document.activeElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div ref={root} className="dropdown" onKeyDown={onKeyDown}>
      <button ref={button} type="button" className="btn quiet icon" aria-label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Glyph name="more" />
      </button>
      {open && (
        <div role="menu" aria-label={label} className="float choices">
          {items.map(({ label: words, glyph, onChoose, disabled }) => (
            <button key={words} type="button" role="menuitem" tabIndex={-1} aria-disabled={disabled === true} onClick={() => { if (disabled !== true) { close(); onChoose() } }}>
              {glyph === undefined ? null : <Glyph name={glyph} className="s" />}
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
