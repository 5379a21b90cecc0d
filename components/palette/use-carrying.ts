import type { PointerEvent, RefObject } from 'react'
import { hover, notify, view } from '@/components/editor/canvas-acts'
import { canvasPort } from '@/components/editor/canvas-port'
import { placeAmong, placesFor, type Places } from '@/components/editor/places'
import type { KindEntry } from '@/components/editor/protocol'
import type { ElementKind } from '@/lib/design/kinds/index'
import { placeAt } from './place'

/** Beyond this a press is a drag. A finger that moves up or down scrolls the palette instead. */
const STILL = 5

interface Drag { readonly x: number; readonly y: number; carrying: boolean; places: Places; readonly asked: Promise<Places> }

/** Carries a kind from the palette to the drawing with the mouse or a finger. `carried`: that the press which ends was a drag, no click. */
export function useCarrying(entry: KindEntry, carried: RefObject<boolean>) {
  if (entry.is === 'link') return {}
  const kind = entry.kind as ElementKind

  const onPointerDown = (down: PointerEvent<HTMLElement>) => {
    if (!down.isPrimary || down.button !== 0) return
    carried.current = false
    const item = down.currentTarget
    const asked = placesFor({ kind })
    const drag: Drag = { x: down.clientX, y: down.clientY, carrying: false, places: {}, asked }
    void asked.then((places) => {
      drag.places = places
    })
    const onMove = (move: globalThis.PointerEvent) => {
      if (!drag.carrying && Math.hypot(move.clientX - drag.x, move.clientY - drag.y) < STILL) return
      if (!drag.carrying) {
        drag.carrying = true
        carried.current = true
        item.setPointerCapture(move.pointerId)
      }
      view({ carried: { kind, x: move.clientX, y: move.clientY } })
      hover(overAt(move, drag.places))
    }
    const done = () => {
      item.removeEventListener('pointermove', onMove)
      item.removeEventListener('pointerup', onUp)
      item.removeEventListener('pointercancel', done)
      view({ carried: null, over: null, ...(drag.carrying ? { palette: false } : {}) })
    }
    const onUp = (up: globalThis.PointerEvent) => {
      done()
      if (drag.carrying) void drop(kind, up, asked)
    }
    item.addEventListener('pointermove', onMove)
    item.addEventListener('pointerup', onUp)
    item.addEventListener('pointercancel', done)
  }
  return { onPointerDown }
}

function overAt({ clientX, clientY }: globalThis.PointerEvent, places: Places) {
  const hit = canvasPort.current?.hit(clientX, clientY)
  if (hit === null || hit === undefined || Object.keys(places).length === 0) return null
  const target = placeAmong(hit.chain, places, { isArea: (id) => hit.areas.includes(id) })
  return 'refusal' in target ? { box: target.at, refusal: target.refusal } : { box: target.into, refusal: null }
}

async function drop(kind: ElementKind, { clientX, clientY }: globalThis.PointerEvent, asked: Promise<Places>): Promise<void> {
  const port = canvasPort.current
  const hit = port?.hit(clientX, clientY)
  if (port === null || hit === null || hit === undefined) return
  const target = placeAmong(hit.chain, await asked, { isArea: (id) => hit.areas.includes(id) })
  if ('refusal' in target) return notify(target.refusal)
  await placeAt(kind, target.into, port.isWhole ? hit.at : null)
}
