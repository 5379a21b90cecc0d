import { ELEMENT_KINDS, type ElementKind } from '@/lib/design/kinds/index'
import { hint } from '@/lib/design/nearest'
import { aKind, oneOfKinds, type Subject, type Subjects } from './subjects'
import type { Finding } from './finding'
import { show } from './issue-findings'

/** Where elements stand: every parent exists, may hold its child, and no element stands in itself. */
export function checkTree(subjects: Subjects): readonly Finding[] {
  const elements = subjects.all.filter(subject => subject.path[0] === 'elements')
  return [...elements.flatMap(element => checkParent(element, subjects)), ...cycles(elements, subjects)]
}

function checkParent({ path, kind, fields }: Subject, { byId, ids }: Subjects): readonly Finding[] {
  const parents: readonly string[] = ELEMENT_KINDS[kind as ElementKind].parents
  const holders = parents.filter(parent => parent !== 'root')
  const { parent } = fields
  const at = [...path, 'parent']
  if (parent === undefined) return parents.includes('root') ? [] : [{ path: at, say: () => `The field parent is missing: ${aKind(kind)} stands in ${oneOfKinds(holders)}.` }]
  if (typeof parent !== 'string') return []
  const found = byId.get(parent)
  if (!found) return ids.has(parent) ? [] : [{ path: at, say: () => `There is no element ${show(parent)}${hint(parent, ids)}` }]
  if (holders.includes(found.kind)) return []
  const where = holders.length === 0 ? 'at the top, without a parent' : `in ${oneOfKinds(holders)}`
  return [{ path: at, say: () => `${parent} is ${aKind(found.kind)}; ${aKind(kind)} stands ${where}.` }]
}

/** One finding for each circle, at its first element. */
function cycles(elements: readonly Subject[], { named }: Subjects): readonly Finding[] {
  const done = new Set<string>()
  return elements.flatMap((element): Finding[] => {
    const chain: string[] = []
    for (let at: Subject | undefined = element; at && !done.has(at.id); at = named(at.fields['parent'])) {
      if (chain.includes(at.id)) {
        const circle = [...chain.slice(chain.indexOf(at.id)), at.id]
        for (const id of chain) done.add(id)
        return [{ path: ['elements', at.id, 'parent'], say: () => `These elements stand in each other in a circle: ${shorten(circle).join(' → ')}.` }]
      }
      chain.push(at.id)
      if (chain.length > 64) break
    }
    for (const id of chain) done.add(id)
    return []
  })
}

const shorten = (ids: readonly string[]) => (ids.length > 10 ? [...ids.slice(0, 5), '…', ...ids.slice(-4)] : ids)
