import { describe, expect, it } from 'vitest'
import { DISK } from '@/cli/files'
import { isRecorded } from '@/cli/suite/recorded.fixture'
import { dns } from './suite'

/* The recorded cases of names. Those that the real server contradicts stand in docs/lab-notes/dns-suites.md. */

const FOLDER = '../shared/suites/dns'
const CONTRADICTED = new Set(['lookup/lookup#14'])

describe('recorded cases of names', () => {
  if (!isRecorded(FOLDER)) return
  const files = DISK.list(FOLDER)

  it.each(files.ok ? files.value : [])('%s', file => {
    const text = DISK.read(file)
    const cases = text.ok ? dns.read(text.value, file) : text
    if (!cases.ok) throw new Error(cases.error)
    const failed = cases.value.filter(({ id }) => !CONTRADICTED.has(id)).map(({ id, run }) => ({ id, disagreement: run() }))
    expect(failed.filter(({ disagreement }) => disagreement !== null)).toEqual([])
  })

  it('the contradicted ones still differ', () => {
    const text = DISK.read(`${FOLDER}/coredns-file.json`)
    const cases = text.ok ? dns.read(text.value, 'coredns-file.json') : text
    const differing = cases.ok ? cases.value.filter(({ id, run }) => CONTRADICTED.has(id) && run() !== null) : []
    expect(differing.map(({ id }) => id)).toEqual([...CONTRADICTED])
  })
})

const document = (change: Record<string, unknown>) => JSON.stringify({ suite: 'x', source: { repo: 'r', commit: 'c', license: 'l', paths: [] }, notes: '', caseCount: 1, scenarios: [{ name: 's', kind: 'zone-match', fixture: {}, cases: [{ id: 'a', qname: 'a.example.', zone: 'example.', matches: true }] }], ...change })

describe('what is no suite', () => {
  it.each([
    { name: 'text that is no JSON, with its place', text: '{\n  "suite": ,\n}', expected: 'f.json:2:12: this is not JSON.' },
    { name: 'a field that nobody knows', text: document({ extra: 1 }), expected: 'f.json: the document: Unrecognized key: "extra"' },
    { name: 'an unknown kind', text: document({ scenarios: [{ name: 's', kind: 'guess', cases: [] }] }), expected: expect.stringMatching(/^f\.json: scenarios\[0\]\.kind: there is no kind "guess"; there are query, /) },
    { name: 'a case with a field too many', text: document({ scenarios: [{ name: 's', kind: 'zone-match', fixture: {}, cases: [{ id: 'a', qname: 'a.', zone: '.', matches: true, odd: 1 }] }] }), expected: 'f.json: scenarios[0].cases[0]: Unrecognized key: "odd"' },
    { name: 'another number of cases than it says', text: document({ caseCount: 2 }), expected: 'f.json: caseCount: says 2, but there are 1 cases.' },
  ])('$name', ({ text, expected }) => {
    expect(dns.read(text, 'f.json')).toEqual({ ok: false, error: expected })
  })

  it('a disagreement says both sides', () => {
    const read = dns.read(document({ scenarios: [{ name: 's', kind: 'zone-match', fixture: {}, cases: [{ id: 'a', qname: 'a.example.', zone: 'ple.', matches: true }] }] }), 'f.json')
    expect(read.ok && read.value.map(({ id, run }) => [id, run()])).toEqual([['s/a', 'matches: expected true, got false']])
  })
})
