import { useReactFlow, useStore } from '@xyflow/react'
import { view } from '@/components/editor/canvas-acts'
import { useEditor } from '@/components/editor/store'
import { Glyph } from '@/components/ui/glyph'
import { Legend } from './legend'
import type { Sight } from './use-viewport'

/** Zoom, fit, a map, and what the lines mean. */
export function Tools({ sight, editable }: { readonly sight: Sight; readonly editable: boolean }) {
  const flow = useReactFlow()
  const zoom = useStore((state) => Math.round(state.transform[2] * 100))
  const minimap = useEditor((state) => state.canvas.minimap)
  return (
    <div className="tools">
      <div className="float zoom" role="group" aria-label="Zoom">
        <button type="button" className="btn quiet icon" aria-label="Zoom out" onClick={() => void flow.zoomOut()}>
          <Glyph name="minus" />
        </button>
        <button type="button" className="num" title="100 % (0)" onClick={sight.toOne}>
          {zoom} %
        </button>
        <button type="button" className="btn quiet icon" aria-label="Zoom in" onClick={() => void flow.zoomIn()}>
          <Glyph name="plus" />
        </button>
        <button type="button" className="btn quiet icon" aria-label="Fit the drawing" title="Fit the drawing (1)" onClick={sight.fit}>
          <Glyph name="fit" />
        </button>
        {editable && (
          <button type="button" className="btn quiet icon" aria-label="Map" aria-pressed={minimap} onClick={() => view({ minimap: !minimap })}>
            <Glyph name="map" />
          </button>
        )}
      </div>
      <Legend />
    </div>
  )
}
