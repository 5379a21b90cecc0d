import { memo } from 'react'
import type { Way } from '@/components/editor/protocol'
import { useEditor } from '@/components/editor/store'
import { beside, curve, middleOf } from '@/lib/layout/route/curve'
import type { Form } from '@/lib/layout/layout'
import type { Stretch } from '@/lib/layout/route/path'

/** Half the distance between the way there and the way back. */
const APART = 2.5
const SHORT = 14
const NO_WAYS: readonly Way[] = []
const CLASSES = { forward: 'p-fwd', return: 'p-ret', lookup: 'p-look' } as const

const longEnough = (points: Stretch['points']) => points.some((point, index) => index > 0 && Math.abs(point.x - (points[index - 1]?.x ?? 0)) + Math.abs(point.y - (points[index - 1]?.y ?? 0)) > SHORT)

function StretchPath({ stretch, stage }: { readonly stretch: Stretch; readonly stage: Way['stage'] }) {
  const points = beside(stretch.points, APART)
  const { at, angle } = middleOf(points)
  const mended = stretch.state === 'if-mended'
  return (
    <>
      <path className="p-halo" d={curve(points, 7)} />
      <path className={mended ? 'p-asif' : CLASSES[stage]} d={curve(points, 7)} />
      {stage === 'forward' && !mended && longEnough(points) && <path className="p-arrow" d="M-3.5 -3.6L4 0L-3.5 3.6z" transform={`translate(${at.x} ${at.y}) rotate(${angle})`} />}
    </>
  )
}

/** The answer's ways over the drawing: forward solid, return dotted, what would follow after a repair thin and dashed. */
export const Ways = memo(function Ways({ form }: { readonly form: Form }) {
  const ways = useEditor(({ answering }) => (answering.state !== 'told' ? NO_WAYS : form === 'folded' ? answering.told.foldedWays : answering.told.ways))
  const showsLookup = useEditor(({ tab, lane }) => tab === 'lookup' || (form === 'folded' && lane === 'lookup'))
  const shown = ways.filter(({ stage }) => (stage === 'lookup') === showsLookup)
  return (
    <svg className="ways" width="1" height="1" aria-hidden="true">
      {shown.map(({ stage, stretches }, lane) => (
        <g key={lane}>
          {stretches.map((stretch, index) => (
            <StretchPath key={index} stretch={stretch} stage={stage} />
          ))}
        </g>
      ))}
    </svg>
  )
})
