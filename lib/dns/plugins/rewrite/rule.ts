import type { Directive } from '@/lib/corefile/types'
import { normaliseName } from '@/lib/dns/names'

/** One rule on the name of a question. Texts are lower case and without a trailing dot, but keep a leading one. */
export interface NameRule {
  readonly match: 'exact' | 'prefix' | 'suffix' | 'substring'
  readonly from: string
  readonly to: string
  readonly then: 'stop' | 'continue'
  /** Whether owners in the answer are turned back: always for `exact`, for the others on demand. */
  readonly restoresAnswer: 'yes' | 'no'
}

const MATCHES: ReadonlySet<string> = new Set(['exact', 'prefix', 'suffix', 'substring'])

/** `rewrite [stop|continue] name [exact|prefix|suffix|substring] FROM TO [answer auto]`; undefined: another rule, not modelled. Source: coredns plugin/rewrite/README. */
export function readRule(directive: Directive): NameRule | undefined {
  if (directive.block !== null) return undefined
  const words = [...directive.args]
  const then = words[0] === 'continue' ? 'continue' : 'stop'
  if (words[0] === 'continue' || words[0] === 'stop') words.shift()
  if (words.shift() !== 'name') return undefined
  const kind = words.length > 2 && MATCHES.has(words[0] ?? '') ? words.shift() : 'exact'
  const [from, to, ...options] = words
  const auto = options.length === 2 && options[0] === 'answer' && options[1] === 'auto'
  if (from === undefined || to === undefined || (options.length > 0 && !auto)) return undefined
  const match = kind as NameRule['match']
  return { match, from: textOf(match, from), to: textOf(match, to), then, restoresAnswer: auto || match === 'exact' ? 'yes' : 'no' }
}

/** The final dot says nothing here, except in the middle of a name. */
const textOf = (match: NameRule['match'], text: string): string => (match === 'exact' || match === 'suffix' ? normaliseName(text) : text.toLowerCase())

/** The name after the rule; undefined where it does not match. Source: coredns plugin/rewrite/name.go. */
export function applyRule(rule: NameRule, name: string): string | undefined {
  switch (rule.match) {
    case 'exact': return name === rule.from ? rule.to : undefined
    case 'prefix': return name.startsWith(rule.from) ? rule.to + name.slice(rule.from.length) : undefined
    case 'suffix': return name.endsWith(rule.from) ? name.slice(0, name.length - rule.from.length) + rule.to : undefined
    case 'substring': return name.includes(rule.from) ? name.replaceAll(rule.from, rule.to) : undefined
  }
}

/** The rule turned round, for names in the answer. */
export const reversed = (rule: NameRule): NameRule => ({ ...rule, from: rule.to, to: rule.from })
