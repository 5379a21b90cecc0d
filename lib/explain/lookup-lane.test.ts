import { describe, expect, it } from 'vitest'
import { elementId as el } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Answer, Blocker } from '@/lib/network/answer'
import { nameServerOf, podDevice } from '@/lib/network/names'
import { emptyDraft, seal } from '@/lib/network/build'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import { plainDevice } from '@/lib/network/plain'
import type { DnsStep, Exchange, Rcode, RecordType, Resolution, Response } from '@/lib/network/resolution'
import type { Catalogue } from './catalogue'
import { tellLookup, tellStory } from './tell'
import { printLane } from './text'

const asker = podDevice('web', 0)
const process = podDevice('dns', 0)
const network: Network = { ...seal(emptyDraft()), devices: new Map([[asker, plainDevice(asker, el('web'), 'endpoint')], [process, plainDevice(process, el('dns'), 'endpoint')]]) }
const catalogue: Catalogue = { sentences: {}, labelOf: element => element }

const a = (data: string): ResourceRecord => ({ name: 'db.example.org', type: 'A', ttlSeconds: 5, data })
const response = (rcode: Rcode, ...answers: readonly ResourceRecord[]): Response => ({ rcode, authoritative: true, answers, authority: [], additional: [] })
const step = (actor: string, did: DnsStep['did'], more: Partial<DnsStep> = {}): DnsStep => ({ server: nameServerOf('dns'), element: el('dns'), device: process, actor, did, facts: {}, ...more })
const exchange = (name: string, type: RecordType, more: Partial<Exchange>): Exchange =>
  ({ query: { name, type }, asker, server: ip('192.0.2.53'), transport: 'udp', forward: [], return: [], response: null, steps: [], ...more })
const resolution = (outcome: Resolution['outcome'], exchanges: readonly Exchange[], more: Partial<Resolution> = {}): Resolution =>
  ({ name: 'db.example.org', asker, outcome, ambiguous: false, exchanges, queries: [], waitedSeconds: 0, canonicalName: 'db.example.org', records: [], addresses: [], faults: [], ...more })
const print = (one: Resolution) => printLane('lookup', tellLookup(one, network, catalogue)).split('\n').slice(1, -1).map(line => line.slice(11))

const chosen = step('block', 'chose', { facts: { zone: '.' } })
const found = step('file', 'answered', { facts: { zone: 'example.org', rcode: 'NOERROR' }, response: response('NOERROR', a('192.0.2.7')) })

describe('a lookup', () => {
  it('that succeeds tells the query that counted with what the server did, and leaves the empty family out', () => {
    expect(print(resolution('NOERROR', [
      exchange('db.example.org.cluster.example', 'A', { response: response('NXDOMAIN') }),
      exchange('db.example.org.cluster.example', 'AAAA', { response: response('NXDOMAIN') }),
      exchange('db.example.org', 'A', { response: response('NOERROR', a('192.0.2.7')), steps: [chosen, found] }),
      exchange('db.example.org', 'AAAA', { response: response('NOERROR') }),
    ]))).toEqual([
      '  web-0  asks 192.0.2.53 for db.example.org.cluster.example A, AAAA: NXDOMAIN',
      '  web-0  asks 192.0.2.53 for db.example.org A: A 192.0.2.7',
      '  dns-0  block . chosen',
      '  dns-0  file example.org answers: A 192.0.2.7',
    ])
  })

  it('through a forwarder tells its query as well, and fails at the deepest place only', () => {
    const upstream = exchange('db.example.org', 'A', { asker: process, server: ip('192.0.2.54'), response: response('NXDOMAIN'), steps: [step('public', 'answered', { response: response('NXDOMAIN') })] })
    expect(print(resolution('NXDOMAIN', [exchange('db.example.org', 'A', { response: response('NXDOMAIN'), steps: [chosen, step('forward', 'asked', { facts: { zone: '.', upstream: '192.0.2.54' }, exchange: upstream })] })]))).toEqual([
      '  web-0  asks 192.0.2.53 for db.example.org A: NXDOMAIN',
      '  dns-0  block . chosen',
      '  dns-0  forward . asks',
      '  dns-0  asks 192.0.2.54 for db.example.org A: NXDOMAIN',
      '! dns-0  public answers: NXDOMAIN',
    ])
  })

  it('that nobody answers says so', () => {
    expect(print(resolution('timeout', [exchange('db.example.org', 'A', { failure: 'timeout' })]))).toEqual(['! web-0  asks 192.0.2.53 for db.example.org A: timeout'])
  })

  it('that is not modelled says why', () => {
    expect(print(resolution('undetermined', [], { undetermined: { code: 'dns.no-resolver' } }))).toEqual(['  web-0  undetermined: The design gives web-0 no name server to ask, so nobody can say what a name is there. Ask for an address, or give it a resolver.'])
  })

  it('tells what is worth knowing after it, with the code, where, and what to do', () => {
    const noted = resolution('NOERROR', [exchange('db.example.org', 'A', { response: response('NOERROR', a('192.0.2.7')) })], { notes: [{ code: 'dns.tcp-limited', element: el('dns'), facts: {} }, { code: 'dns.denial-kept', element: el('dns'), facts: { name: 'no.example.org', seconds: '5' } }] })
    expect(printLane('lookup', tellLookup(noted, network, catalogue)).split('\n').slice(2, -1)).toEqual([
      '  notes      dns.tcp-limited at dns',
      '             This resolver is asked over TCP, of which it bears few connections: under load some questions fail. Prefer UDP.',
      '             dns.denial-kept at dns',
      '             A denial of no.example.org is kept for up to 5 seconds: once the name exists, those who asked before find it that much later.',
    ])
  })

  it('shows its blocker where its place speaks', () => {
    const blocker: Blocker = { code: 'dns.no-fallthrough', stage: 'lookup', place: el('dns'), elements: [el('dns')], disposition: null, facts: {} }
    const failing = resolution('NXDOMAIN', [exchange('db.example.org', 'A', { response: response('NXDOMAIN'), steps: [chosen, step('file', 'answered', { response: response('NXDOMAIN') })] })])
    const answer: Answer = { question: { from: asker, to: { type: 'name', name: 'db.example.org' }, protocol: 6, port: 80, sizeBytes: 64 }, reachability: 'unreachable', clientSees: 'timeout', lookup: failing, legs: [], blockers: [blocker], moreMayLieBehind: false, repairs: [] }
    const story = tellStory(answer, network, catalogue)
    expect(story.lanes[0]?.lines.map(line => [line.state, line.blocker])).toEqual([['done', undefined], ['done', undefined], ['failed', 1]])
    expect(story.headline.map(word => typeof word === 'string' ? word : word.code).join('')).toBe('web-0 gets NXDOMAIN for the name: no fallthrough: dns')
  })
})
