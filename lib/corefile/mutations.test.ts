import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseCorefile } from './parse'
import { PUBLIC_COREFILES } from './public.fixture'
import { unparseCorefile } from './unparse'

/* Mutated Corefiles: the reader always comes to an end, with blocks or with an error at a place of the text; blocks that it has
 * read can be written and read again (of every eighth text, without backslashes: see unparse.ts for what they cannot express). */

const RUNS = 100_000
const SCRAPS = ['{', '}', '"', '\\', '#', '\n', ' ', ',', '(', ')', ':', '.', '/', 'import base', 'import a*', '{$A}', '{%A%}', '{$A:b c}', '::/0', '10.0.0.0/9', '\t', '\r\n', '\u0000', '\u2028', '(a) {', 'tls://', '\ud800', '53:53', '.:65536', 'import import']

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.integer({ min: 0, max: 40 }),
  put: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...SCRAPS) }, { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'binary' }) }),
})

const mutated = fc.tuple(fc.constantFrom(...PUBLIC_COREFILES), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([{ text }, changes]) => changes.reduce((now, { at, cut, put }) => { const place = Math.floor(at * now.length); return now.slice(0, place) + put + now.slice(place + cut) }, text))

it(`${RUNS} mutated Corefiles never crash the reader`, { timeout: 120_000 }, () => {
  let read = 0
  fc.assert(fc.property(mutated, text => {
    const parsed = parseCorefile(text, new Map([['A', 'a { }']]))
    if (parsed.ok) {
      read++
      return read % 8 !== 0 || text.includes('\\') || parseCorefile(unparseCorefile(parsed.value)).ok
    }
    const { message, place: { line, column } } = parsed.error
    const lines = text.split('\n')
    return message.endsWith('.') && line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1] ?? '').length + 1
  }), { numRuns: RUNS, seed: 5 })
  expect(read).toBeGreaterThan(RUNS / 20)
})
