import { hint } from '@/lib/design/nearest'
import { isRecord } from '@/lib/design/walk-fields'
import { podNamed, podsOf } from '@/lib/design/pods'
import { parseIp } from '@/lib/net/ip-address'
import type { Finding } from './finding'
import { show } from './issue-findings'
import type { Subjects } from './subjects'

/** Ids are unique over elements, links and pods. */
export function checkIds(document: Readonly<Record<string, unknown>>, { all, byId }: Subjects): readonly Finding[] {
  const elements = isRecord(document['elements']) ? document['elements'] : {}
  const links = isRecord(document['links']) ? document['links'] : {}
  const twice = Object.keys(links).filter(id => Object.hasOwn(elements, id))
    .map((id): Finding => ({ path: ['links', id], at: 'key', say: () => `The id ${show(id)} is already that of an element; ids are unique in a design.` }))
  const podNames = all.flatMap(({ id, path }): Finding[] => {
    const pod = podNamed(id, name => byId.get(name)?.fields)
    return pod ? [{ path, at: 'key', say: () => `The id ${id} is already the name of pod ${pod.index} of ${pod.owner}; give one of them another id.` }] : []
  })
  return [...twice, ...podNames]
}

/** Who is asked for in assertions, and what is placed: from an element or a pod, to one of them, an address or a name. */
export function checkMentions(document: Readonly<Record<string, unknown>>, { all, byId, ids }: Subjects): readonly Finding[] {
  const names = new Set([...ids, ...all.flatMap(({ id, fields }) => [...(typeof fields['name'] === 'string' ? [fields['name']] : []), ...podsOf(fields).map((_, n) => `${id}-${n}`)])])
  const isKnown = (id: string) => ids.has(id) || podNamed(id, name => byId.get(name)?.fields) !== undefined
  const assertions: readonly unknown[] = Array.isArray(document['assertions']) ? document['assertions'] : []
  const asked = assertions.flatMap((assertion, n): Finding[] => {
    if (!isRecord(assertion)) return []
    const { from, to } = assertion
    const at = (key: string) => ['assertions', String(n), key]
    const unknown = (key: string, id: string): Finding => ({ path: at(key), say: () => `There is no element or pod ${show(id)}${hint(id, names)}` })
    return [
      ...(typeof from === 'string' && from !== '' && !isKnown(from) ? [unknown('from', from)] : []),
      ...(typeof to === 'string' && to !== '' && !to.includes('.') && !parseIp(to).ok && !names.has(to) ? [unknown('to', to)] : []),
    ]
  })
  const layout = isRecord(document['layout']) ? document['layout'] : {}
  return [...asked, ...Object.keys(layout).filter(id => !ids.has(id)).map((id): Finding => ({ path: ['layout', id], at: 'key', say: () => `There is no element ${show(id)}${hint(id, ids)}` }))]
}
