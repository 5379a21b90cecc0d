import type { Design } from '@/lib/design/design'
import { type DesignView, viewDesign } from '@/lib/design/view'
import { foldedSpots } from './arrange/folded'
import { worldSpots } from './arrange/world'
import { type Spot, shifted } from './block'
import type { Drawing } from './drawing'
import { around, flattened } from './flatten'
import { parted } from './place/placing'
import { apart } from './place/settle'
import { linesOf } from './route/lines'
import { MARGIN } from './sizes'

/** `folded`: clusters show their workloads only, networks stand narrow: for a phone. Places that the design holds are for the whole drawing. */
export type Form = 'whole' | 'folded'

const ORIGIN = { x: 0, y: 0 }

/** Moved so that the drawing begins at its margin. */
function fromMargin(spots: readonly Spot[]): readonly Spot[] {
  const { x, y } = around(flattened(spots, ORIGIN))
  return shifted(spots, MARGIN - x, MARGIN - y)
}

/** Places at the top of the drawing are those of the drawing itself, so that nothing moves when something else does. */
function wholeSpots(view: DesignView): readonly Spot[] {
  const { arranged, fixed } = parted(view, fromMargin(worldSpots(view)))
  return fixed.length === 0 ? arranged : apart(arranged, fixed)
}

/**
 * Draws a design: where every box stands and how every line runs, in canvas units.
 *
 * Pure and deterministic: the same design gives the same drawing on every machine, because texts are measured with a shipped
 * table. Places that the design holds are kept (moved apart where boxes have grown), everything else is arranged, or finds a free spot.
 */
export function layoutDesign(design: Design, form: Form = 'whole'): Drawing {
  const view = viewDesign(form === 'folded' ? { ...design, layout: {} } : design)
  const boxes = flattened(form === 'folded' ? fromMargin(foldedSpots(view)) : wholeSpots(view), ORIGIN)
  const frame = boxes.length === 0 ? { x: MARGIN, y: MARGIN, w: 0, h: 0 } : around(boxes)
  return { boxes, lines: linesOf(view, boxes), x: frame.x - MARGIN, y: frame.y - MARGIN, w: frame.w + 2 * MARGIN, h: frame.h + 2 * MARGIN }
}
