import type { Box, Drawing, Line, Point } from '@/lib/layout/drawing'

const middle = ({ x, y, w, h }: Box, by: Point): Point => ({ x: x + w / 2 + by.x, y: y + h / 2 + by.y })

/** While boxes are moved, their lines run from middle to middle: how they will run is for the layout to say. */
export function movedLines({ boxes, lines }: Drawing, moved: ReadonlyMap<string, Point>): readonly Line[] {
  if (moved.size === 0) return lines
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const by = (id: string): Point => {
    const box = byId.get(id)
    if (box === undefined) return { x: 0, y: 0 }
    const parent = box.parent === null ? undefined : byId.get(box.parent)
    const outer = box.parent === null ? { x: 0, y: 0 } : by(box.parent)
    const at = moved.get(id)
    return at === undefined ? outer : { x: outer.x + at.x - box.x + (parent?.x ?? 0), y: outer.y + at.y - box.y + (parent?.y ?? 0) }
  }
  return lines.map((line) => {
    const [a, b] = line.ends.map((id) => byId.get(id))
    const [da, db] = [by(line.ends[0]), by(line.ends[1])]
    if (a === undefined || b === undefined || (da.x === 0 && da.y === 0 && db.x === 0 && db.y === 0)) return line
    if (da.x === db.x && da.y === db.y) return { ...line, points: line.points.map(({ x, y }) => ({ x: x + da.x, y: y + da.y })) }
    const [from, to] = [middle(a, da), middle(b, db)]
    return { ...line, points: [from, { x: to.x, y: from.y }, to] }
  })
}
