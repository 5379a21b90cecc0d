import { memo } from 'react'
import type { Checked } from '@/components/editor/protocol'
import type { Box, Drawing, Line, Point } from '@/lib/layout/drawing'

const pathOf = (points: readonly Point[]): string => points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
const d = (line: Line): string => pathOf(line.points)
const STRIPS = new Set(['vpc', 'cluster'])

function BoxShape({ box }: { readonly box: Box }) {
  const area = box.shape === 'area'
  return (
    <g className={`f-${box.family} k-${box.kind}`}>
      <rect className={area ? 'b' : 'c'} x={box.x} y={box.y} width={box.w} height={box.h} rx={area ? 12 : 7} />
      {STRIPS.has(box.kind) && <rect className="h" x={box.x + 2} y={box.y + 2} width={box.w - 4} height="24" rx="8" />}
      {!area && (box.family === 'workload' ? <rect className="cb" x={box.x} y={box.y} width="11" height={box.h} rx="4" /> : <circle className="cb" cx={box.x + box.w / 2} cy={box.y + box.h / 2} r="7" />)}
    </g>
  )
}

function LineShape({ line }: { readonly line: Line }) {
  const down = line.state === 'down' ? 'down' : ''
  switch (line.kind) {
    case 'tunnel': return <g className={down}><path className="te" d={d(line)} /><path className="ti" d={d(line)} /></g>
    case 'bgp-session': return <g className={down}><path className="bg" d={d(line)} /></g>
    case 'peering': return <path className="pe" d={d(line)} />
    case 'attachment': return <path className="at" d={d(line)} />
  }
}

const middle = (drawing: Drawing, element: string): { readonly x: number; readonly y: number } | null => {
  const box = drawing.boxes.find((one) => one.element === element)
  if (box !== undefined) return box.shape === 'area' ? { x: box.x + box.w, y: box.y } : { x: box.x + box.w / 2, y: box.y + box.h / 2 }
  const points = drawing.lines.find((line) => line.element === element)?.points
  const [from, to] = [points?.[0], points?.at(-1)]
  return from === undefined || to === undefined ? null : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
}

/** The way that the answer takes, and an octagon where a blocker is mended. */
function AnswerShape({ drawing, first }: { readonly drawing: Drawing; readonly first: Checked }) {
  const stretches = first.ways.filter(({ stage }) => stage === 'forward').flatMap((way) => way.stretches)
  const marks = first.blocked.map((element) => middle(drawing, element)).filter((at) => at !== null)
  return (
    <g>
      {stretches.map(({ points, state }, index) => <path key={index} className={state === 'done' ? 'pa' : 'pa asif'} d={pathOf(points)} />)}
      {marks.map(({ x, y }, index) => (
        <g key={index} transform={`translate(${x} ${y}) scale(2.4)`}>
          <path className="no" d="M-5 -12h10l7 7v10l-7 7h-10l-7 -7v-10z" />
          <path className="x" d="M-4.5 -4.5l9 9M4.5 -4.5l-9 9" />
        </g>
      ))}
    </g>
  )
}

/** A design in small, in the language of the canvas: no words, every shape. */
export const Thumbnail = memo(function Thumbnail({ drawing, first }: { readonly drawing: Drawing; readonly first: Checked | null }) {
  const areas = drawing.boxes.filter(({ shape }) => shape === 'area')
  const cards = drawing.boxes.filter(({ shape }) => shape !== 'area')
  return (
    <svg className="thumb" viewBox={`${drawing.x} ${drawing.y} ${drawing.w} ${drawing.h}`} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      {areas.map((box) => <BoxShape key={box.id} box={box} />)}
      {drawing.lines.map((line) => <LineShape key={line.id} line={line} />)}
      {cards.map((box) => <BoxShape key={box.id} box={box} />)}
      {first !== null && <AnswerShape drawing={drawing} first={first} />}
    </svg>
  )
})
