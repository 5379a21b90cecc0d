import { Background, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal, type EdgeTypes, type NodeChange, type NodeTypes } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { canvasPort } from '@/components/editor/canvas-port'
import type { Named } from '@/components/editor/protocol'
import { point, select } from '@/components/editor/selection'
import { useEditor } from '@/components/editor/store'
import type { Drawing } from '@/lib/layout/drawing'
import type { Form } from '@/lib/layout/layout'
import { Beginning } from './beginning'
import { Area } from './elements/area'
import { Card } from './elements/card'
import { lineProjection, podIndex, projection, type BoxNode, type LineEdge } from './flow'
import { chainAt } from './hit'
import { Attachment } from './lines/attachment'
import { Labels } from './lines/labels'
import { Peering } from './lines/peering'
import { BgpSession } from './lines/session'
import { Tunnel } from './lines/tunnel'
import { ContextMenu } from './menu'
import { movedLines } from './moved-lines'
import { Notice } from './notice'
import { Plug } from './plug'
import { titleOf } from './title'
import { Tools } from './tools'
import { useClicks } from './use-clicks'
import { useClipboard } from './use-clipboard'
import { useDragging } from './use-dragging'
import { useGrowing } from './use-growing'
import { useKeyboard } from './use-keyboard'
import { useLongPress } from './use-long-press'
import { useMarquee } from './use-marquee'
import { useShortcuts } from './use-shortcuts'
import { fitted, useViewport } from './use-viewport'
import { Ways } from './ways'

const NODE_TYPES: NodeTypes = { area: Area, card: Card }
const EDGE_TYPES: EdgeTypes = { tunnel: Tunnel, 'bgp-session': BgpSession, peering: Peering, attachment: Attachment }
const HIDE = { hideAttribution: false } as const
const GRID: [number, number] = [4, 4]
const TOGETHER = ['Shift', 'Meta', 'Control']

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
  const flow = useReactFlow()
  const readOnly = useEditor((state) => state.readOnly)
  const editable = form === 'whole' && !readOnly
  const sight = useViewport(drawing, form)
  const dragging = useDragging(drawing)
  const { root, current, onKeyDown, focus } = useKeyboard({ drawing, editable, dragging, sight })
  useShortcuts(drawing, { editable })
  useClipboard({ editable })
  const marquee = useMarquee()
  const { moved, handlers } = dragging
  const onNodesChange = useCallback((changes: NodeChange<BoxNode>[]) => {
    handlers.onNodesChange(changes)
    marquee.onChanges(changes)
  }, [handlers, marquee])
  const marked = useEditor((state) => state.canvas.marked)
  const minimap = useEditor((state) => state.canvas.minimap)
  const connecting = useEditor((state) => state.canvas.tool.type === 'connect')
  const [project] = useState(projection)
  const [projectLines] = useState(lineProjection)
  const grown = useGrowing(drawing.boxes.length, form)
  const focusBox = current?.type === 'box' ? current.id : null
  const titles = useMemo(() => new Map(drawing.boxes.map((box) => [box.id, titleOf(box, named)])), [drawing, named])
  const allNodes = useMemo(() => project(drawing, { titleOf: ({ id }) => titles.get(id) ?? '', focus: focusBox, editable, marked: new Set(marked), moved }), [project, drawing, titles, focusBox, editable, marked, moved])
  const nodes = useMemo(() => allNodes.slice(0, grown), [allNodes, grown])
  const whole = grown >= drawing.boxes.length
  const lines = useMemo(() => movedLines(drawing, moved), [drawing, moved])
  const focusLine = current?.type === 'line' ? current.id : null
  const edges = useMemo((): LineEdge[] => (whole ? [...projectLines(lines, focusLine)] : []), [projectLines, whole, lines, focusLine])

  useEffect(() => {
    canvasPort.current = {
      hit: (x, y) => {
        const room = root.current?.getBoundingClientRect()
        if (room === undefined || x < room.left || x > room.right || y < room.top || y > room.bottom) return null
        const point = flow.screenToFlowPosition({ x, y }, { snapToGrid: false })
        const chain = chainAt(drawing, point)
        return { at: point, chain, areas: chain.filter((id) => drawing.boxes.some((box) => box.id === id && box.shape === 'area')) }
      },
      focus, isWhole: form === 'whole',
    }
    return () => {
      canvasPort.current = null
    }
  })

  const { onGround, onBox, onMenu, openMenu } = useClicks(drawing)
  const longPress = useLongPress(openMenu)
  return (
    <div ref={root} className={`h-full w-full${moved.size > 0 ? ' is-moving' : ''}${connecting ? ' is-connecting' : ''}`} onKeyDown={onKeyDown} {...longPress} data-drawn={whole} data-boxes={drawing.boxes.length} data-lines={drawing.lines.length}>
      <ReactFlow<BoxNode, LineEdge>
        nodes={nodes as BoxNode[]} edges={edges} nodeTypes={NODE_TYPES} edgeTypes={EDGE_TYPES} zIndexMode="manual" defaultViewport={fitted(drawing, form, size)}
        attributionPosition="bottom-center" minZoom={0.2} maxZoom={2.5} proOptions={HIDE} colorMode="system" disableKeyboardA11y deleteKeyCode={null} multiSelectionKeyCode={editable ? TOGETHER : null} selectionKeyCode={editable ? 'Shift' : null}
        nodesDraggable={editable && !connecting} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={editable} autoPanOnNodeFocus={false} zoomOnDoubleClick={false}
        snapToGrid snapGrid={GRID} nodeDragThreshold={4} selectNodesOnDrag={false}
        onNodesChange={onNodesChange} onNodeDragStart={handlers.onNodeDragStart} onNodeDrag={handlers.onNodeDrag} onNodeDragStop={handlers.onNodeDragStop}
        onSelectionDragStart={(event, all) => handlers.onNodeDragStart(event, null, all)} onSelectionDragStop={(event, all) => handlers.onNodeDragStop(event.nativeEvent, null, all)}
        onSelectionStart={marquee.onSelectionStart} onSelectionEnd={marquee.onSelectionEnd}
        onNodeClick={onBox} onNodeContextMenu={onMenu} onPaneContextMenu={onMenu} onSelectionContextMenu={onMenu}
        onNodeMouseEnter={(_, node) => point({ element: node.data.box.element, pod: podIndex(node.id) })}
        onNodeMouseLeave={() => point(null)}
        onEdgeClick={(_, edge) => choose(edge.data?.line.element ?? null)}
        onPaneClick={onGround} onMoveStart={(event) => event !== null && sight.moved()}
        aria-label="Design">
        <Background gap={16} size={1.2} />
        {minimap && <MiniMap position="top-right" pannable zoomable ariaLabel="Map of the drawing" />}
        <ViewportPortal>
          <Ways form={form} />
          <Labels lines={whole ? lines : []} />
          {editable && <Plug drawing={drawing} moved={moved} />}
        </ViewportPortal>
        <Tools sight={sight} editable={editable} />
      </ReactFlow>
      <ContextMenu focus={focus} drawing={drawing} editable={editable} />
      {!readOnly && drawing.boxes.length === 0 && <Beginning />}
      <Notice />
    </div>
  )
}
