import { useRef } from 'react'
import { canvasView, chosen } from '@/components/editor/canvas-acts'
import type { Drawing, Point } from '@/lib/layout/drawing'
import type { Direction } from './neighbour'
import type { useDragging } from './use-dragging'

const GRID = 4
const FURTHER = 4
const STEPS: Readonly<Record<Direction, Point>> = { left: { x: -GRID, y: 0 }, right: { x: GRID, y: 0 }, up: { x: 0, y: -GRID }, down: { x: 0, y: GRID } }
/** Steps that follow each other faster are one gesture: the design changes once, when the keys rest. */
const REST_MS = 350

/** Moves what is chosen, step by step; `alone`: the box that moves where nothing is chosen together. */
export function useMoving(drawing: Drawing, { latest, hold, commit }: ReturnType<typeof useDragging>, alone: string | null) {
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  return (direction: Direction, far: 'step' | 'further') => {
    const [step, by] = [STEPS[direction], far === 'further' ? FURTHER : 1]
    const { marked } = canvasView()
    const ids = new Set(marked.length > 1 && chosen().length > 1 ? marked : alone === null ? [] : [alone])
    const held = latest.current.moved
    const next = new Map(held)
    for (const box of drawing.boxes) {
      if (!ids.has(box.id) || box.kind === 'pod') continue
      const parent = drawing.boxes.find(({ id }) => id === box.parent)
      const from = held.get(box.id) ?? { x: box.x - (parent?.x ?? 0), y: box.y - (parent?.y ?? 0) }
      next.set(box.id, { x: from.x + step.x * by, y: from.y + step.y * by })
    }
    hold(next)
    clearTimeout(resting.current)
    resting.current = setTimeout(() => void commit(undefined), REST_MS)
  }
}
