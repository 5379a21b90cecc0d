import type { DesignElement } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Block } from './block'
import { type Item, podBoxId } from './drawing'
import { type GlyphName, LOOKS } from './look'
import { CARD_H, CARD_MAX_W, CARD_MIN_W, POD_H } from './sizes'
import { textWidth } from './text-width'
import { captionOf, endOf, isHeadless } from './words'

const AREAS = new Set(['site', 'vpc', 'cluster', 'node'])
const NAME = 11
const ADDRESS = 10

function glyphOf(element: DesignElement): GlyphName {
  if (isHeadless(element)) return 'headless'
  if (element.kind === 'site' && element.provider === 'on-premises') return 'onprem'
  if (element.kind === 'name-server' && element.pods === undefined) return 'resolver'
  return LOOKS[element.kind].glyph
}

/** What is written into the box of an element. `shape` says whether it holds others. */
export function itemOf(view: DesignView, id: ElementId, element: DesignElement, shape: Item['shape'] = AREAS.has(element.kind) ? 'area' : 'card'): Item {
  const caption = captionOf(element)
  const subnets = element.kind === 'vpc' ? view.childrenOf(id, 'subnet').length : 0
  const region = element.kind === 'site' ? element.region : undefined
  return {
    id, element: id, kind: element.kind, family: LOOKS[element.kind].family, glyph: glyphOf(element), shape,
    label: element.name ?? region ?? id, sub: caption.text, subIs: caption.is, end: endOf(element, subnets), straddles: false,
  }
}

/** One pod of a workload, or of a name server that runs as pods. */
export function podItem(view: DesignView, id: ElementId, element: DesignElement & { kind: 'workload' | 'name-server' }, index: number): Item {
  const numbered = element.kind === 'workload' && element.controller === 'StatefulSet'
  const name = view.nameOf(id)
  return {
    ...itemOf(view, id, element, 'card'),
    id: podBoxId(id, index), kind: 'pod', glyph: element.kind === 'workload' ? 'pod' : 'name-server',
    label: numbered ? `${name}-${index}` : name, sub: element.pods?.[index]?.address ?? '', subIs: 'code',
  }
}

const subWidth = (item: Item): number => textWidth(item.sub, ADDRESS, item.subIs === 'code' ? 'mono' : 'medium')

/** Where the words of a strip end, from its left edge. */
export const stripWords = (item: Item): number => 8 + 14 + 6 + textWidth(item.label, NAME, 'strong') + (item.sub === '' ? 0 : 6 + textWidth(item.sub, NAME, item.subIs === 'code' ? 'mono' : 'medium')) + 6
/** How much the word at the end of a strip takes, from its right edge. */
export const stripEnd = (item: Item): number => (item.end === '' ? 0 : 8 + textWidth(item.end, NAME, 'medium'))
export const stripWidth = (item: Item): number => stripWords(item) + stripEnd(item) + 12

/** A card as wide as its words need, within limits. */
export function cardOf(item: Item): Block {
  const text = Math.max(textWidth(item.label, NAME, 'medium'), subWidth(item))
  const w = Math.ceil(Math.min(CARD_MAX_W, Math.max(CARD_MIN_W, 10 + 15 + 6 + text + 9)) / 2) * 2
  return { item, w, h: item.kind === 'pod' ? POD_H : CARD_H, parts: [] }
}

/** The card of an element by its id. */
export function cardById(view: DesignView, id: ElementId, shape: 'card' | 'cloud' = 'card'): Block {
  const element = view.design.elements[id]
  if (element === undefined) throw new Error(`no element ${id}`)
  return cardOf(itemOf(view, id, element, shape))
}
