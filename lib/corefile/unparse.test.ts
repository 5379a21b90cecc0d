import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseKey } from './keys'
import { parseCorefile } from './parse'
import type { Directive, ServerBlock } from './types'
import { unparseCorefile } from './unparse'

const place = { line: 1, column: 1 }
const withoutPlaces = (blocks: readonly ServerBlock[]): unknown => JSON.parse(JSON.stringify(blocks, (key, value: unknown) => (key === 'place' ? undefined : value)))

/** Words that a Corefile can express: no lone brace, no reference, no odd run of backslashes before a quote or the end. */
const word = fc
  .oneof(fc.constantFrom('log', 'forward', '192.0.2.53', '', 'a b', '#', '"', 'x"y', '\\d+', '\\"', '{a}', 'line\nfeed', 'é', '\u00a0', '(x)', 'a,'), fc.string({ unit: 'grapheme', maxLength: 8 }))
  .filter((text) => !['{', '}', 'import'].includes(text) && !/\{[$%]|(?<!\\)(?:\\\\)*\\(?:"|$)/.test(text))
const directive = fc.letrec<{ directive: Directive }>((tie) => ({
  directive: fc.record({
    name: word,
    args: fc.array(word, { maxLength: 3 }),
    block: fc.option(fc.array(tie('directive'), { maxLength: 3 }), { depthSize: 'small', maxDepth: 4 }),
    place: fc.constant(place),
  }),
})).directive
const zone = fc.constantFrom('.', 'example.org', 'cluster.local', 'b.example.net', '10.0.0.0/15', '192.0.2.0/24', '2001:db8::/31')
const keyTexts = fc.uniqueArray(fc.tuple(zone, fc.constantFrom('', 'tls://', 'grpc://'), fc.constantFrom('', ':1053')).map(([name, scheme, port]) => `${scheme}${name}${port}`), { minLength: 1, maxLength: 3 })
const serverBlock = fc.tuple(keyTexts, fc.array(directive, { maxLength: 4 })).map(([texts, directives]): ServerBlock => ({
  keys: texts.flatMap((text) => {
    const keys = parseKey(text, place)
    return keys.ok ? keys.value : []
  }),
  directives: [{ name: 'view', args: ['v'], block: null, place }, ...directives],
  place,
}))

describe('unparseCorefile', () => {
  it('writes what a person would', () => {
    const text = 'example.org, 10.0.0.0/15:54 {\n    template "a b" {\n        answer "{{ .Name }}"\n    }\n    log\n}\n\n. {\n}\n'
    const blocks = parseCorefile(text)
    expect(blocks.ok && unparseCorefile(blocks.value)).toBe(text)
  })
  it('of generated blocks parses to the same blocks', () => {
    fc.assert(fc.property(fc.array(serverBlock, { maxLength: 3 }), (blocks) => {
      const again = parseCorefile(unparseCorefile(blocks))
      expect(again.ok ? withoutPlaces(again.value) : again.error).toEqual(withoutPlaces(blocks))
    }), { numRuns: 400 })
  })
})

/** A small seeded generator (mulberry32): the same mutants on every run. */
const random = (seed: number) => (below: number): number => {
  seed = (seed + 0x6d2b79f5) | 0
  const mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
  return (((mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))) >>> 14) >>> 0) % below
}
const SEEDS = [
  '.:53 {\n    errors\n    health {\n       lameduck 5s\n    }\n    kubernetes cluster.local in-addr.arpa {\n       pods insecure\n       fallthrough\n    }\n    forward . /etc/resolv.conf\n    cache 30\n}\n',
  '(common) {\n    log # all\n    errors\n}\nexample.org, 10.0.0.0/15:54 {\n    import common\n    template IN A {\n        answer "{{ .Name }} 60 IN A 192.0.2.1"\n    }\n}\ntls://{$ZONE:example.net} {\n    import common\n    forward . "192.0.2.53" {%DNS%}\n}\n',
]
const PIECES = ['{', '}', '\n', ' ', '"', '\\', '#', ',', 'import ', 'import common\n', '(x) {\n', '{$', '{%', '%}', ':', '/', '\u0000', '\r', '::/0', '{\n', '}\n', '\ud800']
const mutate = (text: string, next: (below: number) => number): string => {
  let mutant = text
  for (let edits = 1 + next(4); edits > 0; edits--) {
    const at = next(mutant.length + 1)
    mutant = mutant.slice(0, at) + (next(3) > 0 ? PIECES[next(PIECES.length)] : '') + mutant.slice(at + next(3) * next(9))
  }
  return mutant
}

it('20000 mutants never throw, and those that parse survive a round trip', () => {
  const next = random(20_260_801)
  let accepted = 0
  for (let n = 0; n < 20_000; n++) {
    const text = mutate(SEEDS[n % 2] ?? '', next)
    const result = parseCorefile(text)
    if (!result.ok) {
      expect(result.error.place.line).toBeGreaterThanOrEqual(1)
      continue
    }
    accepted += 1
    const again = parseCorefile(unparseCorefile(result.value))
    if (JSON.stringify(again.ok && withoutPlaces(again.value)) !== JSON.stringify(withoutPlaces(result.value))) expect({ text, again }).toBe('the same blocks')
  }
  expect(accepted).toBeGreaterThan(2_000)
  expect(accepted).toBeLessThan(18_000)
}, 20_000)
