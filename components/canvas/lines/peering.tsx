import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { LineEdge } from '@/components/canvas/flow'
import type { Line } from '@/lib/layout/drawing'
import { curve, middleOf } from '@/lib/layout/route/curve'
import { LineGround, useLineStanding } from './line-path'

/** One line with two linked rings: these two and nobody else. */
export const Peering = memo(function Peering({ data }: EdgeProps<LineEdge>) {
  return data === undefined ? null : <PeeringPath line={data.line} />
})

function PeeringPath({ line }: { readonly line: Line }) {
  const standing = useLineStanding(line)
  const { at, angle } = middleOf(line.points)
  const [dx, dy] = angle === 0 || angle === 180 ? [3, 0] : [0, 3]
  return (
    <g className={standing}>
      <LineGround line={line} />
      <path className="l-peer" d={curve(line.points)} />
      <circle className="l-peer-bead" cx={at.x - dx} cy={at.y - dy} r="4.5" />
      <circle className="l-peer-bead" cx={at.x + dx} cy={at.y + dy} r="4.5" fillOpacity="0" />
    </g>
  )
}
