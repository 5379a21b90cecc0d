import { own } from '@/lib/net/own'
import { attach, type MechanismSchemas } from './attachment'
import type { Design } from './design'
import { podNamed } from './pods'
import { schemaOf } from './schema'
import { viewDesign } from './view'
import { GONE, isRecord, mapReferences, type VisitReference } from './walk-fields'

/**
 * Gives elements and links other ids, everywhere: keys, parents, every field that refers to them (configurations of mechanisms, too), the pods
 * and elements that assertions name, layout. Ids that the map does not hold stay. The order stays, too.
 *
 * The new ids must not collide with each other or with ids that stay.
 */
export function renameIds(design: Design, ids: ReadonlyMap<string, string>, mechanisms: MechanismSchemas): Design {
  const to = (id: string) => ids.get(id) ?? id
  const mention = (name: string) => {
    if (Object.hasOwn(design.elements, name) || Object.hasOwn(design.links, name)) return to(name)
    const pod = podNamed(name, id => own(design.elements, id))
    return pod ? `${to(pod.owner)}-${pod.index}` : name
  }
  const kept = mapAllReferences(design, to, mechanisms)
  const keys = <T>(part: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(part).map(([id, value]) => [to(id), value]))
  return {
    ...kept, elements: keys(kept.elements), links: keys(kept.links), layout: keys(kept.layout),
    assertions: design.assertions.map(assertion => ({ ...assertion, from: mention(assertion.from), to: mention(assertion.to) })),
  }
}

/** Replaces every reference in elements and links (parents, too); a subject that cannot stand without what has GONE goes as well. */
export function mapAllReferences(design: Design, visit: VisitReference, mechanisms: MechanismSchemas): Design {
  const configs = new Map<string, { readonly path: readonly string[]; readonly schema: MechanismSchemas[number]['schema']; readonly config: unknown }[]>()
  for (const { id, mechanism, configPath, config } of attach(viewDesign(design), mechanisms)) {
    configs.set(id, [...(configs.get(id) ?? []), { path: configPath.split('.'), schema: mechanism.schema, config }])
  }
  const subjects = <T>(part: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(part).flatMap(([id, subject]) => {
    const mapped = mapSubject(subject, visit)
    if (!isRecord(mapped)) return []
    const configured = (configs.get(id) ?? []).reduce<unknown>((done, { path, schema, config }) => mergeAt(done, path, config, mapReferences(schema, config, visit)), mapped)
    return [[id, configured as T]]
  }))
  return { ...design, elements: subjects(design.elements), links: subjects(design.links) }
}

function mapSubject(subject: unknown, visit: VisitReference): unknown {
  const schema = schemaOf(subject)
  if (!schema || !isRecord(subject)) return subject
  const { parent } = subject
  const inParent = typeof parent === 'string' ? visit(parent, [], ['parent']) : undefined
  if (inParent === GONE) return GONE
  const mapped = mapReferences(schema, subject, visit)
  return isRecord(mapped) && inParent !== undefined ? { ...mapped, parent: inParent } : mapped
}

/** Puts the mapped part of a configuration back among the keys of other mechanisms. A configuration that has GONE is left out. */
function mergeAt(subject: unknown, path: readonly string[], before: unknown, after: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined || !isRecord(subject) || !Object.hasOwn(subject, key)) return subject
  if (rest.length > 0) return { ...subject, [key]: mergeAt(subject[key], rest, before, after) }
  const old = subject[key]
  if (!isRecord(old) || !isRecord(before) || !isRecord(after)) return after === GONE ? Object.fromEntries(Object.entries(subject).filter(([name]) => name !== key)) : { ...subject, [key]: after }
  const entries = Object.entries(old).filter(([name]) => !Object.hasOwn(before, name) || Object.hasOwn(after, name))
  return { ...subject, [key]: Object.fromEntries(entries.map(([name, value]) => [name, Object.hasOwn(after, name) ? after[name] : value])) }
}
