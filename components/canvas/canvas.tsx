'use client'

import '@xyflow/react/dist/base.css'
import './canvas.css'
import { useOpened, useNarrow } from '@/components/editor/hooks'
import { Surface } from './surface'

/** The drawing of the open design: whole where there is room, folded on a phone. */
export function Canvas() {
  const opened = useOpened()
  const form = useNarrow() ? 'folded' : 'whole'
  if (opened === null) return <p className="waiting">Drawing …</p>
  // Another design waits for the worker first, which takes this away: an edit keeps it.
  return <Surface key={form} drawing={form === 'folded' ? opened.folded : opened.drawing} named={opened.named} form={form} />
}
