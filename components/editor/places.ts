import { inquire } from './inquire'
import type { Inquiries } from './protocol'

export type Places = Inquiries['places']['told']

/** The key under which the worker tells of the top of the drawing. */
const TOP = ''

/** The innermost of the boxes at a point that takes what is dragged; `stays`: the box that it stands in, which always takes it. The innermost area says why none does. */
export function placeAmong(chain: readonly string[], places: Places, { stays, isArea = () => true }: { readonly stays?: string | null | undefined; readonly isArea?: (id: string) => boolean } = {}): { readonly into: string | null } | { readonly refusal: string; readonly at: string | null } {
  for (const id of chain) if (id === stays || places[id] === null) return { into: id }
  if (stays === null || places[TOP] === null) return { into: null }
  const at = chain.find((id) => typeof places[id] === 'string' && isArea(id)) ?? null
  return { refusal: places[at ?? TOP] ?? 'It may not stand here.', at }
}

export const placesFor = (given: Inquiries['places']['given']): Promise<Places> => inquire('places', given)
