import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import { formatDesignError } from '@/lib/design/error'
import { parseDesign } from '@/lib/design/parse'
import { EXAMPLES, exampleText } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { disguise } from './disguise'

/** JSON with keys in order, so that the order of a file's maps does not count; maps of the Network as pairs. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof Map) return [...item].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
    return item
  })
}

describe('a disguised example compiles into the disguised Network', () => {
  it.each(EXAMPLES.map(({ file, text }, n) => ({ file, text, seed: n + 1 })))('$file, seed $seed', ({ file, text, seed }) => {
    const parsed = parseDesign(text, { source: file, mechanisms: MECHANISMS, load: exampleText })
    if (!parsed.ok) throw new Error(parsed.error.map(formatDesignError).join('\n'))
    const { design, translate, level } = disguise(parsed.value, { seed, mechanisms: MECHANISMS, order: 'kept' })
    expect(JSON.parse(level(json(compile(design, MECHANISMS))))).toEqual(JSON.parse(translate(json(compile(parsed.value, MECHANISMS)))))
  })
})
