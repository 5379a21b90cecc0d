'use client'

import dynamic from 'next/dynamic'

/** React Flow writes style attributes, which the Content-Security-Policy refuses in served HTML: the canvas exists only in the browser. */
const Canvas = dynamic(() => import('./canvas').then((module) => module.Canvas), { ssr: false, loading: () => <Waiting /> })

const Waiting = () => <p className="waiting">Drawing …</p>

export function CanvasLoader() {
  return (
    <section className="canvas" aria-label="Drawing">
      <Canvas />
    </section>
  )
}
