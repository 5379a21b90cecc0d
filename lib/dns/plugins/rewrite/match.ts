import { unreachable } from '@/lib/net/unreachable'
import { fillGroups, readRegex } from '@/lib/dns/plugins/regex'

/** How a text is found in a name. Names here end with a dot, as in messages. */
export type Match =
  | { readonly kind: 'exact' | 'prefix' | 'suffix' | 'substring'; readonly text: string }
  | { readonly kind: 'regex'; readonly pattern: RegExp }

const KINDS: ReadonlySet<string> = new Set(['exact', 'prefix', 'suffix', 'substring', 'regex'])

export const isKind = (word: string): word is Match['kind'] => KINDS.has(word)

/** Lower case with a final dot. Source: coredns plugin/normalize.go Name.Normalize. */
export const absolute = (text: string): string => { const lower = text.toLowerCase(); return lower.endsWith('.') ? lower : `${lower}.` }

/** Undefined where the expression cannot be read. */
export function readMatch(kind: Match['kind'], text: string): Match | undefined {
  if (kind !== 'regex') return { kind, text: absolute(text) }
  const pattern = readRegex(text)
  return pattern && { kind, pattern }
}

/** The name with what was found replaced; undefined where nothing was. Source: coredns plugin/rewrite/name.go. */
export function replaced(match: Match, replacement: string, name: string): string | undefined {
  switch (match.kind) {
    case 'exact': return name === match.text ? replacement : undefined
    case 'prefix': return name.startsWith(match.text) ? replacement + name.slice(match.text.length) : undefined
    case 'suffix': return name.endsWith(match.text) ? name.slice(0, name.length - match.text.length) + replacement : undefined
    case 'substring': return name.includes(match.text) ? name.replaceAll(match.text, () => replacement) : undefined
    case 'regex': { const found = match.pattern.exec(name); return found ? fillGroups(replacement, found) : undefined }
    default: return unreachable(match)
  }
}

/** Whether a name fits. */
export const fits = (match: Match, name: string): boolean => replaced(match, '', name) !== undefined
