import { curve } from '@/lib/layout/route/curve'
import type { Line } from '@/lib/layout/drawing'
import { useEditor } from '@/components/editor/store'

/** The wide, invisible stroke that a pointer hits, and the glow of a chosen line. */
export function LineGround({ line }: { readonly line: Line }) {
  const d = curve(line.points)
  return (
    <>
      <path className="l-focus" d={d} />
      <path className="l-hit" d={d} />
    </>
  )
}

export const useLineStanding = (line: Line): string =>
  useEditor(({ selected, pointed }) => `${line.state === 'down' ? ' is-down' : ''}${selected?.element === line.element ? ' is-sel' : ''}${pointed?.element === line.element ? ' is-pointed' : ''}`)
