import type { ElementId } from '@/lib/net/element-id'
import { Glyph } from '@/components/ui/glyph'
import { useEditor } from '@/components/editor/store'
import { useMarks } from '@/components/canvas/standing'

/** Numbers of blockers, the same as in the list of blockers. */
export function Marks({ element }: { readonly element: ElementId }) {
  const marks = useMarks(element)
  if (marks.length === 0) return null
  return (
    <span className="marks">
      {marks.map(({ number, mended }) => (
        <span key={number} className={mended ? 'tag' : 'tag hollow'}>
          {number}
        </span>
      ))}
    </span>
  )
}

/** A triangle where the drawing itself is wrong. */
export function ProblemDot({ element }: { readonly element: ElementId }) {
  const worst = useEditor(({ opening }) => (opening.state === 'open' ? opening.opened.problems.find((problem) => problem.element === element)?.severity : undefined))
  if (worst === undefined) return null
  return (
    <span className={`problem-dot ${worst}`}>
      <Glyph name={worst} />
    </span>
  )
}
