import type { Viewport } from '@xyflow/react'
import type { Drawing } from '@/lib/layout/drawing'

const LARGEST = 1.25
/** Room for what floats at the bottom. */
const BOTTOM = 46

export interface Room { readonly width: number; readonly height: number }

/** Nothing but its margins. */
const isBlank = ({ w, h }: Frame): boolean => w < 40 && h < 40

type Frame = Pick<Drawing, 'x' | 'y' | 'w' | 'h'>

/** The whole drawing, in the middle of the room. */
export function wholeIn(drawing: Frame, { width, height }: Room): Viewport {
  const free = Math.max(80, height - BOTTOM)
  const zoom = isBlank(drawing) ? 1 : Math.min(LARGEST, width / drawing.w, free / drawing.h)
  return { zoom, x: (width - drawing.w * zoom) / 2 - drawing.x * zoom, y: Math.max(0, (free - drawing.h * zoom) / 2) - drawing.y * zoom }
}

/** Below this the words of a folded drawing are too small: rather as wide as the room, from the top, and one scrolls down. */
const READABLE = 0.85

/** The folded drawing: whole where that is readable, else as wide as the room. */
export function foldedIn(drawing: Drawing, room: Room): Viewport {
  const whole = wholeIn(drawing, room)
  if (whole.zoom >= READABLE) return whole
  const zoom = Math.min(1, room.width / drawing.w)
  return { zoom, x: (room.width - drawing.w * zoom) / 2 - drawing.x * zoom, y: -drawing.y * zoom }
}

interface Seen { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** Some boxes as large as can be, with a margin. */
export function aroundIn(boxes: readonly Seen[], room: Room): Viewport | null {
  if (boxes.length === 0) return null
  const margin = 40
  const [x, y] = [Math.min(...boxes.map((box) => box.x)) - margin, Math.min(...boxes.map((box) => box.y)) - margin]
  return wholeIn({ x, y, w: Math.max(...boxes.map((box) => box.x + box.w)) - x + margin, h: Math.max(...boxes.map((box) => box.y + box.h)) - y + margin }, room)
}

/** The same zoom, moved as little as shows the whole of a box; null where it shows already. */
export function showing({ x, y, w, h }: Seen, view: Viewport, room: Room): Viewport | null {
  const gap = w * view.zoom > room.width - 32 || h * view.zoom > room.height - BOTTOM - 16 ? 0 : 16
  const [left, top] = [view.x + x * view.zoom, view.y + y * view.zoom]
  const [right, bottom] = [left + w * view.zoom, top + h * view.zoom]
  const free = { right: room.width - gap, bottom: room.height - BOTTOM }
  const dx = right > free.right ? free.right - right : left < gap ? gap - left : 0
  const dy = bottom > free.bottom ? free.bottom - bottom : top < gap ? gap - top : 0
  return dx === 0 && dy === 0 ? null : { zoom: view.zoom, x: view.x + dx, y: view.y + dy }
}
