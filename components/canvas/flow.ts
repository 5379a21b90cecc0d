import type { Edge, Node } from '@xyflow/react'
import type { Box, Drawing, Line } from '@/lib/layout/drawing'

export type BoxNode = Node<{ readonly box: Box; readonly title: string; readonly joined: boolean }, 'area' | 'card'>
export type LineEdge = Edge<{ readonly line: Line }, Line['kind']>

/** Cards stand above lines, lines above the boxes around them. */
const Z = { area: 0, line: 10, card: 20 } as const

function nodeOf(box: Box, parent: Box | undefined, title: string, joined: ReadonlySet<string>): BoxNode {
  return {
    id: box.id,
    type: box.shape === 'area' ? 'area' : 'card',
    position: { x: box.x - (parent?.x ?? 0), y: box.y - (parent?.y ?? 0) },
    ...(parent === undefined ? {} : { parentId: parent.id }),
    // Sizes are known: nothing has to be measured before it is drawn.
    width: box.w, height: box.h, measured: { width: box.w, height: box.h },
    data: { box, title, joined: joined.has(box.id) },
    zIndex: box.shape === 'area' ? Z.area + box.depth : Z.card,
    ariaLabel: title, ariaRole: 'button',
    draggable: false, connectable: false, selectable: false, focusable: false,
  }
}

/** Boxes as React Flow's nodes: parents before their children, places relative to the parent. */
export function nodesOf({ boxes, lines }: Drawing, titleOf: (box: Box) => string): readonly BoxNode[] {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const joined = new Set(lines.flatMap(({ ends }) => ends))
  return boxes.map((box) => nodeOf(box, box.parent === null ? undefined : byId.get(box.parent), titleOf(box), joined))
}

export function edgesOf({ lines }: Drawing): readonly LineEdge[] {
  return lines.map((line) => ({
    id: line.id, type: line.kind, source: line.ends[0], target: line.ends[1], data: { line }, zIndex: Z.line,
    className: line.element === null ? 'hairline' : '', selectable: false, focusable: false, ariaLabel: line.label,
  }))
}

/** Which pod a box is, from 0; null for other boxes. */
export function podIndex(boxId: string): number | null {
  const [, digits] = boxId.split('/')
  return digits === undefined ? null : Number(digits)
}
