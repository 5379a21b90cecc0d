import type { Design } from '@/lib/design/design'
import { viewDesign } from '@/lib/design/view'
import { foldedSpots } from './arrange/folded'
import { worldSpots } from './arrange/world'
import type { Drawing } from './drawing'
import { around, flattened } from './flatten'
import { placed } from './placements'
import { linesOf } from './route/lines'
import { MARGIN } from './sizes'

/** `folded`: clusters show their workloads only, networks stand narrow: for a phone. Places that the design holds are for the whole drawing. */
export type Form = 'whole' | 'folded'

/**
 * Draws a design: where every box stands and how every line runs, in canvas units.
 *
 * Pure and deterministic: the same design gives the same drawing on every machine, because texts are measured with a shipped
 * table. Places that the design holds are kept, everything else is arranged.
 */
export function layoutDesign(design: Design, form: Form = 'whole'): Drawing {
  const view = viewDesign(design)
  const boxes = form === 'folded' ? flattened(foldedSpots(view), { x: 0, y: 0 }) : flattened(placed(worldSpots(view), design.layout), { x: 0, y: 0 })
  const frame = around(boxes)
  const moved = boxes.map(box => ({ ...box, x: box.x - frame.x + MARGIN, y: box.y - frame.y + MARGIN }))
  return { boxes: moved, lines: linesOf(view, moved), w: frame.w + 2 * MARGIN, h: frame.h + 2 * MARGIN }
}
