import { COLUMN_GAP, PAD, POD_GAP, SITE_PAD, STRIP } from '@/lib/layout/sizes'
import type { Point } from '@/lib/layout/drawing'

/** Where in a box a person may place something: below its strip. */
export const LEAST_PLACE: Point = { x: POD_GAP, y: STRIP + 2 }

/** How much stays free behind the content of a box, by its kind, as the arrangement has it. */
export const padOf = (kind: string): number => (kind === 'site' ? SITE_PAD : kind === 'subnet' ? POD_GAP : PAD)

/** What a gateway on the border leaves free inside. */
export const besideGateway = (width: number): number => Math.ceil(width / 2) + COLUMN_GAP

/** An empty box has room to drop something into. */
const LEAST: Readonly<Record<string, { readonly w: number; readonly h: number }>> = { site: { w: 280, h: 170 }, vpc: { w: 240, h: 140 }, cluster: { w: 180, h: 92 } }
export const leastOf = (kind: string): { readonly w: number; readonly h: number } => LEAST[kind] ?? { w: 0, h: STRIP + 24 }
