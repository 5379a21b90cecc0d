import { type Block, bottom, right, type Spot, spot } from '@/lib/layout/block'
import type { Point, Rect } from '@/lib/layout/drawing'
import { stripWidth } from '@/lib/layout/item'
import { GAP, PAD, POD_GAP, STRIP } from '@/lib/layout/sizes'
import { nearestFree, pushed } from './apart'
import { outlineOf } from './outline'
import { besideGateway, LEAST_PLACE, leastOf, padOf } from './room'

const straddles = ({ block }: Spot): boolean => block.item.straddles
const inside = ({ block }: Spot): boolean => !block.item.straddles
/** From the top left: the first keeps its place where two are in each other's way. */
const inOrder = (spots: readonly Spot[]): readonly Spot[] => spots.toSorted((a, b) => a.x + a.y - b.x - b.y || a.y - b.y || (a.block.item.id < b.block.item.id ? -1 : 1))
const moved = (one: Spot, from: Rect, to: Rect): Spot => spot(one.block, one.x + to.x - from.x, one.y + to.y - from.y)

/** Places that a person gave, pushed apart where boxes have grown; then what nobody placed: where it was arranged, else in a free spot near there. */
export function apart(arranged: readonly Spot[], fixed: readonly Spot[], least?: Point): readonly Spot[] {
  const taken: Rect[] = []
  const done: Spot[] = []
  const put = (one: Spot, to: Rect) => {
    taken.push(to)
    done.push(moved(one, outlineOf(one), to))
  }
  for (const one of inOrder(fixed)) put(one, pushed(outlineOf(one), taken))
  const given = [...taken]
  const isFree = (one: Spot): boolean => nearestFree(outlineOf(one), given).x === outlineOf(one).x && nearestFree(outlineOf(one), given).y === outlineOf(one).y
  const [stay, yielding] = [arranged.filter(isFree), arranged.filter(one => !isFree(one))]
  for (const one of stay) put(one, outlineOf(one))
  for (const one of inOrder(yielding)) put(one, nearestFree(outlineOf(one), taken, least))
  return done
}

/** As far right and down as makes the first stand inside. */
function within(spots: readonly Spot[], least: Point): readonly Spot[] {
  const dx = Math.max(0, ...spots.map(({ x }) => least.x - x))
  const dy = Math.max(0, ...spots.map(({ y }) => least.y - y))
  return dx === 0 && dy === 0 ? spots : spots.map(({ block, x, y }) => spot(block, x + dx, y + dy))
}

/** Gateways on one side of the border, none on another, at heights as near as can be to those they have. */
function onBorder(spots: readonly Spot[], x: (one: Spot) => number): readonly Spot[] {
  const done: Spot[] = []
  for (const one of spots.toSorted((a, b) => a.y - b.y)) done.push(spot(one.block, x(one), Math.max(one.y, STRIP + POD_GAP, done.length === 0 ? 0 : bottom(done) + POD_GAP)))
  return done
}

/**
 * A box with what is arranged in it and what a person placed there: nothing on top of anything else, everything enclosed, no larger than needed.
 *
 * The arranged block stays as it is without the others, so that it does not move when something is dropped beside it.
 */
export function settled(free: Block, fixed: readonly Spot[], given?: { readonly w?: number | undefined; readonly h?: number | undefined }): Block {
  if (fixed.length === 0) return { ...free, w: Math.max(free.w, given?.w ?? 0), h: Math.max(free.h, given?.h ?? 0) }
  const all = [...free.parts, ...fixed]
  const border = all.filter(straddles)
  const onLeft = (one: Spot) => one.x + one.block.w / 2 < (fixed.includes(one) ? widthNow(free, fixed) : free.w) / 2
  const [left, rightSide] = [border.filter(onLeft), border.filter(one => !onLeft(one))]
  const pad = padOf(free.item.kind)
  const from = { x: Math.max(LEAST_PLACE.x, ...left.map(({ block }) => besideGateway(block.w))), y: LEAST_PLACE.y }
  const content = within(apart(within(free.parts.filter(inside), from), within(fixed.filter(inside), from), from), from)
  const behind = Math.max(pad, ...rightSide.map(({ block }) => besideGateway(block.w)))
  // What is arranged keeps the size that the arrangement gave it.
  const smallest = content.length === 0 ? leastOf(free.item.kind) : free.parts.some(inside) ? free : { w: 0, h: STRIP + 24 }
  const w = Math.ceil(Math.max(stripWidth(free.item), right(content) + behind, smallest.w, given?.w ?? 0))
  const gateways = [...onBorder(left, ({ block }) => -Math.round(block.w / 2)), ...onBorder(rightSide, ({ block }) => w - Math.round(block.w / 2))]
  const h = Math.max(bottom(content) + pad, gateways.length === 0 ? 0 : bottom(gateways) + PAD, smallest.h, given?.h ?? 0)
  return { ...free, w, h, parts: [...content, ...gateways], hasPlaced: true }
}

/** How wide the box is drawn about now: tells on which half of it a gateway was put. */
const widthNow = (free: Block, fixed: readonly Spot[]): number => Math.max(free.w, right(fixed.filter(inside)) + GAP)
