import { ID_PATTERN } from '@/lib/design/fields'
import { ELEMENT_KINDS, LINK_KINDS } from '@/lib/design/kinds/index'
import { hint } from '@/lib/design/nearest'
import { ASSERTIONS, DESIGN_NAME, DOCUMENT_KEYS, ELEMENT_LIMIT, ELEMENT_SCHEMAS, LINK_LIMIT, LINK_SCHEMAS, placement } from '@/lib/design/schema'
import { isRecord } from '@/lib/design/walk-fields'
import type * as z from 'zod'
import type { Finding } from './finding'
import { schemaFindings, show, typeWord, unknownKey } from './issue-findings'

/** Later checks would only repeat themselves. */
const FINDING_LIMIT = 500

/** What is wrong with the document by itself: keys, kinds, fields and values, not what they refer to. */
export function checkShape(document: Readonly<Record<string, unknown>>): readonly Finding[] {
  const findings: Finding[] = Object.keys(document).filter(key => !DOCUMENT_KEYS.includes(key))
    .map(key => ({ path: [key], at: 'key', say: () => unknownKey(key, DOCUMENT_KEYS) }))
  findings.push(...checkVersion(document['podway']), ...schemaFindings(DESIGN_NAME, document['name'], ['name']).map(finding => (document['name'] === undefined ? { path: ['name'], say: () => 'The field name is missing.' } : finding)))
  const elements = mapAt(document, 'elements', ELEMENT_LIMIT, findings)
  const links = mapAt(document, 'links', LINK_LIMIT, findings)
  for (const [id, subject] of elements) if (findings.length < FINDING_LIMIT) findings.push(...checkSubject(['elements', id], subject, ELEMENT_SCHEMAS))
  for (const [id, subject] of links) if (findings.length < FINDING_LIMIT) findings.push(...checkSubject(['links', id], subject, LINK_SCHEMAS))
  if (document['assertions'] !== undefined) findings.push(...schemaFindings(ASSERTIONS, document['assertions'], ['assertions']))
  for (const [id, place] of mapAt(document, 'layout', ELEMENT_LIMIT + LINK_LIMIT, findings)) if (findings.length < FINDING_LIMIT) findings.push(...schemaFindings(placement, place, ['layout', id]))
  return findings
}

function checkVersion(version: unknown): readonly Finding[] {
  if (version === 1) return []
  if (version === undefined) return [{ path: ['podway'], say: () => 'The field podway is missing; a design begins with podway: 1.' }]
  if (typeof version === 'number') return [{ path: ['podway'], say: () => `Version ${version} of the format is not known; this Podway reads version 1.` }]
  return [{ path: ['podway'], say: () => `The number 1 is expected, not ${typeWord(version)}.` }]
}

function mapAt(document: Readonly<Record<string, unknown>>, key: 'elements' | 'links' | 'layout', limit: number, findings: Finding[]): readonly (readonly [string, unknown])[] {
  const value = document[key]
  if (value === undefined) {
    if (key === 'elements') findings.push({ path: [key], say: () => 'The field elements is missing.' })
    return []
  }
  if (!isRecord(value)) {
    findings.push({ path: [key], at: 'key', say: () => `A map by id is expected, not ${typeWord(value)}.` })
    return []
  }
  const entries = Object.entries(value)
  if (entries.length <= limit) return entries
  findings.push({ path: [key], at: 'key', say: () => `A design has at most ${limit} ${key === 'layout' ? 'placements' : key}; these are ${entries.length}.` })
  return []
}

function checkSubject(path: readonly [string, string], subject: unknown, schemas: Readonly<Record<string, z.ZodObject>>): readonly Finding[] {
  const findings: Finding[] = ID_PATTERN.test(path[1]) ? [] : [{ path, at: 'key', say: () => `${show(path[1])} is not an id: a letter, then letters, digits, - or _, at most 63 characters.` }]
  if (!isRecord(subject)) return [...findings, { path, say: () => `A map is expected, not ${typeWord(subject)}.` }]
  const kind = subject['kind']
  const kindPath = [...path, 'kind']
  if (kind === undefined) return [...findings, { path: kindPath, say: () => 'The field kind is missing.' }]
  if (typeof kind !== 'string') return [...findings, { path: kindPath, say: () => `A kind is expected, not ${typeWord(kind)}.` }]
  const schema = Object.hasOwn(schemas, kind) ? schemas[kind] : undefined
  return schema ? [...findings, ...schemaFindings(schema, subject, path)] : [...findings, { path: kindPath, say: () => unknownKind(kind, path[0]) }]
}

function unknownKind(kind: string, part: string): string {
  const isElement = part === 'elements'
  if (Object.hasOwn(isElement ? LINK_KINDS : ELEMENT_KINDS, kind)) return `${kind} is a kind of ${isElement ? 'link, and links stand under links' : 'element, and elements stand under elements'}.`
  return `The kind ${show(kind)} is not known${hint(kind, Object.keys(isElement ? ELEMENT_KINDS : LINK_KINDS))}`
}
