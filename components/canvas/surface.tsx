import { Background, ReactFlow, ReactFlowProvider, ViewportPortal, type EdgeTypes, type NodeTypes } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Named } from '@/components/editor/protocol'
import { clearSelection, point, select } from '@/components/editor/selection'
import type { Drawing } from '@/lib/layout/drawing'
import type { Form } from '@/lib/layout/layout'
import { Area } from './elements/area'
import { Card } from './elements/card'
import { edgesOf, nodesOf, podIndex, type BoxNode, type LineEdge } from './flow'
import { Attachment } from './lines/attachment'
import { Labels } from './lines/labels'
import { Peering } from './lines/peering'
import { BgpSession } from './lines/session'
import { Tunnel } from './lines/tunnel'
import { titleOf } from './title'
import { Tools } from './tools'
import { useGrowing } from './use-growing'
import { useKeyboard } from './use-keyboard'
import { fitted, useViewport } from './use-viewport'
import { Ways } from './ways'

const NODE_TYPES: NodeTypes = { area: Area, card: Card }
const EDGE_TYPES: EdgeTypes = { tunnel: Tunnel, 'bgp-session': BgpSession, peering: Peering, attachment: Attachment }
const HIDE = { hideAttribution: false } as const

interface Props { readonly drawing: Drawing; readonly named: Readonly<Record<string, Named>>; readonly form: Form }

const choose = (element: string | null) => element !== null && select(element)

/** Waits until the room is known, so that the drawing is in its place from the first frame on. */
export function Surface(props: Props) {
  const room = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<DOMRect | null>(null)
  useEffect(() => {
    // In a task of its own: what else the opened design causes has been drawn by then.
    const frame = requestAnimationFrame(() => setSize(room.current?.getBoundingClientRect() ?? null))
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div ref={room} className="h-full w-full">
      {size !== null && (
        <ReactFlowProvider>
          <Flow {...props} size={size} />
        </ReactFlowProvider>
      )}
    </div>
  )
}

function Flow({ drawing, named, form, size }: Props & { readonly size: DOMRect }) {
  const { root, current, onKeyDown } = useKeyboard(drawing)
  const { fit, onMoved } = useViewport(drawing, form)
  const allNodes = useMemo(() => nodesOf(drawing, (box) => titleOf(box, named)), [drawing, named])
  const allEdges = useMemo(() => edgesOf(drawing), [drawing])
  const grown = useGrowing(allNodes.length, drawing)
  const nodes = useMemo((): BoxNode[] => allNodes.slice(0, grown).map((node) => (current?.type === 'box' && node.id === current.id ? { ...node, focusable: true } : node)), [allNodes, grown, current])
  const edges = useMemo((): LineEdge[] => (grown < allNodes.length ? [] : allEdges.map((edge) => (current?.type === 'line' && edge.id === current.id ? { ...edge, focusable: true } : edge))), [allEdges, allNodes, grown, current])
  return (
    <div ref={root} className="h-full w-full" onKeyDown={onKeyDown} data-drawn={grown === allNodes.length} data-boxes={allNodes.length} data-lines={allEdges.length}>
      <ReactFlow<BoxNode, LineEdge>
        nodes={nodes} edges={edges} nodeTypes={NODE_TYPES} edgeTypes={EDGE_TYPES} zIndexMode="manual" defaultViewport={fitted(drawing, form, size)}
        attributionPosition="bottom-center" minZoom={0.2} maxZoom={2.5} proOptions={HIDE} colorMode="system" disableKeyboardA11y deleteKeyCode={null} selectionKeyCode={null} multiSelectionKeyCode={null}
        nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false} autoPanOnNodeFocus={false} zoomOnDoubleClick={false}
        onNodeClick={(_, node) => select(node.data.box.element, node.id)}
        onNodeMouseEnter={(_, node) => point({ element: node.data.box.element, pod: podIndex(node.id) })}
        onNodeMouseLeave={() => point(null)}
        onEdgeClick={(_, edge) => choose(edge.data?.line.element ?? null)}
        onPaneClick={clearSelection} onMoveStart={(event) => event !== null && onMoved()}
        aria-label="Design">
        <Background gap={16} size={1.2} />
        <ViewportPortal>
          <Ways form={form} />
          <Labels lines={grown < allNodes.length ? [] : drawing.lines} />
        </ViewportPortal>
        <Tools onFit={fit} />
      </ReactFlow>
    </div>
  )
}
