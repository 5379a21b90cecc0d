'use client'

import dynamic from 'next/dynamic'

/** React Flow writes style attributes, which the Content-Security-Policy refuses in served HTML: the canvas exists only in the browser. */
const Canvas = dynamic(() => import('./Canvas').then((module) => module.Canvas), { ssr: false })

export function CanvasLoader() {
  return (
    <div className="min-h-0 flex-1">
      <Canvas />
    </div>
  )
}
