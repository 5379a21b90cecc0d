import { useRef, type PointerEvent } from 'react'

const HOLD_MS = 550
const STILL = 8

/** A finger that rests on the drawing opens the menu, as the right button of a mouse does. */
export function useLongPress(onHeld: (x: number, y: number) => void) {
  const held = useRef<{ readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout> } | null>(null)
  const letGo = () => {
    if (held.current !== null) clearTimeout(held.current.timer)
    held.current = null
  }
  return {
    onPointerDownCapture: ({ pointerType, clientX: x, clientY: y, isPrimary }: PointerEvent) => {
      letGo()
      if (pointerType === 'touch' && isPrimary) held.current = { x, y, timer: setTimeout(() => onHeld(x, y), HOLD_MS) }
    },
    onPointerMoveCapture: ({ clientX, clientY }: PointerEvent) => {
      if (held.current !== null && Math.hypot(clientX - held.current.x, clientY - held.current.y) > STILL) letGo()
    },
    onPointerUpCapture: letGo,
    onPointerCancelCapture: letGo,
  }
}
