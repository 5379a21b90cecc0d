/** One entry of a master file: its words, and whether it begins with white space (the owner of the entry before). */
export interface Entry { readonly words: readonly string[]; readonly sameOwner: boolean }

/** Splits a master file into entries: comments dropped, parentheses joined, quotes removed. Null: a quote or parenthesis is never closed. Source: RFC 1035 section 5.1. */
export function entriesOf(text: string): readonly Entry[] | null {
  const entries: Entry[] = []
  let words: string[] = []
  let sameOwner = false
  let depth = 0
  const pattern = /;[^\n]*|\n|[ \t\r]+|\(|\)|"((?:[^"\\]|\\[^])*)"|((?:[^\s;()"\\]|\\[^])+)/y
  for (let atStart = true; pattern.lastIndex < text.length;) {
    const match = pattern.exec(text)
    if (!match) return null
    const [whole, quoted, word] = match
    if (whole === '\n') {
      if (depth > 0) continue
      if (words.length > 0) entries.push({ words, sameOwner })
      words = []
      sameOwner = false
      atStart = true
      continue
    }
    if (whole === '(') depth++
    else if (whole === ')') depth--
    else if (quoted !== undefined || word !== undefined) words.push((quoted ?? word ?? '').replace(/\\(\d{3}|[^])/g, (_, escaped: string) => (escaped.length === 3 ? String.fromCharCode(Number(escaped)) : escaped)))
    else if (atStart && /^[ \t]/.test(whole)) sameOwner = true
    atStart = false
    if (depth < 0) return null
  }
  if (words.length > 0) entries.push({ words, sameOwner })
  return depth === 0 ? entries : null
}
