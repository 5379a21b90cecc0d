/** A quantifier on a group that holds one: such an expression may take forever here, where it is linear in Go. */
const NESTED = /\((?:[^()\\]|\\.)*[*+}](?:[^()\\]|\\.)*\)\s*(?:[*+]|\{\d+,)/
/** What Go's syntax has and this engine has not, or reads otherwise. */
const FOREIGN = /\(\?[^:P<i]|\(\?i[^)]|\\[AzQEC]|\[\[:/

/** An expression of Go's RE2 syntax; undefined where it cannot be read safely. Source: Go regexp/syntax. */
export function readRegex(text: string): RegExp | undefined {
  const insensitive = text.startsWith('(?i)')
  const body = (insensitive ? text.slice(4) : text).replaceAll('(?P<', '(?<').replaceAll('\\z', '$').replaceAll('\\A', '^')
  if (text.length > 1000 || NESTED.test(body) || FOREIGN.test(body)) return undefined
  try {
    return new RegExp(body, insensitive ? 'i' : '')
  } catch {
    return undefined
  }
}

/** A text with `{0}`, `{1}`… replaced by the groups of a match. Source: coredns plugin/rewrite/name.go. */
export function fillGroups(text: string, match: RegExpExecArray): string {
  return match.reduce((filled, group, at) => filled.replaceAll(`{${at}}`, () => group ?? ''), text)
}
