import { attach, configKeys, type MechanismSchemas } from './attachment'
import type { Design } from './design'
import { viewDesign } from './view'
import { isRecord } from './walk-fields'

/**
 * Takes away what is configured for a mechanism that no longer attaches: a machine that lost its segment is no machine on a segment any more,
 * and nothing else knows its gateways.
 */
export function withoutStrayConfig(design: Design, mechanisms: MechanismSchemas): Design {
  const known = new Map<string, (readonly string[] | null)[]>()
  for (const { id, mechanism, configPath } of attach(viewDesign(design), mechanisms)) {
    if (configPath === 'config') known.set(id, [...(known.get(id) ?? []), configKeys(mechanism.schema)])
  }
  const subjects = <T extends object>(part: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(part).map(([id, subject]) => [id, kept(subject, known.get(id) ?? [])]))
  return { ...design, elements: subjects(design.elements), links: subjects(design.links) }
}

function kept<T extends object>(subject: T, keys: readonly (readonly string[] | null)[]): T {
  if (!('config' in subject) || !isRecord(subject.config) || keys.includes(null)) return subject
  const all = new Set(keys.flatMap(some => some ?? []))
  const entries = Object.entries(subject.config).filter(([key]) => all.has(key))
  if (entries.length === Object.keys(subject.config).length) return subject
  const { config: _config, ...rest } = subject
  return (entries.length === 0 ? rest : { ...rest, config: Object.fromEntries(entries) }) as T
}
