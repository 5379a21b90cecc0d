import { err, ok, type Result } from '@/lib/net/result'
import { substitute } from './environment'
import type { CorefileError, Environment, Place } from './types'

/** A word, or what stood between quotes. Quoting leaves no trace: a quoted brace is a brace, as in CoreDNS. */
export interface Token {
  readonly text: string
  readonly place: Place
  /** Differs from `place.line` when a line feed stands between the quotes. */
  readonly endLine: number
}

/** What Go's unicode.IsSpace calls white space. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/

/** Where the lexer stands: it moves on with every character. */
interface Cursor {
  readonly text: string
  at: number
  line: number
  lineStart: number
}

/**
 * Splits a Corefile into tokens, environment substituted. Source: coredns/caddy v1.1.4 caddyfile/lexer.go.
 *
 * White space separates; a token that begins with `"` runs to the next `"` that no `\` escapes (no other escape exists);
 * `#` outside quotes begins a comment, to the end of the line, but one glued to a word ends at the next white space.
 * An unclosed quote is an error here; CoreDNS takes what there is.
 */
export function lex(text: string, environment: Environment): Result<readonly Token[], CorefileError> {
  const cursor: Cursor = { text, at: text.startsWith('\ufeff') ? 1 : 0, line: 1, lineStart: 0 }
  const tokens: Token[] = []
  while (skipToToken(cursor)) {
    const place = { line: cursor.line, column: cursor.at - cursor.lineStart + 1 }
    const raw = cursor.text[cursor.at] === '"' ? takeQuoted(cursor) : takeWord(cursor)
    if (raw === undefined) return err({ message: 'This quote is never closed.', place })
    tokens.push({ text: substitute(raw, environment), place, endLine: cursor.line })
  }
  return ok(tokens)
}

/** Skips white space and comments; false at the end of the text. */
function skipToToken(cursor: Cursor): boolean {
  for (let comment = false; cursor.at < cursor.text.length; advance(cursor)) {
    const char = cursor.text.charAt(cursor.at)
    if (char === '\n') comment = false
    else if (char === '#') comment = true
    else if (!comment && !SPACE.test(char)) return true
  }
  return false
}

function takeWord(cursor: Cursor): string {
  let word = ''
  for (let comment = false; cursor.at < cursor.text.length; advance(cursor)) {
    const char = cursor.text.charAt(cursor.at)
    if (char === '\r') continue // dropped, even inside a word
    if (SPACE.test(char)) break
    comment ||= char === '#'
    if (!comment) word += char
  }
  return word
}

function takeQuoted(cursor: Cursor): string | undefined {
  let content = ''
  for (advance(cursor); cursor.at < cursor.text.length; advance(cursor)) {
    const char = cursor.text.charAt(cursor.at)
    if (char === '"') {
      advance(cursor)
      return content
    }
    content += char === '\\' ? takeEscape(cursor) : char
  }
  return undefined
}

/** `\"` stands for `"`; any other pair stands for itself. Leaves the cursor on the second character. */
function takeEscape(cursor: Cursor): string {
  advance(cursor)
  const escaped = cursor.text.charAt(cursor.at)
  return escaped === '"' ? escaped : `\\${escaped}`
}

function advance(cursor: Cursor): void {
  if (cursor.text[cursor.at] === '\n') {
    cursor.line += 1
    cursor.lineStart = cursor.at + 1
  }
  cursor.at += 1
}
