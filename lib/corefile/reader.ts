import { lex, type Token } from './lexer'
import type { CorefileError, Environment, Files, Place } from './types'

/** Most tokens a Corefile may come to when its imports are expanded, and most imports. */
const MAX_TOKENS = 200_000
const MAX_IMPORTS = 1_000
/** More lines than any file has. */
const FILE_LINES = 1_000_000

/** The tokens still to be read, imports on top. After an error it yields nothing more, so that parsing winds up. */
export interface Reader {
  readonly frames: { readonly tokens: readonly Token[]; at: number }[]
  readonly snippets: Map<string, readonly Token[]>
  /** The token read last; undefined at the start and after an import, where whatever follows begins a line. */
  last: Token | undefined
  tokensLeft: number
  importsLeft: number
  readonly environment: Environment
  readonly files: Files
  /** Where the imported files are imported: their lines are counted on from one multiple of {@link FILE_LINES} each. */
  readonly imported: { readonly path: string; readonly place: Place }[]
  error: CorefileError | undefined
}

/** A reader of these tokens, from the first one. */
export function readerOf(tokens: readonly Token[], environment: Environment, files: Files): Reader {
  return { frames: [{ tokens, at: 0 }], snippets: new Map(), last: undefined, tokensLeft: MAX_TOKENS, importsLeft: MAX_IMPORTS, environment, files, imported: [], error: undefined }
}

/** The place in the Corefile itself: for what stands in an imported file, that of the import. */
export function placeOf(reader: Reader, place: Place): Place {
  const file = reader.imported[Math.floor(place.line / FILE_LINES) - 1]
  return file ? placeOf(reader, file.place) : place
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
  const file = reader.imported[Math.floor(place.line / FILE_LINES) - 1]
  reader.error ??= { message: file ? `${file.path}, line ${place.line % FILE_LINES}: ${message}` : message, place: placeOf(reader, place) }
  reader.frames.length = 0
}

/**
 * Takes "import NAME" and continues with the tokens of the snippet, or of the files that the name or pattern fits, in the order of their names.
 *
 * A pattern that fits no file is allowed, any other name that is neither snippet nor file is an error. Files are those that the caller gives.
 * Source: coredns/caddy v1.1.4 caddyfile/parse.go doImport.
 */
export function expandImport(reader: Reader): void {
  const place = take(reader)?.place ?? { line: 1, column: 1 }
  const name = takeOnLine(reader)
  if (name === undefined || name.text === '') return fail(reader, place, 'The import names nothing: write the name of a snippet.')
  const extra = takeOnLine(reader)
  if (extra !== undefined) return fail(reader, extra.place, 'An import takes only one name.')
  const snippet = reader.snippets.get(name.text)
  const paths = snippet ? [] : Object.keys(reader.files).filter(fits(name.text)).sort()
  if (snippet === undefined && paths.length === 0 && !/[*?[\]]/.test(name.text)) return fail(reader, name.place, `There is no snippet (${name.text}) above this import, and no such file is given.`)
  reader.importsLeft -= 1
  if (reader.importsLeft < 0) return fail(reader, name.place, `There are more than ${MAX_IMPORTS} imports: a snippet imports itself.`)
  const tokens = paths.flatMap(path => tokensOfFile(reader, path, name.place))
  if (reader.error === undefined) reader.frames.push({ tokens: snippet ?? tokens, at: 0 })
  reader.last = undefined
}

/** `*` and `?` stand for anything but a slash. Source: Go path/filepath Match. */
const fits = (pattern: string) => (path: string): boolean =>
  pattern === path || (/[*?]/.test(pattern) && new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '[^/]*').replaceAll('?', '[^/]')}$`).test(path))

function tokensOfFile(reader: Reader, path: string, place: Place): readonly Token[] {
  const lexed = lex(reader.files[path] ?? '', reader.environment)
  reader.imported.push({ path, place })
  const first = reader.imported.length * FILE_LINES
  if (lexed.ok) return lexed.value.map(token => ({ ...token, place: { ...token.place, line: token.place.line + first }, endLine: token.endLine + first }))
  fail(reader, { ...lexed.error.place, line: lexed.error.place.line + first }, lexed.error.message)
  return []
}
