import { memo } from 'react'
import { select } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'
import { useMarks } from '@/components/canvas/standing'
import { middleOf } from '@/lib/layout/route/curve'
import type { Line } from '@/lib/layout/drawing'

/** A line's name on a pill in its middle; the drawing's only words for a tunnel. */
const Label = memo(function Label({ line, element }: { readonly line: Line; readonly element: string }) {
  const chosen = useEditor(({ selected }) => selected?.element === element)
  const marks = useMarks(element)
  const roomy = hasRoom(line)
  const { at } = middleOf(line.points)
  if (!roomy && marks.length === 0) return null
  return (
    <button type="button" tabIndex={-1} className={`pill nopan${roomy ? '' : ' bare'}${chosen ? ' sel' : ''}${line.state === 'down' ? ' is-down' : ''}`} style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }} aria-label={roomy ? undefined : line.label} onClick={() => select(element)}>
      {roomy && line.label}
      {roomy && line.state === 'down' && ' is down'}
      {marks.map(({ number, mended }) => (
        <span key={number} className={mended ? 'tag' : 'tag hollow'}>
          {number}
        </span>
      ))}
    </button>
  )
})

/** A pill covers a short line: it goes without, or shows the numbers of its blockers alone. */
const ROOM = 100
const hasRoom = ({ points }: Line) => points.some((to, index) => Math.abs(to.x - (points[index - 1] ?? to).x) + Math.abs(to.y - (points[index - 1] ?? to).y) > ROOM)

export const Labels = memo(function Labels({ lines }: { readonly lines: readonly Line[] }) {
  return lines.map((line) => (line.element === null || line.kind === 'bgp-session' ? null : <Label key={line.id} line={line} element={line.element} />))
})
