import { parseKey } from './keys'
import type { BlockKey, Directive, ServerBlock } from './types'

/** White space of the lexer, a comment sign anywhere, a quote at the beginning, or nothing at all. */
const NEEDS_QUOTES = /^$|^"|[#\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/

/**
 * Writes a Corefile: parsing it again yields the same blocks, places aside. Snippets stay expanded, variables substituted.
 *
 * Lossy in one case, which only the environment can make: Corefiles cannot express a text that needs quotes and holds an
 * odd run of backslashes before a quote or at its end.
 */
export function unparseCorefile(blocks: readonly ServerBlock[]): string {
  return blocks.map((block) => `${keyLine(block.keys)} {\n${linesOf(block.directives, '    ')}}\n`).join('\n')
}

function keyLine(keys: readonly BlockKey[]): string {
  const texts: string[] = []
  for (let at = 0; at < keys.length; ) {
    const key = keys[at]
    if (key === undefined) break
    texts.push(key.text)
    at += countOfKeys(key)
  }
  return texts.map((text, n) => wordOf(n < texts.length - 1 ? `${text},` : text)).join(' ')
}

/** How many keys the text stands for: several when it is a prefix. */
function countOfKeys(key: BlockKey): number {
  const parsed = parseKey(key.text, key.place)
  return parsed.ok ? parsed.value.length : 1
}

function linesOf(directives: readonly Directive[], indent: string): string {
  return directives.map((directive) => `${indent}${lineOf(directive, indent)}\n`).join('')
}

function lineOf({ name, args, block }: Directive, indent: string): string {
  const words = [name, ...args].map(wordOf).join(' ')
  return block === null ? words : `${words} {\n${linesOf(block, `${indent}    `)}${indent}}`
}

function wordOf(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '\\"')}"` : text
}
