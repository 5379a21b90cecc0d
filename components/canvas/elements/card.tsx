import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { BoxNode } from '@/components/canvas/flow'
import { useStanding } from '@/components/canvas/standing'
import { Glyph } from '@/components/ui/glyph'
import { Joints } from './joints'
import { Marks, ProblemDot } from './marks'

/** Below this width the glyph stands above the name. */
const UPRIGHT = 72
const SMALL = 30

/** A box that holds nothing: glyph, name, and the one fact that tells it from its like. */
export const Card = memo(function Card({ data: { box, title, joined } }: NodeProps<BoxNode>) {
  const standing = useStanding(box)
  const shape = `${box.shape === 'cloud' ? ' cloud' : ''}${box.w < UPRIGHT ? ' upright' : ''}${box.h < SMALL ? ' small' : ''}`
  return (
    <div className={`el f-${box.family} k-${box.kind}${shape}${standing}`} title={title}>
      <Glyph name={box.glyph} />
      <span className="words">
        <span className="n clip">{box.label}</span>
        {box.sub !== '' && <span className={box.subIs === 'code' ? 'a mono' : 'a clip'}>{box.sub}</span>}
      </span>
      <ProblemDot element={box.element} />
      <Marks element={box.element} />
      {joined && <Joints />}
    </div>
  )
})
