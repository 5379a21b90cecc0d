import { useReactFlow, useStore } from '@xyflow/react'
import { Glyph } from '@/components/ui/glyph'
import { Legend } from './legend'

/** Zoom, fit, and what the lines mean. */
export function Tools({ onFit }: { readonly onFit: () => void }) {
  const flow = useReactFlow()
  const zoom = useStore((state) => Math.round(state.transform[2] * 100))
  return (
    <div className="tools">
      <div className="float zoom" role="group" aria-label="Zoom">
        <button type="button" className="btn quiet icon" aria-label="Zoom out" onClick={() => void flow.zoomOut()}>
          <Glyph name="minus" />
        </button>
        <span className="num">{zoom} %</span>
        <button type="button" className="btn quiet icon" aria-label="Zoom in" onClick={() => void flow.zoomIn()}>
          <Glyph name="plus" />
        </button>
        <button type="button" className="btn quiet icon" aria-label="Fit the drawing" onClick={onFit}>
          <Glyph name="fit" />
        </button>
      </div>
      <Legend />
    </div>
  )
}
