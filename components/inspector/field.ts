import type { JsonSchema } from '@/components/editor/protocol'
import { titleOf } from './title'

/*
 * What the inspector renders: JSON Schema brought down to the few shapes that a design has.
 */

interface Common {
  readonly title: string
  readonly description: string
  /** What counts where nothing is written. */
  readonly fallback: unknown
}
export type Scalar =
  /** `format`: ip, cidr, cidr-or-group, cidr-or-range, traffic, corefile or none. `reference`: kinds that may be named as well. `numbers`: digits alone are a number. */
  | (Common & { readonly type: 'text'; readonly format: string; readonly reference: readonly string[]; readonly numbers: boolean; readonly long: boolean })
  | (Common & { readonly type: 'reference'; readonly reference: readonly string[] })
  | (Common & { readonly type: 'number'; readonly unit: string })
  | (Common & { readonly type: 'choice'; readonly options: readonly string[] })
  | (Common & { readonly type: 'flag' })
export type Field =
  | Scalar
  | (Common & { readonly type: 'list'; readonly item: Field })
  | (Common & { readonly type: 'tuple'; readonly items: readonly Field[] })
  | (Common & { readonly type: 'group'; readonly entries: readonly Entry[] })
  | (Common & { readonly type: 'variant'; readonly tag: string; readonly variants: readonly Variant[] })
  | (Common & { readonly type: 'map'; readonly item: Field })
  /** Nothing that a form could hold. */
  | (Common & { readonly type: 'other' })
export interface Entry { readonly key: string; readonly field: Field; readonly required: boolean }
export interface Variant { readonly value: string; readonly entries: readonly Entry[] }
export type Path = readonly (string | number)[]
/** What a group or a list holds under a key; undefined where it holds nothing there. */
export const valueAt = (value: unknown, key: string | number): unknown => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined)

/** Texts longer than this get more than one line. */
const LONG = 512

const schemaOf = (value: unknown): JsonSchema => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {})
const schemasOf = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? value.map(schemaOf) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [])

/** The fields of an object schema, in its order. */
export function entriesOf(schema: JsonSchema): readonly Entry[] {
  const required = new Set(textsOf(schema['required']))
  return Object.entries(schemaOf(schema['properties'])).map(([key, value]) => ({ key, field: fieldOf(key, schemaOf(value)), required: required.has(key) && schemaOf(value)['default'] === undefined }))
}

/** One field; `key` names it where its schema has no title. */
export function fieldOf(key: string, schema: JsonSchema): Field {
  const common = { title: textOf(schema['title']) || titleOf(key), description: textOf(schema['description']), fallback: schema['default'] }
  const options = textsOf(schema['enum'])
  const variants = schemasOf(schema['oneOf'])
  if (variants.length > 0) return variantOf(common, variants)
  const either = schemasOf(schema['anyOf'])
  if (either.length > 0) return { ...textField(common, either.find(({ type }) => type === 'string') ?? {}), numbers: true }
  if (options.length > 0) return { ...common, type: 'choice', options }
  switch (schema['type']) {
    case 'integer': case 'number': return { ...common, type: 'number', unit: textOf(schema['unit']) }
    case 'boolean': return { ...common, type: 'flag' }
    case 'string': return textsOf(schema['reference']).length > 0 && textOf(schema['format']) === '' ? { ...common, type: 'reference', reference: textsOf(schema['reference']) } : textField(common, schema)
    case 'array': return arrayOf(common, schema)
    case 'object': return schema['properties'] === undefined ? { ...common, type: 'map', item: fieldOf('value', schemaOf(schema['additionalProperties'])) } : { ...common, type: 'group', entries: entriesOf(schema) }
    default: return { ...common, type: 'other' }
  }
}

const textField = (common: Common, schema: JsonSchema) =>
  ({ ...common, description: common.description || textOf(schema['description']), type: 'text' as const, format: textOf(schema['format']), reference: textsOf(schema['reference']), numbers: false, long: Number(schema['maxLength'] ?? 0) > LONG })

function arrayOf(common: Common, schema: JsonSchema): Field {
  const items = schemasOf(schema['prefixItems'])
  return items.length > 0 ? { ...common, type: 'tuple', items: items.map((item) => fieldOf('end', item)) } : { ...common, type: 'list', item: fieldOf('item', schemaOf(schema['items'])) }
}

/** A union whose members tell themselves apart by one constant. */
function variantOf(common: Common, schemas: readonly JsonSchema[]): Field {
  const constants = Object.entries(schemaOf(schemas[0]?.['properties'])).find(([, value]) => schemaOf(value)['const'] !== undefined)
  if (constants === undefined) return { ...common, type: 'other' }
  const [tag] = constants
  const variants = schemas.map((schema) => ({ value: textOf(schemaOf(schemaOf(schema['properties'])[tag])['const']), entries: entriesOf(schema).filter(({ key }) => key !== tag) }))
  return { ...common, type: 'variant', tag, variants }
}

export const isScalar = (field: Field): field is Scalar => ['text', 'reference', 'number', 'choice', 'flag'].includes(field.type)
