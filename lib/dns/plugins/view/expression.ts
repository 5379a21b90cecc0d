import { tokensOf, type Token } from './tokens'

/** A boolean expression over a question, as the `view` plugin reads it. Source: expr-lang language definition; coredns plugin/pkg/expression. */
export type Expression =
  | { readonly type: 'value'; readonly value: string | number | boolean }
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'not'; readonly of: Expression }
  | { readonly type: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }

export type Operator = 'or' | 'and' | '==' | '!=' | 'in' | 'not in' | 'matches' | 'contains' | 'startsWith' | 'endsWith'

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', 'in', 'matches', 'contains', 'startsWith', 'endsWith'])
const MAX_DEPTH = 32

interface Cursor { readonly tokens: readonly Token[]; at: number; depth: number }

/** Reads an expression; null where it is not of the known language. */
export function readExpression(text: string): Expression | null {
  const tokens = tokensOf(text)
  if (!tokens) return null
  const cursor: Cursor = { tokens, at: 0, depth: 0 }
  const read = readOr(cursor)
  return cursor.at === tokens.length ? read : null
}

const peek = ({ tokens, at }: Cursor): string | undefined => { const token = tokens[at]; return token && token.type !== 'text' ? token.text : undefined }

function takes(cursor: Cursor, ...texts: readonly string[]): boolean {
  const next = peek(cursor)
  if (next === undefined || !texts.includes(next)) return false
  cursor.at++
  return true
}

function readChain(cursor: Cursor, operator: 'or' | 'and', signs: readonly string[], readPart: (cursor: Cursor) => Expression | null): Expression | null {
  let left = readPart(cursor)
  while (left && takes(cursor, ...signs)) {
    const right = readPart(cursor)
    left = right && { type: 'binary', operator, left, right }
  }
  return left
}

const readOr = (cursor: Cursor): Expression | null => readChain(cursor, 'or', ['or', '||'], readAnd)
const readAnd = (cursor: Cursor): Expression | null => readChain(cursor, 'and', ['and', '&&'], readComparison)

function readComparison(cursor: Cursor): Expression | null {
  const left = readUnary(cursor)
  const negated = left !== null && peek(cursor) === 'not' && cursor.tokens[cursor.at + 1]?.text === 'in'
  if (negated) cursor.at++
  const operator = peek(cursor)
  if (!left || operator === undefined || !COMPARISONS.has(operator)) return left
  cursor.at++
  const right = readUnary(cursor)
  return right && { type: 'binary', operator: negated ? 'not in' : operator as Operator, left, right }
}

function readUnary(cursor: Cursor): Expression | null {
  if (!takes(cursor, '!', 'not')) return readPrimary(cursor)
  const of = readUnary(cursor)
  return of && { type: 'not', of }
}

function readPrimary(cursor: Cursor): Expression | null {
  const token = cursor.tokens[cursor.at++]
  if (!token || ++cursor.depth > MAX_DEPTH * 8) return null
  if (token.type === 'text') return { type: 'value', value: token.text }
  if (token.type === 'number') return { type: 'value', value: Number(token.text) }
  if (token.text === '(') { const inner = readOr(cursor); return takes(cursor, ')') ? inner : null }
  if (token.text === '[') { const items = readItems(cursor, ']'); return items && { type: 'list', items } }
  if (token.text === 'true' || token.text === 'false') return { type: 'value', value: token.text === 'true' }
  const args = token.type === 'word' && takes(cursor, '(') ? readItems(cursor, ')') : null
  return args && { type: 'call', name: token.text, args }
}

function readItems(cursor: Cursor, end: string): readonly Expression[] | null {
  const items: Expression[] = []
  while (!takes(cursor, end)) {
    if (items.length > 0 && !takes(cursor, ',')) return null
    const item = readOr(cursor)
    if (!item) return null
    items.push(item)
  }
  return items
}
