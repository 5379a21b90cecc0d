import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { LineEdge } from '@/components/canvas/flow'
import { curve } from '@/lib/layout/route/curve'

/** A hairline between squares: plugged in. */
export const Attachment = memo(function Attachment({ data }: EdgeProps<LineEdge>) {
  if (data === undefined) return null
  const { points } = data.line
  const ends = [points[0], points.at(-1)].filter((point) => point !== undefined)
  return (
    <g>
      <path className="l-attach" d={curve(points)} />
      {ends.map(({ x, y }, index) => (
        <rect key={index} className="l-sq" x={x - 2.5} y={y - 2.5} width="5" height="5" rx="1" />
      ))}
    </g>
  )
})
