'use client'

import { useEffect, useSyncExternalStore } from 'react'
import type { Opened } from './protocol'
import { useEditor } from './store'

/** The open design, or null while there is none. */
export const useOpened = (): Opened | null => useEditor(({ opening }) => (opening.state === 'open' ? opening.opened : null))

function subscribeHash(changed: () => void) {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

/** What stands after the # of the address; null before the page runs in a browser. */
export const useFragment = (): string | null => useSyncExternalStore(subscribeHash, fragment, () => null)

/** Calls back when Escape is pressed outside a field with something to escape from. */
export function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onEscape()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onEscape])
}

function subscribeNarrow(changed: () => void) {
  const query = matchMedia(NARROW)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
const NARROW = '(max-width: 1000px)'

/** Whether the screen is too narrow for a whole drawing; wide until the page runs in a browser. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribeNarrow, () => matchMedia(NARROW).matches, () => false)

function fragment(): string {
  const written = location.hash.slice(1)
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}
