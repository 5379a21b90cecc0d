import type { Design } from '@/lib/design/design'
import { aKind, oneOfKinds } from '@/lib/design/check/subjects'
import { ELEMENT_KINDS, type ElementKind } from '@/lib/design/kinds/index'
import { viewDesign } from '@/lib/design/view'
import { own } from '@/lib/net/own'
import { err, ok, type Result } from '@/lib/net/result'
import { ONE_EACH, ONLY_IN } from './providers'

/**
 * Whether an element of a kind may stand in a parent (null: at the top of the drawing). What may not says why in one sentence.
 * `besides`: an element that does not count where there may be one only, because it is the one that moves.
 */
export function mayStand(design: Design, kind: ElementKind, parent: string | null, besides?: string): Result<true, string> {
  const parents: readonly string[] = ELEMENT_KINDS[kind].parents
  const holders = parents.filter(holder => holder !== 'root')
  const held = parent === null ? undefined : own(design.elements, parent)
  if (parent !== null && !held) return err(`There is no element ${parent}.`)
  if (!held && !parents.includes('root')) return err(`${start(aKind(kind))} stands in ${oneOfKinds(holders)}.`)
  if (held && !holders.includes(held.kind)) return err(holders.length === 0 ? `${start(aKind(kind))} stands at the top of the drawing.` : `${start(aKind(kind))} stands in ${oneOfKinds(holders)}, not in ${aKind(held.kind)}.`)
  const view = viewDesign(design)
  const provider = parent === null ? undefined : view.providerOf(parent)
  const only = ONLY_IN[kind]
  if (only && !only.includes(provider ?? '')) return err(`${start(aKind(kind))} stands in a site of ${only.join(' or ')}; ${parent ?? 'the drawing'} is in ${provider === undefined ? 'none' : `one of ${provider}`}.`)
  if (kind === 'cluster' && held?.kind === 'site') return err(`A cluster of ${provider ?? 'this site'} stands in a vpc.`)
  const one = ONE_EACH.some(rule => rule.kind === kind && rule.parent === (held?.kind ?? 'root') && (rule.provider === undefined || rule.provider === provider))
  const other = one ? view.all.find(({ id, element }) => element.kind === kind && (element.parent ?? null) === parent && id !== besides) : undefined
  return other ? err(parent === null ? `There is one internet, and ${other.id} is it.` : `${parent} has ${aKind(kind)} already, ${other.id}; it takes one.`) : ok(true)
}

const start = (words: string) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
