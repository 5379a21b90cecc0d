import { useMemo, useRef, type KeyboardEvent } from 'react'
import { clearSelection, select } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'
import type { Drawing } from '@/lib/layout/drawing'
import { DIRECTIONS, neighbour, type Spot, spotsOf } from './neighbour'

const elementOf = (root: HTMLElement | null, { id, type }: Spot): HTMLElement | null =>
  root?.querySelector<HTMLElement>(`${type === 'box' ? '.react-flow__node' : '.react-flow__edge'}[data-id="${CSS.escape(id)}"]`) ?? null

/** One tab stop for the whole drawing; arrows go to what lies beside, Enter chooses, Escape lets go. */
export function useKeyboard(drawing: Drawing) {
  const root = useRef<HTMLDivElement>(null)
  const spots = useMemo(() => spotsOf(drawing), [drawing])
  const selected = useEditor((state) => state.selected)
  const current = spots.find(({ id, element }) => selected !== null && (selected.box === null ? element === selected.element : id === selected.box)) ?? spots[0] ?? null

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key]
    if (current === null) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      select(current.element, current.type === 'box' ? current.id : null)
    }
    if (event.key === 'Escape') clearSelection()
    const next = direction === undefined ? null : neighbour(spots, current, direction)
    if (direction !== undefined) event.preventDefault()
    if (next === null) return
    select(next.element, next.type === 'box' ? next.id : null)
    // React Flow makes it focusable in the render that this causes.
    requestAnimationFrame(() => elementOf(root.current, next)?.focus({ preventScroll: true }))
  }
  return { root, current, onKeyDown }
}
