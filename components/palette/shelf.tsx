import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { Ghost } from './ghost'
import { Item } from './item'
import { found, groupsOf } from './search'
import { useCatalogue } from './use-catalogue'

/** `/` anywhere on the page leads to the search. */
function useSlash(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [focus])
}

/** Who has placed something from the search may press / again while the focus is still there: it is no part of a name. */
const LEADS_HERE = /^\//

/** The search, and all that it finds. Arrows go through it, Enter takes the first. */
export function Shelf({ sheet }: { readonly sheet: boolean }) {
  const catalogue = useCatalogue()
  const [typed, setTyped] = useState('')
  const words = typed.replace(LEADS_HERE, '')
  const carrying = useEditor((state) => state.canvas.carried !== null)
  const search = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  useSlash(() => search.current?.focus())
  const entries = found(catalogue?.kinds ?? [], words)
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('.item') ?? [])]
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items()
    const at = all.findIndex((item) => item === document.activeElement)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (at + step < 0) search.current?.focus()
      else all[Math.min(at + step, all.length - 1)]?.focus()
    }
    if (event.key === 'Enter' && event.target === search.current) {
      event.preventDefault()
      all[0]?.click()
      setTyped('')
    }
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault()
      setTyped('')
      search.current?.focus()
    }
  }
  return (
    <aside className={`palette${sheet ? ' sheet float' : ''}${carrying ? ' carrying' : ''}`} aria-label="Palette" onKeyDown={onKeyDown}>
      <div className="field">
        <Glyph name="search" />
        <input ref={search} type="search" aria-label="Find an element" aria-keyshortcuts="/" placeholder="Find an element" value={typed} spellCheck={false} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        <kbd>/</kbd>
      </div>
      <div ref={list} className="shelf">
        {groupsOf(entries, words).map(({ group, kinds }) => (
          <section key={group} aria-label={group}>
            <h2 className="cap">{group}</h2>
            <ul className={group === 'Links' ? 'links' : ''}>
              {kinds.map((entry) => (
                <li key={entry.kind}>
                  <Item entry={entry} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {catalogue !== null && entries.length === 0 && <p className="cap">Nothing is called so.</p>}
      </div>
      <Ghost />
    </aside>
  )
}
