import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { LineEdge } from '@/components/canvas/flow'
import { curve } from '@/lib/layout/route/curve'
import { LineGround, useLineStanding } from './line-path'

/** A tube: headers go round the packet. */
export const Tunnel = memo(function Tunnel({ data }: EdgeProps<LineEdge>) {
  if (data === undefined) return null
  return <TunnelPath line={data.line} />
})

function TunnelPath({ line }: { readonly line: NonNullable<LineEdge['data']>['line'] }) {
  const standing = useLineStanding(line)
  const d = curve(line.points, 12)
  return (
    <g className={standing}>
      <LineGround line={line} />
      <path className="l-tube-edge" d={d} />
      <path className="l-tube" d={d} />
    </g>
  )
}
