'use client'

import '@xyflow/react/dist/style.css'
import { Background, ReactFlow } from '@xyflow/react'

export function Canvas() {
  return (
    <ReactFlow nodes={[]} edges={[]} colorMode="system" aria-label="Drawing">
      <Background />
    </ReactFlow>
  )
}
