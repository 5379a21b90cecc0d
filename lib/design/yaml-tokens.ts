import { Composer, Lexer, Parser, type CST, type Document } from 'yaml'
import { err, ok, type Result } from '@/lib/net/result'

/** At most this many characters in one file. */
export const TEXT_LIMIT = 2 * 1024 * 1024
/** At most this many words and signs in one file: keeps hostile files from taking seconds. */
const TOKEN_LIMIT = 1_000_000
/** At most this many open brackets and indentations, as the parser counts them: the composer recurses. */
const STACK_LIMIT = 100
const ERROR_LIMIT = 20

export interface Composed {
  readonly documents: readonly Document.Parsed[]
  readonly lineStarts: readonly number[]
  /** Where the last quoted text begins: the one that is not closed, if any is not. */
  readonly lastQuote: number
}
export interface TooMuch { readonly message: string; readonly offset: number; readonly lineStarts: readonly number[] }

/**
 * Composes YAML 1.2 (and so JSON) without resolving anything, bounded in depth and size: `yaml` itself recurses without a limit, and
 * deep nesting ends the process. Syntax errors stay in the documents.
 */
export function composeYaml(text: string): Result<Composed, TooMuch> {
  const lineStarts: number[] = [0]
  if (text.length > TEXT_LIMIT) return err({ message: 'The file is longer than 2 MiB.', offset: 0, lineStarts })
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let count = 0
  let errors = 0
  let lastQuote = 0
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('"') || lexeme.startsWith("'")) lastQuote = parser.offset
    for (const token of parser.next(lexeme)) {
      tokens.push(token)
      if (token.type === 'error') errors++
    }
    count++
    if (errors > ERROR_LIMIT) break
    if (parser.stack.length > STACK_LIMIT) return err({ message: 'The file is nested too deeply here.', offset: parser.offset, lineStarts })
    if (count > TOKEN_LIMIT) return err({ message: `The file holds more than ${TOKEN_LIMIT} words and signs.`, offset: parser.offset, lineStarts })
  }
  for (const token of parser.end()) tokens.push(token)
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, schema: 'core', merge: false, logLevel: 'silent' })
  return ok({ documents: [...composer.compose(tokens, true, text.length)], lineStarts, lastQuote })
}
