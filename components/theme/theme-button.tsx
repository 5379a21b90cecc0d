'use client'

import { useSyncExternalStore } from 'react'
import { Cycle } from '@/components/ui/cycle'
import { applyTheme, storedTheme, type Theme } from '@/components/editor/theme'

const CHOICES = [
  { id: 'system', label: 'as the system', glyph: 'system' },
  { id: 'light', label: 'light', glyph: 'sun' },
  { id: 'dark', label: 'dark', glyph: 'moon' },
  { id: 'contrast', label: 'high contrast', glyph: 'contrast' },
] as const

const listeners = new Set<() => void>()
function subscribe(changed: () => void) {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** Light, dark, high contrast or as the system says; this browser remembers it. */
export function ThemeButton() {
  const theme = useSyncExternalStore(subscribe, storedTheme, (): Theme => 'system')
  const change = (next: Theme) => {
    applyTheme(next)
    for (const listener of listeners) listener()
  }
  return <Cycle label="Theme" choices={CHOICES} value={theme} onChange={change} />
}
