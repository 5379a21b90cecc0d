import { Handle, Position } from '@xyflow/react'

/**
 * Where React Flow takes a line to begin and end. It measures them in the document whatever the node says of its handles, so a box
 * without them has no lines. Lines themselves run as the layout drew them.
 */
export function Joints() {
  return (
    <>
      <Handle type="source" position={Position.Top} isConnectable={false} className="joint" />
      <Handle type="target" position={Position.Top} isConnectable={false} className="joint" />
    </>
  )
}
