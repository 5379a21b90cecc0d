import type { Viewport } from '@xyflow/react'
import type { Drawing } from '@/lib/layout/drawing'

const LARGEST = 1.25
/** Room for what floats at the bottom. */
const BOTTOM = 46

export interface Room { readonly width: number; readonly height: number }

/** The whole drawing, in the middle of the room. */
export function wholeIn(drawing: Drawing, { width, height }: Room): Viewport {
  const free = Math.max(80, height - BOTTOM)
  const zoom = Math.min(LARGEST, width / drawing.w, free / drawing.h)
  return { zoom, x: (width - drawing.w * zoom) / 2, y: Math.max(0, (free - drawing.h * zoom) / 2) }
}

/** Below this the words of a folded drawing are too small: rather as wide as the room, from the top, and one scrolls down. */
const READABLE = 0.85

/** The folded drawing: whole where that is readable, else as wide as the room. */
export function foldedIn(drawing: Drawing, room: Room): Viewport {
  const whole = wholeIn(drawing, room)
  if (whole.zoom >= READABLE) return whole
  const zoom = Math.min(1, room.width / drawing.w)
  return { zoom, x: (room.width - drawing.w * zoom) / 2, y: 0 }
}

interface Seen { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** The same zoom, moved as little as shows the whole of a box; null where it shows already. */
export function showing({ x, y, w, h }: Seen, view: Viewport, room: Room): Viewport | null {
  const gap = 16
  const [left, top] = [view.x + x * view.zoom, view.y + y * view.zoom]
  const [right, bottom] = [left + w * view.zoom, top + h * view.zoom]
  const free = { right: room.width - gap, bottom: room.height - BOTTOM }
  const dx = right > free.right ? free.right - right : left < gap ? gap - left : 0
  const dy = bottom > free.bottom ? free.bottom - bottom : top < gap ? gap - top : 0
  return dx === 0 && dy === 0 ? null : { zoom: view.zoom, x: view.x + dx, y: view.y + dy }
}
