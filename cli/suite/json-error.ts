const SPACE = /[ \t\r\n]*/y
const SCALAR = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Where a text stops being JSON: the index of the first character that cannot stand there. The runtime's own message does not always say it. Source: RFC 8259. */
export function jsonErrorAt(text: string): number {
  const open: ('{' | '[')[] = []
  let at = 0
  const take = (pattern: RegExp) => { pattern.lastIndex = at; const length = pattern.exec(text)?.[0].length ?? 0; at += length; return length > 0 }
  const takeSign = (signs: string) => { take(SPACE); const sign = text[at] ?? ''; if (sign === '' || !signs.includes(sign)) return ''; at++; return sign }
  const takeKey = () => { take(SPACE); return text[at] === '"' && take(SCALAR) && takeSign(':') !== '' }
  for (;;) {
    const opened = takeSign('{[')
    if (opened !== '') {
      const isEmpty = takeSign(opened === '{' ? '}' : ']') !== ''
      if (!isEmpty) {
        open.push(opened as '{' | '[')
        if (opened === '{' && !takeKey()) return at
        continue
      }
    } else if (!take(SCALAR)) return at
    for (let closed = true; closed && open.length > 0;) {
      const within = open.at(-1)
      closed = takeSign(within === '{' ? '}' : ']') !== ''
      if (closed) open.pop()
      else if (takeSign(',') === '' || (within === '{' && !takeKey())) return at
    }
    if (open.length === 0) { take(SPACE); return at }
  }
}
