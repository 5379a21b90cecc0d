/** A word, an operator or a value of an expression. */
export type Token = { readonly type: 'text' | 'word' | 'sign' | 'number'; readonly text: string }

const PATTERN = /\s+|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|([A-Za-z_][A-Za-z0-9_]*)|(\d+)|(==|!=|&&|\|\||[!()[\],])/y

/** Splits an expression; null where something is not of the known language. */
export function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = []
  PATTERN.lastIndex = 0
  while (PATTERN.lastIndex < text.length) {
    const match = PATTERN.exec(text)
    if (!match) return null
    const [, quoted, word, number, sign] = match
    if (quoted !== undefined) tokens.push({ type: 'text', text: unquoted(quoted) })
    else if (word !== undefined) tokens.push({ type: 'word', text: word })
    else if (number !== undefined) tokens.push({ type: 'number', text: number })
    else if (sign !== undefined) tokens.push({ type: 'sign', text: sign })
  }
  return tokens
}

const unquoted = (text: string): string => (text.startsWith('`') ? text.slice(1, -1) : text.slice(1, -1).replace(/\\(.)/g, '$1'))
