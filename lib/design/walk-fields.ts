import * as z from 'zod'
import { own } from '@/lib/net/own'
import { ID_PATTERN } from './fields'
import type { Path } from './written'

/** A value that must go, because what it refers to has gone. */
export const GONE = Symbol('gone')

/** What becomes of one reference: another id, or GONE. */
export type VisitReference = (id: string, kinds: readonly string[], path: Path) => string | typeof GONE

/**
 * Walks a value along its schema and replaces every reference (a field with `reference` in its meta) by what `visit` says.
 *
 * Where a reference goes, its place goes: an entry of a list, an optional field; else what holds it, outwards. The value itself is GONE when
 * it cannot stand without. Values that do not fit the schema stay as they are, so it may be used before the check.
 */
export function mapReferences(schema: z.ZodType, value: unknown, visit: VisitReference, path: Path = []): unknown {
  const kinds: unknown = z.globalRegistry.get(schema)?.['reference']
  if (Array.isArray(kinds) && typeof value === 'string') return ID_PATTERN.test(value) ? visit(value, kinds as readonly string[], path) : value
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod
  const walk = (inner: z.core.$ZodType, at: unknown, ...segment: string[]) => mapReferences(inner as z.ZodType, at, visit, [...path, ...segment])
  switch (def.type) {
    case 'optional': case 'nullable': case 'default': case 'prefault': case 'nonoptional': case 'readonly':
      return walk(def.innerType, value)
    case 'object':
      return isRecord(value) ? mapFields(value, key => own(def.shape, key), walk) : value
    case 'record':
      return isRecord(value) ? mapFields(value, () => def.valueType, walk, () => true) : value
    case 'array':
      return Array.isArray(value) ? mapItems(schema, value, (item, n) => walk(def.element, item, String(n))) : value
    case 'tuple': {
      if (!Array.isArray(value)) return value
      const items = value.map((item, n) => { const inner = def.items[n]; return inner ? walk(inner, item, String(n)) : item })
      return items.includes(GONE) ? GONE : items
    }
    case 'union': {
      const fitting = def.options.find(option => (option as z.ZodType).safeParse(value).success)
      return fitting ? walk(fitting, value) : value
    }
    default:
      return value
  }
}

type Walk = (schema: z.core.$ZodType, value: unknown, ...segment: string[]) => unknown

function mapFields(value: Readonly<Record<string, unknown>>, schemaOf: (key: string) => z.core.$ZodType | undefined, walk: Walk, mayGo?: () => boolean): unknown {
  const entries: [string, unknown][] = []
  for (const [key, field] of Object.entries(value)) {
    const inner = schemaOf(key)
    const mapped = inner ? walk(inner, field, key) : field
    if (mapped !== GONE) entries.push([key, mapped])
    else if (!(mayGo?.() ?? isOptional(inner))) return GONE
  }
  return Object.fromEntries(entries)
}

function mapItems(schema: z.ZodType, value: readonly unknown[], map: (item: unknown, n: number) => unknown): unknown {
  const items = value.map(map).filter(item => item !== GONE)
  const isShorter = items.length < value.length
  return isShorter && schema.safeParse(value).success && !schema.safeParse(items).success ? GONE : items
}

const isOptional = (schema: z.core.$ZodType | undefined) => schema !== undefined && (schema as z.ZodType).safeParse(undefined).success

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every reference in a value, with its place. */
export function referencesIn(schema: z.ZodType, value: unknown): readonly { readonly id: string; readonly kinds: readonly string[]; readonly path: Path }[] {
  const found: { id: string; kinds: readonly string[]; path: Path }[] = []
  mapReferences(schema, value, (id, kinds, path) => { found.push({ id, kinds, path }); return id })
  return found
}
