import { useEffect, useRef, type KeyboardEvent } from 'react'
import { createPortal } from 'react-dom'
import { askFrom } from '@/components/editor/ask-from'
import { elementOf, view } from '@/components/editor/canvas-acts'
import { useEditor } from '@/components/editor/store'
import { useOpened } from '@/components/editor/hooks'
import type { Drawing } from '@/lib/layout/drawing'
import { startConnecting } from '@/components/editor/connecting'
import { duplicateChosen, removeChosen } from './chosen'

interface Entry { readonly words: string; readonly keys?: string; readonly act: () => void }

/** What can be done with a box: right click, a long press, or Shift F10. */
export function ContextMenu({ drawing, editable, focus }: { readonly drawing: Drawing; readonly editable: boolean; readonly focus: () => void }) {
  const menu = useEditor((state) => state.canvas.menu)
  const opened = useOpened()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (menu === null) return
    list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && list.current?.contains(event.target) !== true) view({ menu: null })
    }
    addEventListener('pointerdown', away, true)
    return () => removeEventListener('pointerdown', away, true)
  }, [menu])
  if (menu === null) return null
  const element = elementOf(menu.box)
  const asker = opened?.askers.find((one) => one.element === element && (one.id === menu.box.replace('/', '-') || menu.box === element))
  const entries: readonly Entry[] = [
    ...(asker === undefined ? [] : [{ words: 'Can it reach …', act: () => askFrom(asker.id) }]),
    ...(editable ? [
      { words: 'Connect to …', act: () => startConnecting(null, element) },
      { words: 'Duplicate', keys: 'Ctrl D', act: () => void duplicateChosen() },
      { words: 'Delete', keys: 'Del', act: () => void removeChosen(drawing) },
    ] : []),
  ]
  if (entries.length === 0) return null
  const close = () => {
    view({ menu: null })
    focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = items.findIndex((item) => item === document.activeElement)
    if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus()
    else if (event.key === 'ArrowUp') items[(at + items.length - 1) % items.length]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return createPortal(
    // A landmark of its own, because it stands beside the page's: inside of the drawing's it would be clipped.
    <section aria-label={`Menu of ${element}`}>
      <div ref={list} role="menu" aria-label={`What to do with ${element}`} className="float menu" style={{ left: Math.min(menu.x, innerWidth - 200), top: Math.min(menu.y, innerHeight - 40 * entries.length - 12) }} onKeyDown={onKeyDown}>
        {entries.map(({ words, keys, act }) => (
          <button key={words} type="button" role="menuitem" tabIndex={-1} onClick={() => {
            view({ menu: null })
            focus()
            act()
          }}>
            {words}
            {keys !== undefined && <span className="keys">{keys}</span>}
          </button>
        ))}
      </div>
    </section>,
    document.body,
  )
}
