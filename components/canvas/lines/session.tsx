import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { LineEdge } from '@/components/canvas/flow'
import type { Line, Point } from '@/lib/layout/drawing'
import { curve } from '@/lib/layout/route/curve'
import { LineGround, useLineStanding } from './line-path'

/** Dots between diamonds: routes travel here, not packets. */
export const BgpSession = memo(function BgpSession({ data }: EdgeProps<LineEdge>) {
  return data === undefined ? null : <SessionPath line={data.line} />
})

const diamond = ({ x, y }: Point) => `M${x} ${y - 5}l5 5-5 5-5-5z`

function SessionPath({ line }: { readonly line: Line }) {
  const standing = useLineStanding(line)
  const [first, last] = [line.points[0], line.points.at(-1)]
  return (
    <g className={standing}>
      <LineGround line={line} />
      <path className="l-bgp" d={curve(line.points)} />
      {first !== undefined && <path className="l-bgp-end" d={diamond(first)} />}
      {last !== undefined && <path className="l-bgp-end" d={diamond(last)} />}
    </g>
  )
}
