import { ReactFlow } from '@xyflow/react'
import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { applyNodeChanges } from '@xyflow/react'

/* A React Flow page with plain nodes and nothing else, to measure the canvas against. Bundled by the bench for the browser. */

const count = Number(location.hash.slice(1))
const columns = Math.ceil(Math.sqrt(count * 2))
const first = Array.from({ length: count }, (_, at) => ({ id: String(at), position: { x: (at % columns) * 140, y: Math.floor(at / columns) * 60 }, data: { label: `node ${at}` }, style: { width: 120, height: 36 } }))

function Page() {
  const [nodes, setNodes] = useState(first)
  return createElement(ReactFlow, { nodes, onNodesChange: (changes) => setNodes((now) => applyNodeChanges(changes, now)), fitView: true, minZoom: 0.05, disableKeyboardA11y: true, nodesFocusable: false })
}

createRoot(document.getElementById('root')).render(createElement(Page))
