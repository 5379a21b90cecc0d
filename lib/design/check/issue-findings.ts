import type * as z from 'zod'
import { hint } from '@/lib/design/nearest'
import { isRecord } from '@/lib/design/walk-fields'
import type { Path } from '@/lib/design/written'
import { own } from '@/lib/net/own'
import type { Finding } from './finding'

/** What a schema refuses in a value, each with the path from the top of the document. */
export function schemaFindings(schema: z.ZodType, value: unknown, path: Path): readonly Finding[] {
  const parsed = schema.safeParse(value)
  return parsed.success ? [] : parsed.error.issues.flatMap(issue => issueFindings(issue, schema, value, path))
}

function issueFindings(issue: z.core.$ZodIssue, schema: z.ZodType, root: unknown, base: Path): readonly Finding[] {
  const inner = issue.path.map(String)
  const path = [...base, ...inner]
  const value = at(root, inner)
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, inner)
    return issue.keys.map(key => ({ path: [...path, key], at: 'key' as const, say: () => unknownKey(key, known) }))
  }
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find(issues => !issues.some(one => one.path.length === 0 && one.code === 'invalid_type'))
    if (branch) return branch.flatMap(one => issueFindings({ ...one, path: [...issue.path, ...one.path] }, schema, root, base))
    return [{ path, say: () => (value === undefined ? missing(inner) : `${show(value)} does not belong here.`) }]
  }
  if (issue.code === 'invalid_key') return [{ path, at: 'key', say: () => 'This key is not allowed here.' }]
  if (value === undefined) return [{ path, say: () => missing(inner) }]
  return [{ path, say: () => sentence(issue, value) }]
}

const missing = (path: Path) => `The field ${path.at(-1) ?? ''} is missing.`

export function unknownKey(key: string, known: readonly string[]): string {
  const shown = known.length > 0 && known.length <= 14 ? `; known are ${known.join(', ')}` : ''
  return `The key ${show(key)} is not known here${hint(key, known, shown)}`
}

function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int' && typeof value === 'number') return `${value} is not a whole number.`
      return `${TYPE_WORDS[issue.expected] ?? 'Something else'} is expected, not ${typeWord(value)}${issue.expected === 'string' && typeof value === 'number' ? '; put it in quotes' : ''}.`
    case 'invalid_value': {
      const words = issue.values.map(String)
      const [only] = words
      if (words.length === 1 && only !== undefined) return `${only} is expected, not ${show(value)}.`
      return typeof value === 'string' ? `${show(value)} is not one of ${words.join(', ')}${hint(value, words)}` : `One of ${words.join(', ')} is expected, not ${typeWord(value)}.`
    }
    case 'too_big':
      if (issue.origin === 'string') return `The text is longer than ${issue.maximum} characters.`
      return issue.origin === 'array' ? `The list has more than ${issue.maximum} entries.` : `${show(value)} is more than ${issue.maximum}, the most allowed.`
    case 'too_small':
      if (issue.origin === 'string') return 'The text is empty.'
      if (issue.origin === 'array') return issue.minimum === 1 ? 'The list is empty.' : `The list has fewer than ${issue.minimum} entries.`
      return `${show(value)} is less than ${issue.minimum}, the least allowed.`
    default:
      return predicate(issue.message, value)
  }
}

/** A schema's own words: a predicate ("is not a prefix") is said of the value, a sentence stands as it is. */
function predicate(message: string, value: unknown): string {
  const stopped = /[.!?]$/.test(message) ? message : `${message}.`
  return /^[a-z]/.test(stopped) ? `${show(value)} ${stopped}` : stopped
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'A text', number: 'A number', int: 'A whole number', boolean: 'True or false', array: 'A list', tuple: 'A list', object: 'A map', record: 'A map',
}

export function typeWord(value: unknown, form: 'plain' | 'capital' = 'plain'): string {
  const word = value === null || value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a map' : typeof value === 'string' ? 'a text' : typeof value === 'number' ? 'a number' : String(value)
  return form === 'plain' ? word : `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}

/** A value as it may stand in a sentence: short, in quotes where it holds anything but plain characters. */
export function show(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return typeWord(value, 'capital')
  const short = value.length > 60 ? `${value.slice(0, 57)}…` : value
  return /^[\w.:/@*+…-]+$/.test(short) ? short : JSON.stringify(short)
}

function at(value: unknown, path: Path): unknown {
  let found = value
  for (const segment of path) {
    if (Array.isArray(found)) found = found[Number(segment)] as unknown
    else found = isRecord(found) ? own(found, segment) : undefined
  }
  return found
}

/** The keys of the object schema that a path leads to. */
function knownKeys(schema: z.core.$ZodType | undefined, path: Path): readonly string[] {
  if (!schema) return []
  const { def } = (schema as z.core.$ZodTypes)._zod
  const [first, ...rest] = path
  switch (def.type) {
    case 'optional': case 'nullable': case 'default': case 'prefault': case 'nonoptional': case 'readonly': return knownKeys(def.innerType, path)
    case 'union': return def.options.map(option => knownKeys(option, path)).find(keys => keys.length > 0) ?? []
    case 'object': return first === undefined ? Object.keys(def.shape) : knownKeys(own(def.shape, first), rest)
    case 'array': return knownKeys(def.element, rest)
    case 'tuple': return knownKeys(def.items[Number(first)], rest)
    case 'record': return knownKeys(def.valueType, rest)
    default: return []
  }
}
