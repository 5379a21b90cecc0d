import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { BoxNode } from '@/components/canvas/flow'
import { useStanding } from '@/components/canvas/standing'
import { Glyph } from '@/components/ui/glyph'
import { Joints } from './joints'
import { Marks, ProblemDot } from './marks'

/** A box that holds others: a strip with its name, and room below. */
export const Area = memo(function Area({ data: { box, joined } }: NodeProps<BoxNode>) {
  const standing = useStanding(box)
  return (
    <div className={`box f-${box.family} k-${box.kind}${standing}`}>
      <div className="strip">
        <Glyph name={box.glyph} />
        <b>{box.label}</b>
        {box.sub !== '' && <span className={box.subIs === 'code' ? 'sub mono' : 'sub'}>{box.sub}</span>}
        {box.end !== '' && <span className="end">{box.end}</span>}
      </div>
      <ProblemDot element={box.element} />
      <Marks element={box.element} />
      {joined && <Joints />}
    </div>
  )
})
