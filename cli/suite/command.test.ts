import { describe, expect, it } from 'vitest'
import type { Files } from '@/cli/files'
import { run } from '@/cli/main'
import { err, ok } from '@/lib/net/result'

const document = (matches: boolean) => JSON.stringify({
  suite: 'own', source: { repo: 'r', commit: 'c', license: 'l', paths: [] }, notes: '', caseCount: 1,
  scenarios: [{ name: 'zones', kind: 'zone-match', fixture: {}, cases: [{ id: 'one', qname: 'a.example.', zone: 'example.', matches }] }],
})
const TEXTS: Readonly<Record<string, string>> = { 'good.json': document(true), 'bad.json': document(false), 'broken.json': '{' }
const FILES: Files = {
  read: path => { const text = TEXTS[path]; return text === undefined ? err(`${path}: there is no such file.`) : ok(text) },
  write: () => ok(undefined), list: path => ok(path === 'both' ? ['good.json', 'bad.json'] : path === 'empty' ? [] : [path]),
}

describe('podway suite', () => {
  it.each([
    { name: 'all agree', words: ['dns', 'good.json'], expected: { exit: 0, out: '1 passed, 0 failed\n' } },
    { name: 'one differs: both sides are shown', words: ['dns', 'both'], expected: { exit: 1, out: 'zones/one\n  matches: expected false, got true\n1 passed, 1 failed\n' } },
    { name: 'as JSON', words: ['dns', 'bad.json', '--json'], expected: { exit: 1, out: `${JSON.stringify({ passed: 0, failed: 1, failures: [{ id: 'zones/one', disagreement: 'matches: expected false, got true' }] }, null, 2)}\n` } },
    { name: 'a file that is no suite', words: ['dns', 'broken.json'], expected: { exit: 2, messages: ['suite: broken.json:1:2: this is not JSON.'] } },
    { name: 'a file that is not there', words: ['dns', 'none.json'], expected: { exit: 2, messages: ['suite: none.json: there is no such file.'] } },
    { name: 'a folder without cases', words: ['dns', 'empty'], expected: { exit: 2, messages: ['suite: empty: there is no case in it.'] } },
    { name: 'a form that nobody knows', words: ['guess', 'good.json'], expected: { exit: 2, messages: [expect.stringMatching(/^suite: there is no "guess"; there are dns, /)] } },
  ])('$name', ({ words, expected }) => {
    expect(run(['suite', ...words], FILES)).toEqual(expected)
  })
})
