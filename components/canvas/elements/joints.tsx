import { Handle, Position, useNodeId, useStoreApi, useUpdateNodeInternals } from '@xyflow/react'
import { useEffect } from 'react'

/**
 * Where React Flow takes a line to begin and end. It measures them in the document whatever the node says of its handles, so a box
 * without them has no lines, and one that gets its first line has to be measured again. Lines themselves run as the layout drew them.
 */
export function Joints() {
  const id = useNodeId()
  const store = useStoreApi()
  const measure = useUpdateNodeInternals()
  useEffect(() => {
    if (id !== null && store.getState().nodeLookup.get(id)?.internals.handleBounds !== undefined) measure(id)
  }, [id, store, measure])
  return (
    <>
      <Handle type="source" position={Position.Top} isConnectable={false} className="joint" />
      <Handle type="target" position={Position.Top} isConnectable={false} className="joint" />
    </>
  )
}
