import { isAlias, isScalar, isSeq, type Alias, type Document, type ParsedNode, type YAMLMap } from 'yaml'
import { err, ok, type Result } from '@/lib/net/result'
import { placeOf, type Path, type SourceText, type Written, type WrittenEntry } from './written'
import { yamlSentence } from './yaml-sentences'
import { composeYaml } from './yaml-tokens'

/** Maps and lists may be nested this deep. */
export const DEPTH_LIMIT = 32
const ALIAS_LIMIT = 100
/** Values of one file, aliases written out. */
export const VALUE_LIMIT = 500_000
/** Keys that would reach into every object of the program. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Something wrong in one file, by its offset. */
export interface ReadError { readonly message: string; readonly path: Path; readonly file: SourceText; readonly offset: number }

interface Reading {
  readonly file: SourceText
  readonly errors: ReadError[]
  readonly anchors: Map<string, ParsedNode>
  readonly open: Set<ParsedNode>
  aliases: number
  values: number
}

/** Reads YAML 1.2 or JSON into values with places. Bounded in every direction; repeated keys, unknown aliases and the keys of Object's prototype are errors. */
export function readYaml(text: string, source: string): Result<Written, readonly ReadError[]> {
  const composed = composeYaml(text)
  if (!composed.ok) {
    const { message, offset, lineStarts } = composed.error
    return err([{ message, path: [], file: { source, lineStarts }, offset }])
  }
  const { documents, lineStarts, lastQuote } = composed.value
  const file: SourceText = { source, lineStarts }
  const first = documents[0]
  const syntax = firstOfEach(file, documents, lastQuote)
  if (syntax.length > 0) return err(syntax)
  if (!first?.contents || (isScalar(first.contents) && first.contents.value === null)) return err([{ message: 'The file is empty.', path: [], file, offset: 0 }])
  const [, second] = documents
  if (second) return err([{ message: 'The file holds more than one document (---).', path: [], file, offset: second.range[0] }])
  const reading: Reading = { file, errors: [], anchors: new Map(), open: new Set(), aliases: 0, values: 0 }
  const written = convert(reading, first.contents, [])
  return reading.errors.length > 0 ? err(reading.errors) : ok(written)
}

/** Warnings about style are left to the person. */
const SERIOUS_WARNINGS: readonly string[] = ['TAG_RESOLVE_FAILED', 'BAD_COLLECTION_TYPE', 'BAD_DIRECTIVE']

/** What follows a syntax error is mostly its echo: each sentence is said once. */
function firstOfEach(file: SourceText, documents: readonly Document.Parsed[], lastQuote: number): readonly ReadError[] {
  const said = new Set<string>()
  const all = documents.flatMap(document => [...document.errors, ...document.warnings.filter(({ code }) => SERIOUS_WARNINGS.includes(code))])
  return all.flatMap(error => {
    const message = yamlSentence(error)
    if (said.has(message)) return []
    said.add(message)
    return [{ message, path: [], file, offset: error.message.startsWith('Missing closing') ? lastQuote : error.pos[0] }]
  })
}

function convert(reading: Reading, node: ParsedNode | null, path: Path): Written {
  const offset = node?.range[0] ?? 0
  const at = { file: reading.file, offset }
  const nothing: Written = { type: 'scalar', at, value: null }
  const fail = (message: string): Written => {
    reading.errors.push({ message, path, file: reading.file, offset })
    return nothing
  }
  if (++reading.values > VALUE_LIMIT) return reading.values === VALUE_LIMIT + 1 ? fail(`The file holds more than ${VALUE_LIMIT} values.`) : nothing
  if (path.length > DEPTH_LIMIT) return fail(`Maps and lists are nested more than ${DEPTH_LIMIT} deep here.`)
  if (node === null) return nothing
  if (isAlias(node)) return resolve(reading, node, path, fail)
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node)
  if (isScalar(node)) {
    const { value } = node
    if (typeof value === 'number' && !Number.isFinite(value)) return fail('Infinite numbers and .nan have no place in a design.')
    return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? { type: 'scalar', at, value } : fail('A text, a number, true or false is expected here.')
  }
  reading.open.add(node)
  const written: Written = isSeq(node)
    ? { type: 'list', at, items: node.items.map((item, n) => convert(reading, item as ParsedNode | null, [...path, String(n)])) }
    : { type: 'map', at, entries: entriesOf(reading, node as YAMLMap.Parsed, path), removed: new Map() }
  reading.open.delete(node)
  return written
}

/** The same value as its anchor's, written out again: errors in it point to the anchor. */
function resolve(reading: Reading, alias: Alias.Parsed, path: Path, fail: (message: string) => Written): Written {
  const target = reading.anchors.get(alias.source)
  if (!target) return fail(`No anchor &${alias.source} stands before this alias.`)
  if (reading.open.has(target)) return fail(`The alias *${alias.source} stands inside of what it repeats.`)
  if (++reading.aliases > ALIAS_LIMIT) return reading.aliases === ALIAS_LIMIT + 1 ? fail(`The file uses more than ${ALIAS_LIMIT} aliases.`) : convert(reading, null, path)
  return convert(reading, target, path)
}

function entriesOf(reading: Reading, map: YAMLMap.Parsed, path: Path): ReadonlyMap<string, WrittenEntry> {
  const entries = new Map<string, WrittenEntry>()
  for (const { key, value } of map.items) {
    const offset = key?.range[0] ?? map.range[0]
    const name: unknown = isScalar(key) ? key.value : undefined
    const fail = (message: string, at: Path = path) => { reading.errors.push({ message, path: at, file: reading.file, offset }) }
    if (typeof name !== 'string') { fail(isScalar(key) && name !== null ? `The key ${String(name)} is not a text; put it in quotes.` : 'A key is a plain text.'); continue }
    const inner = [...path, name]
    const earlier = entries.get(name)
    if (FORBIDDEN_KEYS.has(name)) fail(`The key ${name} is not allowed.`, inner)
    else if (earlier) fail(`The key ${shortOf(name)} is written twice; the first is on line ${placeOf(earlier.key).line}.`, inner)
    else entries.set(name, { key: { file: reading.file, offset }, value: convert(reading, value, inner) })
  }
  return entries
}

const shortOf = (name: string) => (name.length > 64 ? `${name.slice(0, 61)}…` : name)
