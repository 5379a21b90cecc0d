import type { ElementId } from './brand'

export type { ElementId } from './brand'

/** Names a text as an element's id. It checks nothing: the Design's schema does, where the document is read. */
export function elementId(text: string): ElementId {
  return text as ElementId
}
