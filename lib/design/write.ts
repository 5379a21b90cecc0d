import { Document, isCollection, isMap, isPair, isScalar, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml'
import type { Design } from './design'
import { schemaOf } from './schema'
import { isRecord } from './walk-fields'

/** A map or list that fits into this many characters stands on one line, as people write it. */
const FLOW_WIDTH = 140
/** Maps by id: always one entry a line. */
const OPEN_PARTS: ReadonlySet<string> = new Set(['elements', 'links', 'layout'])
const FIELDS_FIRST = ['kind', 'parent', 'name']

/**
 * Writes a design as YAML as a person would: fields in the order of their schema, small maps on one line, texts of several lines as blocks.
 *
 * Reading it again gives an equal design; the same design always gives the same text. Elements keep the order that they have.
 */
export function writeDesign(design: Design): string {
  const document = new Document(inOrder(design), { schema: 'core', aliasDuplicateObjects: false })
  const root = document.contents as unknown as YAMLMap
  for (const { key, value } of root.items) {
    if (!isCollection(value)) continue
    const name = isScalar(key) ? String(key.value) : ''
    if (isMap(value) && OPEN_PARTS.has(name)) for (const item of value.items) lay(item.value as Node | null, 2)
    else for (const item of value.items) if (!isPair(item)) lay(item as Node, 2)
  }
  return document.toString({ lineWidth: 0, blockQuote: 'literal', flowCollectionPadding: true, indentSeq: true })
}

function inOrder(design: Design): Readonly<Record<string, unknown>> {
  const subjects = (part: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(part).map(([id, subject]) => [id, fieldsInOrder(subject)]))
  const filled = <T extends object>(key: string, value: T) => (Object.keys(value).length > 0 ? { [key]: value } : {})
  return {
    podway: design.podway, name: design.name, elements: subjects(design.elements),
    ...filled('links', subjects(design.links)), ...filled('assertions', design.assertions), ...filled('layout', design.layout),
  }
}

function fieldsInOrder(subject: unknown): unknown {
  if (!isRecord(subject)) return subject
  const order = [...FIELDS_FIRST, ...Object.keys(schemaOf(subject)?.shape ?? {})]
  const rank = (key: string) => { const at = order.indexOf(key); return at < 0 ? order.length : at }
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined).sort(([a], [b]) => rank(a) - rank(b)))
}

/** On one line where it fits, else open with its parts laid in turn. */
function lay(node: Node | null, indent: number): void {
  if (!isCollection(node)) return
  if (indent + widthOf(node) <= FLOW_WIDTH) { layFlat(node); return }
  for (const item of node.items) lay((isPair(item) ? item.value : item) as Node | null, indent + 2)
}

/** `{ a: 1 }` with spaces inside, `[1, 2]` without. */
function layFlat(node: unknown): void {
  if (isPair(node)) return layFlat(node.value)
  if (!isCollection(node)) return
  node.flow = true
  const write = isMap(node) ? YAMLMap.prototype.toString : YAMLSeq.prototype.toString
  const flowCollectionPadding = isMap(node) ? ' ' : ''
  node.toString = (context, ...rest) => write.call(node as never, context && { ...context, flowCollectionPadding }, ...rest)
  for (const item of node.items) layFlat(item)
}

/** Characters on one line, roughly; a text of several lines never fits. */
function widthOf(node: unknown): number {
  if (isScalar(node)) {
    if (typeof node.value === 'string' && node.value.includes('\n')) { node.type = Scalar.BLOCK_LITERAL; return Infinity }
    return String(node.value).length
  }
  if (isPair(node)) return widthOf(node.key) + widthOf(node.value) + 2
  return isCollection(node) ? node.items.reduce<number>((sum, item) => sum + widthOf(item) + 2, 4) : 4
}
