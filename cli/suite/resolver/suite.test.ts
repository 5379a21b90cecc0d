import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isRecorded } from '@/cli/suite/recorded.fixture'
import { resolver } from './suite'

const PATH = '../shared/suites/resolver/getaddrinfo.json'

/** One recorded lookup at one server that denies every name, by glibc without a search list. */
const recording = (change: object) => JSON.stringify({
  meta: { modes: { k8s: {} } },
  cases: [{
    id: 1, libc: 'glibc', name: 'a.example.', mode: 'nxdomain', family: 'inet', search: '', options: 'ndots:1', nameservers: ['nxdomain'],
    result: { rc: -2, err: 'EAI_NONAME', ms: 1, addrs: [] }, queries: [{ ms: 0, ns: 1, proto: 'udp', sock: 1, name: 'a.example.', type: 'A' }], ...change,
  }],
})

function judged(change: object): string | null {
  const read = resolver.read(recording(change), 'recording.json')
  return read.ok ? read.value[0]?.run() ?? null : read.error
}

describe('a recorded lookup', () => {
  const query = { ms: 0, ns: 1, proto: 'udp', sock: 1, name: 'a.example.', type: 'A' }
  it.each([
    { name: 'agrees', change: {}, expected: null },
    { name: 'another error', change: { result: { rc: -3, err: 'EAI_AGAIN', ms: 1, addrs: [] } }, expected: 'error: recorded EAI_AGAIN\nerror: engine   EAI_NONAME' },
    { name: 'an address', change: { result: { rc: -2, err: 'EAI_NONAME', ms: 1, addrs: ['192.0.2.1'] } }, expected: 'addresses: recorded 192.0.2.1\naddresses: engine   none' },
    { name: 'a query more', change: { queries: [query, query] }, expected: 'queries: recorded a.example A@1/udp A@1/udp\nqueries: engine   a.example A@1/udp' },
    { name: 'another transport', change: { queries: [{ ...query, proto: 'tcp' }] }, expected: 'queries: recorded a.example A@1/tcp\nqueries: engine   a.example A@1/udp' },
    { name: 'a flag of glibc', change: { queries: [{ ...query, edns: true }] }, expected: 'queries: recorded a.example A@1/udp+edns\nqueries: engine   a.example A@1/udp' },
    { name: 'what was no question is not compared', change: { queries: [{ ...query, type: '?' }] }, expected: null },
    { name: 'a behaviour that nobody has described', change: { nameservers: ['sings'] }, expected: 'Nobody has described the behaviour sings.' },
    { name: 'another form', change: { family: 'inet5' }, expected: 'recording.json: cases[0].family: Invalid option: expected one of "unspec"|"inet"|"inet6"' },
  ])('$name', ({ change, expected }) => {
    expect(judged(change)).toBe(expected)
  })
})

describe('lookups by glibc 2.36 and musl 1.2.3', () => {
  if (!isRecorded(PATH)) return
  const read = resolver.read(readFileSync(PATH, 'utf8'), PATH)
  it.each(read.ok ? read.value : [{ id: read.ok ? '' : read.error, run: () => 'not read' }])('$id', ({ run }) => {
    expect(run()).toBeNull()
  })
})
