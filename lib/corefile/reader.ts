import type { Token } from './lexer'
import type { CorefileError, Place } from './types'

/** Most tokens a Corefile may come to when its imports are expanded, and most imports. */
const MAX_TOKENS = 200_000
const MAX_IMPORTS = 1_000

/** The tokens still to be read, imports on top. After an error it yields nothing more, so that parsing winds up. */
export interface Reader {
  readonly frames: { readonly tokens: readonly Token[]; at: number }[]
  readonly snippets: Map<string, readonly Token[]>
  /** The token read last; undefined at the start and after an import, where whatever follows begins a line. */
  last: Token | undefined
  tokensLeft: number
  importsLeft: number
  error: CorefileError | undefined
}

/** A reader of these tokens, from the first one. */
export function readerOf(tokens: readonly Token[]): Reader {
  return { frames: [{ tokens, at: 0 }], snippets: new Map(), last: undefined, tokensLeft: MAX_TOKENS, importsLeft: MAX_IMPORTS, error: undefined }
}

/** The next token, not taken; undefined at the end. */
export function peek(reader: Reader): Token | undefined {
  for (let frame = reader.frames.at(-1); frame !== undefined; frame = reader.frames.at(-1)) {
    const token = frame.tokens[frame.at]
    if (token !== undefined) return token
    reader.frames.pop()
  }
  return undefined
}

/** Takes the next token; undefined at the end. */
export function take(reader: Reader): Token | undefined {
  const token = peek(reader)
  const frame = reader.frames.at(-1)
  if (token === undefined || frame === undefined) return undefined
  frame.at += 1
  reader.last = token
  reader.tokensLeft -= 1
  if (reader.tokensLeft < 0) fail(reader, token.place, `The imports make the Corefile longer than ${MAX_TOKENS} words.`)
  return token
}

/** Takes the next token if it stands on the line of the last one. */
export function takeOnLine(reader: Reader): Token | undefined {
  const token = peek(reader)
  return token === undefined || beginsLine(reader, token) ? undefined : take(reader)
}

/** Whether the next token begins a line. */
export function beginsLine(reader: Reader, token: Token): boolean {
  return reader.last === undefined || token.place.line !== reader.last.endLine
}

/** Records the first error and ends the reading. */
export function fail(reader: Reader, place: Place, message: string): void {
  reader.error ??= { message, place }
  reader.frames.length = 0
}

/**
 * Takes "import NAME" and continues with the tokens of the snippet.
 *
 * There are no files here. A glob pattern matches none of them, which CoreDNS allows; any other name that is no snippet is
 * an error. Source: coredns/caddy v1.1.4 caddyfile/parse.go doImport.
 */
export function expandImport(reader: Reader): void {
  const place = take(reader)?.place ?? { line: 1, column: 1 }
  const name = takeOnLine(reader)
  if (name === undefined || name.text === '') return fail(reader, place, 'The import names nothing: write the name of a snippet.')
  const extra = takeOnLine(reader)
  if (extra !== undefined) return fail(reader, extra.place, 'An import takes only one name.')
  const snippet = reader.snippets.get(name.text)
  if (snippet === undefined && !/[*?[\]]/.test(name.text)) return fail(reader, name.place, `There is no snippet (${name.text}) above this import, and files cannot be imported here.`)
  reader.importsLeft -= 1
  if (reader.importsLeft < 0) return fail(reader, name.place, `There are more than ${MAX_IMPORTS} imports: a snippet imports itself.`)
  reader.frames.push({ tokens: snippet ?? [], at: 0 })
  reader.last = undefined
}
