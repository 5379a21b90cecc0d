import { useMemo, useRef, type KeyboardEvent } from 'react'
import { canvasView, putDownTool, view } from '@/components/editor/canvas-acts'
import { canvasPort } from '@/components/editor/canvas-port'
import { clearSelection, select } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'
import type { Drawing } from '@/lib/layout/drawing'
import { pickEnd } from '@/components/editor/connecting'
import { isChosen } from './chosen'
import { DIRECTIONS, neighbour, type Spot, spotsOf } from './neighbour'
import type { useDragging } from './use-dragging'
import { useMoving } from './use-moving'
import type { Sight } from './use-viewport'
import { outwards, inwards, sibling } from './walk'

const elementAt = (root: HTMLElement | null, { id, type }: Spot): HTMLElement | null =>
  root?.querySelector<HTMLElement>(`${type === 'box' ? '.react-flow__node' : '.react-flow__edge'}[data-id="${CSS.escape(id)}"]`) ?? null

/** So long may it take until what is new is drawn. */
const FRAMES = 30
const isTypedIn = (element: Element | null): boolean => element instanceof HTMLInputElement && element.type === 'search' && element.value !== ''

interface Given { readonly drawing: Drawing; readonly editable: boolean; readonly dragging: ReturnType<typeof useDragging>; readonly sight: Sight }

/**
 * One tab stop for the whole drawing. Tab walks siblings and leaves it after the last, Enter goes in (from a card: to its fields, as F2 does anywhere), Escape out. Arrows
 * move what is chosen; with Alt, or where nothing can be changed, they go to what lies beside.
 */
export function useKeyboard({ drawing, editable, dragging, sight }: Given) {
  const root = useRef<HTMLDivElement>(null)
  const spots = useMemo(() => spotsOf(drawing), [drawing])
  const selected = useEditor((state) => state.selected)
  const current = spots.find((spot) => selected !== null && isChosen(selected)(spot)) ?? spots[0] ?? null

  const moving = useMoving(drawing, dragging, current?.type === 'box' ? current.id : null)

  const go = (next: Spot | null): boolean => {
    if (next === null) return false
    select(next.element, next.type === 'box' ? next.id : null)
    elementAt(root.current, next)?.focus({ preventScroll: true })
    return true
  }

  const toFields = () => document.querySelector<HTMLElement>('.inspector :is(input, select, textarea)')?.focus()

  const enter = () => {
    if (current === null) return
    const { tool } = canvasView()
    const inside = current.type === 'box' ? inwards(drawing, current.id) : null
    if (tool.type === 'connect' && current.type === 'box') return void pickEnd([current.id]).then(() => canvasView().tool === tool && inside !== null && go(spots.find(({ id }) => id === inside) ?? null))
    const chosenAlready = selected?.element === current.element
    if (!chosenAlready) return void go(current)
    if (inside !== null) return void go(spots.find(({ id }) => id === inside) ?? null)
    toFields()
  }

  const escape = () => {
    const { tool, menu } = canvasView()
    if (menu !== null) return view({ menu: null })
    if (tool.type === 'connect') return putDownTool()
    const outer = current?.type === 'box' && selected !== null ? outwards(drawing, current.id) : null
    if (outer === null) {
      clearSelection()
      const from = document.activeElement
      return requestAnimationFrame(() => canvasPort.current?.focus(FRAMES, from))
    }
    go(spots.find(({ id }) => id === outer) ?? null)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('.react-flow__node, .react-flow__edge') === null) return
    const direction = DIRECTIONS[event.key]
    const control = event.ctrlKey || event.metaKey
    if (event.key === 'Tab' && current !== null && !control) {
      const next = sibling(spots, drawing, current, event.shiftKey ? -1 : 1)
      if (next !== null) event.preventDefault()
      go(next)
    } else if ((event.key === 'Enter' || event.key === ' ') && !control) {
      event.preventDefault()
      enter()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      escape()
    } else if (direction !== undefined && !control) {
      event.preventDefault()
      if (editable && !event.altKey && selected !== null && canvasView().tool.type === 'choose' && current?.type === 'box' && !current.id.includes('/')) moving(direction, event.shiftKey ? 'further' : 'step')
      else if (current !== null) go(neighbour(spots, current, direction))
    } else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      event.preventDefault()
      const box = current === null ? null : elementAt(root.current, current)?.getBoundingClientRect()
      if (current !== null && box !== undefined && box !== null) view({ menu: { x: box.left + Math.min(box.width, 60), y: box.top + Math.min(box.height, 24), box: current.id } })
    } else if (event.key === 'F2') {
      event.preventDefault()
      toFields()
    } else if (!control && !event.altKey) {
      if (event.key === '1') sight.fit()
      if (event.key === '2') sight.toSelection()
      if (event.key === '0') sight.toOne()
    }
  }

  /** To what is chosen, or to the first box; what is new may still have to be drawn. Not when the person has gone elsewhere meanwhile, or types in the search. */
  const focus = (frames = FRAMES, from = document.activeElement) => {
    const now = document.activeElement
    if ((now !== from && now !== document.body) || isTypedIn(now)) return
    const isKnown = useEditor.getState().selected === selected
    const place = current === null || !isKnown ? null : elementAt(root.current, current)
    if (place !== null && place.tabIndex === 0) place.focus({ preventScroll: true })
    else if (frames > 0) requestAnimationFrame(() => canvasPort.current?.focus(frames - 1, from))
  }
  return { root, current, onKeyDown, focus, spots }
}
