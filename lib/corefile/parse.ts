import { err, ok, type Result } from '@/lib/net/result'
import { readDirectives } from './directives'
import { duplicateOf } from './duplicates'
import { parseKey } from './keys'
import { lex, type Token } from './lexer'
import { beginsLine, expandImport, fail, peek, placeOf, readerOf, take, type Reader } from './reader'
import type { BlockKey, CorefileError, Environment, Files, ServerBlock } from './types'

const MAX_LENGTH = 256 * 1024

/**
 * Parses a Corefile into its server blocks, in written order: environment substituted, snippets and given files imported, zones normalised.
 *
 * Bounded (256 KiB of text, 32 nested blocks, 1000 imports) and never throws: the error is the first one, with its
 * place. Unlike CoreDNS it knows no plugins: an unknown directive is the caller's matter. Source: coredns/caddy v1.1.4
 * caddyfile/parse.go; coredns man/corefile.5.
 */
export function parseCorefile(text: string, environment: Environment = new Map(), files: Files = {}): Result<readonly ServerBlock[], CorefileError> {
  if (text.length > MAX_LENGTH) return err({ message: 'The Corefile is longer than 256 KiB.', place: { line: 1, column: 1 } })
  const tokens = lex(text, environment)
  if (!tokens.ok) return tokens
  const reader = readerOf(tokens.value, environment, files)
  const blocks: ServerBlock[] = []
  while (peek(reader) !== undefined) {
    const block = readBlock(reader)
    if (block !== undefined) blocks.push(block)
  }
  const error = reader.error ?? duplicateOf(blocks)
  return error === undefined ? ok(blocks) : err(error)
}

/** A server block; or undefined for a snippet, which is kept in the reader, and for a block without keys, which CoreDNS drops. */
function readBlock(reader: Reader): ServerBlock | undefined {
  const texts = readKeys(reader)
  const [first] = texts
  const name = texts.length === 1 ? /^\((.*)\)$/s.exec(first?.text ?? '')?.[1] : undefined
  const braced = peek(reader)?.text === '{'
  if (first !== undefined && name !== undefined) return readSnippet(reader, { ...first, text: name })
  if (braced) take(reader)
  const directives = readDirectives(reader, { kind: 'server' })
  if (braced && reader.last?.text !== '}' && reader.error === undefined) {
    fail(reader, first?.place ?? { line: 1, column: 1 }, 'The block that begins here is never closed: a "}" is missing.')
  }
  const keys = texts.flatMap((token) => readKey(reader, token))
  return first === undefined ? undefined : { keys, directives, place: placeOf(reader, first.place) }
}

/** Keys up to "{" or the end of the line; a comma at the end of a key leads on to the next line. */
function readKeys(reader: Reader): readonly Token[] {
  const keys: Token[] = []
  let expected = false // a comma promised another key
  let read = false
  for (let token = peek(reader); token !== undefined; token = peek(reader)) {
    if (read && !expected && beginsLine(reader, token)) return keys
    if (token.text === 'import' && beginsLine(reader, token)) {
      expandImport(reader)
      continue
    }
    if (token.text === '{') break
    take(reader)
    read = true
    if (token.text === '') continue
    expected = token.text.endsWith(',')
    keys.push(expected ? { ...token, text: token.text.slice(0, -1) } : token)
  }
  const last = keys.at(-1)
  if (expected && last !== undefined) fail(reader, last.place, 'Another zone must follow this comma.')
  return keys
}

function readKey(reader: Reader, token: Token): readonly BlockKey[] {
  const keys = parseKey(token.text, placeOf(reader, token.place))
  if (keys.ok) return keys.value
  fail(reader, token.place, keys.error)
  return []
}

/** Keeps the tokens between the braces under the snippet's name: they are read where they are imported. */
function readSnippet(reader: Reader, name: Token): undefined {
  if (reader.snippets.has(name.text)) fail(reader, name.place, `The snippet (${name.text}) is already defined.`)
  else if (take(reader)?.text !== '{') fail(reader, name.place, `The snippet (${name.text}) needs a block: "{" must follow.`)
  const tokens: Token[] = []
  let depth = 1
  for (let token = take(reader); token !== undefined; token = take(reader)) {
    depth += token.text === '{' ? 1 : token.text === '}' ? -1 : 0
    if (depth === 0) {
      reader.snippets.set(name.text, tokens)
      return
    }
    tokens.push(token)
  }
  fail(reader, name.place, `The snippet (${name.text}) is never closed: a "}" is missing.`)
}
