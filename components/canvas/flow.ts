import type { Edge, Node } from '@xyflow/react'
import type { Box, Drawing, Line, Point } from '@/lib/layout/drawing'

export type BoxNode = Node<{ readonly box: Box; readonly title: string; readonly joined: boolean }, 'area' | 'card'>
export type LineEdge = Edge<{ readonly line: Line }, Line['kind']>

/** Cards stand above lines, lines above the boxes around them. */
const Z = { area: 0, line: 10, card: 20 } as const
/** Areas are taken by their strip, so that a pointer inside them reaches the drawing. */
const HANDLE = '.strip'

/** How one box stands on the canvas now, beside what the drawing says of it. */
export interface Stance { readonly title: string; readonly joined: boolean; readonly focusable: boolean; readonly draggable: boolean; readonly selected: boolean; readonly at: Point }

function nodeOf(box: Box, parent: Box | undefined, { title, joined, focusable, draggable, selected, at }: Stance): BoxNode {
  const area = box.shape === 'area'
  return {
    id: box.id,
    type: area ? 'area' : 'card',
    position: at,
    ...(parent === undefined ? {} : { parentId: parent.id }),
    ...(area ? { dragHandle: HANDLE } : {}),
    // Sizes are known: nothing has to be measured before it is drawn.
    width: box.w, height: box.h, measured: { width: box.w, height: box.h },
    data: { box, title, joined },
    zIndex: area ? Z.area + box.depth : Z.card,
    ariaLabel: title, ariaRole: 'button',
    draggable, selected, focusable, connectable: false,
    ...standsAside(focusable),
  }
}

/** One tab stop for the whole drawing; the others can take the focus, so that it never falls between two of them. */
const standsAside = (focusable: boolean) => (focusable ? {} : { domAttributes: { tabIndex: -1 } })

const same = (a: Box, b: Box): boolean => a === b || (Object.keys(a) as (keyof Box)[]).every((key) => a[key] === b[key])
const alike = (a: Stance, b: Stance): boolean => a.title === b.title && a.joined === b.joined && a.focusable === b.focusable && a.draggable === b.draggable && a.selected === b.selected && a.at.x === b.at.x && a.at.y === b.at.y

interface Kept { readonly box: Box; readonly stance: Stance; readonly node: BoxNode }

/** What of the canvas's own state decides how boxes stand. `moved`: places relative to the parent, while they are dragged. */
export interface Standing { readonly titleOf: (box: Box) => string; readonly focus: string | null; readonly editable: boolean; readonly marked: ReadonlySet<string>; readonly moved: ReadonlyMap<string, Point> }

/** Projects drawings to nodes: a box that is drawn as before keeps its node object, so that React passes over it. */
export function projection(): (drawing: Drawing, standing: Standing) => readonly BoxNode[] {
  let kept = new Map<string, Kept>()
  return ({ boxes, lines }, { titleOf, focus, editable, marked, moved }) => {
    const byId = new Map(boxes.map((box) => [box.id, box]))
    const joined = new Set(lines.flatMap(({ ends }) => ends))
    const next = new Map<string, Kept>()
    for (const box of boxes) {
      const parent = box.parent === null ? undefined : byId.get(box.parent)
      const stance: Stance = {
        title: titleOf(box), joined: joined.has(box.id), focusable: box.id === focus, draggable: editable && box.kind !== 'pod', selected: marked.has(box.id),
        at: moved.get(box.id) ?? { x: box.x - (parent?.x ?? 0), y: box.y - (parent?.y ?? 0) },
      }
      const before = kept.get(box.id)
      next.set(box.id, before !== undefined && same(before.box, box) && alike(before.stance, stance) ? before : { box, stance, node: nodeOf(box, parent, stance) })
    }
    kept = next
    return [...next.values()].map(({ node }) => node)
  }
}

const edgeOf = (line: Line, focus: string | null): LineEdge => ({
  id: line.id, type: line.kind, source: line.ends[0], target: line.ends[1], data: { line }, zIndex: Z.line,
  className: line.element === null ? 'hairline' : '', selectable: false, focusable: line.id === focus, ariaLabel: line.label,
  ...standsAside(line.id === focus),
})

const written = (line: Line): string => JSON.stringify(line)

/** The same for lines. */
export function lineProjection(): (lines: readonly Line[], focus: string | null) => readonly LineEdge[] {
  let kept = new Map<string, { readonly line: Line; readonly words: string; readonly edge: LineEdge }>()
  return (lines, focus) => {
    kept = new Map(lines.map((line) => {
      const before = kept.get(line.id)
      const focusable = line.id === focus
      if (before !== undefined && before.edge.focusable === focusable && (before.line === line || before.words === written(line))) return [line.id, before]
      return [line.id, { line, words: written(line), edge: edgeOf(line, focus) }]
    }))
    return [...kept.values()].map(({ edge }) => edge)
  }
}

/** Which pod a box is, from 0; null for other boxes. */
export function podIndex(boxId: string): number | null {
  const [, digits] = boxId.split('/')
  return digits === undefined ? null : Number(digits)
}
