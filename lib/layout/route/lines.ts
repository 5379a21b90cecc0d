import type { DesignLink } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Box, Line, Point, Rect } from '@/lib/layout/drawing'
import { attachmentsOf } from './attachments'
import { type Grid, gridOf, obstaclesOf } from './grid'
import { route } from './router'
import { straight } from './straight'

const stateOf = (link: DesignLink): 'up' | 'down' => ('state' in link && link.state === 'down' ? 'down' : 'up')
/** Two links between the same boxes, whichever is named first. */
const between = (ends: readonly [string, string]): string => [...ends].sort().join('~')

interface Wanted { readonly id: string; readonly element: ElementId | null; readonly kind: Line['kind']; readonly ends: readonly [string, string]; readonly label: string; readonly state: 'up' | 'down' }

function wantedLines(view: DesignView): readonly Wanted[] {
  const drawn = view.links.map(({ id, link }): Wanted => ({ id, element: id, kind: link.kind, ends: [link.ends[0] ?? '', link.ends[1] ?? ''], label: link.name ?? id, state: stateOf(link) }))
  const attached = attachmentsOf(view).map((ends): Wanted => ({ id: ends.join('~'), element: null, kind: 'attachment', ends, label: '', state: 'up' }))
  return [...drawn, ...attached]
}

/** Every line of the drawing: straight where its ends face each other, else around what stands between. */
export function linesOf(view: DesignView, boxes: readonly Box[]): readonly Line[] {
  const byId = new Map(boxes.map(box => [box.id, box]))
  const obstacles = obstaclesOf(boxes)
  const grid = gridOf(boxes)
  const wanted = wantedLines(view)
  const groups = new Map<string, string[]>()
  for (const { id, ends } of wanted) groups.set(between(ends), [...(groups.get(between(ends)) ?? []), id])
  return wanted.flatMap((line): readonly Line[] => {
    const [a, b] = [byId.get(line.ends[0]), byId.get(line.ends[1])]
    if (a === undefined || b === undefined || (line.kind === 'attachment' && sameColumn(a, b))) return []
    const group = groups.get(between(line.ends)) ?? []
    const points = connect(a, b, { index: group.indexOf(line.id), count: group.length }, obstacles.filter(rect => !same(rect, a) && !same(rect, b)), grid)
    return points === null ? [] : [{ ...line, points }]
  })
}

/** Cards below each other with others between them: a hairline would go round the whole column. */
const sameColumn = (a: Box, b: Box): boolean => !a.straddles && !b.straddles && a.x === b.x && a.w === b.w

const same = (a: Rect, b: Rect): boolean => a.x === b.x && a.y === b.y && a.w === b.w

export function connect(a: Rect, b: Rect, lane: { readonly index: number; readonly count: number }, obstacles: readonly Rect[], grid: Grid): readonly Point[] | null {
  return straight(a, b, lane, obstacles) ?? route(grid, a, b) ?? elbow(a, b)
}

/** Where everything is blocked, as in a drawing that a person has crowded: from middle to middle. */
function elbow(a: Rect, b: Rect): readonly Point[] {
  const [from, to] = [{ x: a.x + a.w / 2, y: a.y + a.h / 2 }, { x: b.x + b.w / 2, y: b.y + b.h / 2 }]
  return [from, { x: to.x, y: from.y }, to]
}
