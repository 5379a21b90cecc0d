import type { Code } from '@/lib/network/ids'
import type { ElementId } from '@/lib/net/element-id'
import type { Facts } from '@/lib/network/route'
import type { Catalogue } from './catalogue'
import { sentenceFor, wordsOfCode } from './sentence'
import { plain } from './words'

/** A problem of the design as a sentence. */
export function sayProblem({ code, element, facts }: { readonly code: Code; readonly element: ElementId; readonly facts: Facts }, catalogue: Catalogue): string {
  const said = sentenceFor(code, { element: catalogue.labelOf(element), ...facts }, catalogue)
  return said ? plain(said) : `${wordsOfCode(code)}${Object.keys(facts).length > 0 ? ` (${Object.entries(facts).map(([name, value]) => `${name} ${value}`).join(', ')})` : ''}.`
}
