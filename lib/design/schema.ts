import * as z from 'zod'
import { parseProtocol } from '@/lib/net/protocol'
import { idText, portNumber, text } from './fields'
import { ELEMENT_KINDS, LINK_KINDS, type ElementKind, type LinkKind } from './kinds/index'

export const ELEMENT_LIMIT = 5000
export const LINK_LIMIT = 5000

/** What every element and link has, whatever its kind. */
const common = {
  name: text('Name', 'What Kubernetes or the cloud calls it; without it, its id.').optional(),
  note: z.string().max(2000).meta({ title: 'Note' }).optional(),
  mechanism: idText.meta({ title: 'Mechanism', description: 'The technology that it is of, where that does not follow from its place.' }).optional(),
  config: z.record(z.string(), z.unknown()).meta({ title: 'Configuration', description: 'What the schema of its mechanism allows.' }).optional(),
}

const extended = <Schema extends { readonly schema: z.ZodObject }>([kind, { schema }]: readonly [string, Schema], more: z.ZodRawShape) =>
  [kind, z.strictObject({ kind: z.literal(kind), ...more, name: common.name, ...schema.shape, mechanism: common.mechanism, config: common.config, note: common.note })] as const

/** The whole of an element of each kind, fields in the order in which they are written. */
export const ELEMENT_SCHEMAS = Object.fromEntries(Object.entries(ELEMENT_KINDS).map(entry => extended(entry, { parent: idText.meta({ title: 'Stands in' }).optional() }))) as unknown as Readonly<Record<ElementKind, z.ZodObject>>
export const LINK_SCHEMAS = Object.fromEntries(Object.entries(LINK_KINDS).map(entry => extended(entry, {}))) as unknown as Readonly<Record<LinkKind, z.ZodObject>>

export const assertion = z.strictObject({
  from: text('From', 'The id of an element, or a pod.'),
  to: text('To', 'The id of an element, a pod, an address or a name.'),
  protocol: z.string().refine(value => parseProtocol(value).ok, { error: 'is not a protocol such as tcp, udp or icmp' }).meta({ title: 'Protocol' }).optional(),
  port: portNumber.optional(),
  sizeBytes: z.int().min(28).max(65535).meta({ title: 'Size', unit: 'bytes', description: 'Of the IP packet; 64 where it is not said.' }).optional(),
  expect: z.enum(['reachable', 'unreachable']),
})
export const ASSERTIONS = z.array(assertion).max(1000)

const COORDINATE_LIMIT = 1_000_000
const coordinate = z.number().min(-COORDINATE_LIMIT).max(COORDINATE_LIMIT)
const extent = z.number().min(0).max(COORDINATE_LIMIT).optional()
export const placement = z.strictObject({ x: coordinate, y: coordinate, w: extent, h: extent })

export const DOCUMENT_KEYS = ['podway', 'name', 'elements', 'links', 'assertions', 'layout']
export const DESIGN_NAME = text('Name')

/** The schema of an element or a link; undefined where its kind is not known. */
export function schemaOf(subject: unknown): z.ZodObject | undefined {
  const kind = subject !== null && typeof subject === 'object' && 'kind' in subject ? subject.kind : undefined
  if (typeof kind !== 'string') return undefined
  if (Object.hasOwn(ELEMENT_SCHEMAS, kind)) return ELEMENT_SCHEMAS[kind as ElementKind]
  return Object.hasOwn(LINK_SCHEMAS, kind) ? LINK_SCHEMAS[kind as LinkKind] : undefined
}
