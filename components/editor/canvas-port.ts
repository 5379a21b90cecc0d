import type { Point } from '@/lib/layout/drawing'

/** What stands at a point of the window: boxes from the innermost outwards. Null outside the drawing. */
export interface Hit { readonly at: Point; readonly chain: readonly string[]; /** Those of the chain that hold others. */ readonly areas: readonly string[] }
export interface CanvasPort { readonly hit: (x: number, y: number) => Hit | null; /** Takes the focus to what is chosen, as soon as that is drawn; gives up after so many frames, and where it has left `from` meanwhile. */ readonly focus: (frames?: number, from?: Element | null) => void; readonly isWhole: boolean }

/** How the palette reaches the drawing; null while none is shown. */
export const canvasPort: { current: CanvasPort | null } = { current: null }
