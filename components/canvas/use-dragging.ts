import { type NodeChange, useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { edit, hover, notify, view } from '@/components/editor/canvas-acts'
import type { Drawing, Point } from '@/lib/layout/drawing'
import { placementsAfter, type Move } from '@/lib/layout/place/moved'
import type { BoxNode } from './flow'
import { chainAt } from './hit'
import { placeAmong, placesFor, type Places } from '@/components/editor/places'

const NOTHING: ReadonlyMap<string, Point> = new Map()
type Pointed = { readonly clientX: number; readonly clientY: number }
const pointOf = (event: MouseEvent | TouchEvent): Pointed | undefined => ('changedTouches' in event ? event.changedTouches[0] : event)

/** Where moved boxes stand in the drawing. */
function movesOf({ boxes }: Drawing, moved: ReadonlyMap<string, Point>): readonly Move[] {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  return [...moved].map(([id, at]) => {
    const parent = byId.get(byId.get(id)?.parent ?? '')
    return { id, x: at.x + (parent?.x ?? 0), y: at.y + (parent?.y ?? 0) }
  })
}

/** The design changes once, when a drag ends: until then places are the canvas's own. */
export function useDragging(drawing: Drawing) {
  const flow = useReactFlow()
  const [held, setHeld] = useState({ drawing, moved: NOTHING })
  const moved = held.drawing === drawing ? held.moved : NOTHING
  const latest = useRef({ drawing, moved })
  const places = useRef<Promise<Places>>(Promise.resolve({}))
  const known = useRef<Places>({})
  useEffect(() => {
    latest.current = { drawing, moved }
  }, [drawing, moved])

  const hold = useCallback((next: ReadonlyMap<string, Point>) => {
    latest.current = { drawing: latest.current.drawing, moved: next }
    setHeld({ drawing: latest.current.drawing, moved: next })
  }, [])

  const parentOf = (ids: readonly string[]): string | null | undefined => {
    const parents = new Set(latest.current.drawing.boxes.filter(({ id }) => ids.includes(id)).map(({ parent }) => parent))
    return parents.size === 1 ? [...parents][0] : undefined
  }

  const land = useCallback((ids: readonly string[], { clientX, clientY }: Pointed, told: Places) => {
    const chain = chainAt(latest.current.drawing, flow.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false }), new Set(ids))
    return placeAmong(chain, told, { stays: parentOf(ids), isArea: (id) => latest.current.drawing.boxes.some((box) => box.id === id && box.shape === 'area') })
  }, [flow])

  /** Stores where the moved boxes stand now: in the box that they stand in, or in another one. */
  const commit = useCallback(async (into: string | null | undefined, gesture?: string) => {
    const { drawing: now, moved: where } = latest.current
    const moves = movesOf(now, where)
    if (moves.length === 0) return
    const home = parentOf(moves.map(({ id }) => id))
    const groups = into === undefined || into === home ? [...new Set(moves.map(({ id }) => now.boxes.find((box) => box.id === id)?.parent ?? null))] : [into]
    const placements = groups.reduce((all, group) => ({ ...all, ...placementsAfter(now, into === undefined || into === home ? moves.filter(({ id }) => (now.boxes.find((box) => box.id === id)?.parent ?? null) === group) : moves, group) }), {})
    const outcome = await edit({ type: 'place', placements, ...(into === undefined || into === home ? {} : { parent: into, moved: moves.map(({ id }) => id) }), ...(gesture === undefined ? {} : { gesture }) })
    if (!outcome.ok) hold(NOTHING)
  }, [hold])

  const handlers = useMemo(() => ({
    onNodesChange: (changes: NodeChange<BoxNode>[]) => {
      const at = changes.flatMap((change) => (change.type === 'position' && change.position !== undefined && change.dragging === true ? [[change.id, change.position] as const] : []))
      if (at.length > 0) hold(new Map([...latest.current.moved, ...at]))
    },
    onNodeDragStart: (_: unknown, __: unknown, nodes: readonly BoxNode[]) => {
      known.current = {}
      places.current = placesFor({ ids: [...new Set(nodes.map(({ data }) => data.box.element as string))] })
      void places.current.then((told) => {
        known.current = told
      })
    },
    onNodeDrag: (event: MouseEvent | TouchEvent, _: unknown, nodes: readonly BoxNode[]) => {
      const point = pointOf(event)
      if (point === undefined || Object.keys(known.current).length === 0) return
      const ids = nodes.map(({ id }) => id)
      const target = land(ids, point, known.current)
      if ('refusal' in target) hover({ box: target.at, refusal: target.refusal })
      else hover(target.into === parentOf(ids) ? null : { box: target.into, refusal: null })
    },
    onNodeDragStop: (event: MouseEvent | TouchEvent, _: unknown, nodes: readonly BoxNode[]) => {
      const point = pointOf(event)
      view({ over: null })
      if (point === undefined || latest.current.moved.size === 0) return hold(NOTHING)
      const ids = nodes.map(({ id }) => id)
      void places.current.then((told) => {
        const target = land(ids, point, told)
        if (!('refusal' in target)) return commit(parentOf(ids) === undefined ? undefined : target.into)
        hold(NOTHING)
        notify(target.refusal)
        return undefined
      })
    },
  }), [hold, land, commit])

  return { moved, hold, commit, handlers, latest }
}
