import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { PlainAnswer } from '@/lib/ask/ask'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { Exchange, Resolution } from '@/lib/network/resolution'
import { differences } from './compare'
import type { Observed } from './real-side'

/** A pod asks `dns`, which forwards to `up`; the address that comes back is connected to. */
const exchange = (asker: string, device: string, source: string, steps: Exchange['steps'] = []): Exchange => ({
  query: { name: 'db.example', type: 'A' }, asker: deviceOf(asker), server: ip('192.0.2.53'), transport: 'udp', forward: [{ hops: [{ device: deviceOf('node'), steps: [] }] }] as unknown as Exchange['forward'], return: [], steps,
  response: { rcode: 'NOERROR', authoritative: false, answers: [], authority: [], additional: [] }, answeredBy: { server: nameServerOf(device), device: deviceOf(device), sourceSeen: ip(source) },
})
const onward = exchange('dns', 'up', '192.0.2.10')
const lookup: Resolution = {
  name: 'db.example', asker: deviceOf('pod'), outcome: 'NOERROR', ambiguous: false, queries: [], waitedSeconds: 0, canonicalName: 'db.example', records: [], addresses: [{ address: ip('192.0.2.80') }], faults: [],
  exchanges: [exchange('pod', 'dns', '192.0.2.7', [{ server: nameServerOf('dns'), element: elementId('dns'), device: deviceOf('dns'), actor: 'forward', did: 'asked', facts: {}, exchange: onward }])],
}
const expected: PlainAnswer = {
  question: { from: deviceOf('pod'), to: { type: 'name', name: 'db.example' }, protocol: 6, port: 80, sizeBytes: 64 }, reachability: 'reachable', clientSees: 'ok', lookup,
  legs: [{ destination: ip('192.0.2.80'), reachability: 'reachable', clientSees: 'ok', sourceSeen: ip('192.0.2.10'), forward: [], return: [] }],
}
const asked = (device: string, remote: string) => ({ device: deviceOf(device), remote, transport: 'udp', type: 'A', name: 'db.example', rcode: 'NOERROR' }) as const
const observed: Observed = {
  client: { error: null, seconds: 0, connections: [{ address: '192.0.2.80', sees: 'ok' }] }, queries: [asked('dns', '192.0.2.7'), asked('up', '192.0.2.10')],
  accepted: [{ device: 'db', source: '192.0.2.10' }], limits: [],
}

describe('comparing what happened with what the engine says', () => {
  it('finds nothing where they agree', () => { expect(differences(expected, observed)).toEqual([]) })
  it('finds a wait that did not happen', () => { expect(differences({ ...expected, lookup: { ...lookup, waitedSeconds: 1 } }, observed)).toEqual(['getaddrinfo took 0 s; in the engine it waits 1 s for silent servers']) })
  it.each<{ name: string; change: Partial<Observed>; says: string }>([
    { name: 'another source address at a server', change: { queries: [asked('dns', '192.0.2.7'), asked('up', '192.0.2.99')] }, says: 'up saw 192.0.2.99' },
    { name: 'a query that did not arrive', change: { queries: [asked('dns', '192.0.2.7')] }, says: 'in the engine alone: up saw 192.0.2.10' },
    { name: 'another rcode', change: { queries: [{ ...asked('dns', '192.0.2.7'), rcode: 'SERVFAIL' }, asked('up', '192.0.2.10')] }, says: 'said SERVFAIL' },
    { name: 'another transport', change: { queries: [{ ...asked('dns', '192.0.2.7'), transport: 'tcp' }, asked('up', '192.0.2.10')] }, says: 'over tcp' },
    { name: 'another address', change: { client: { ...observed.client, connections: [{ address: '192.0.2.81', sees: 'ok' }] } }, says: 'the name is 192.0.2.81' },
    { name: 'an error', change: { client: { error: 'EAI_AGAIN', seconds: 5, connections: [] } }, says: 'getaddrinfo says EAI_AGAIN' },
    { name: 'another end of the connection', change: { client: { ...observed.client, connections: [{ address: '192.0.2.80', sees: 'refused' }] } }, says: 'comes to refused' },
    { name: 'another source address at the application', change: { accepted: [{ device: 'db', source: '192.0.2.7' }] }, says: 'db accepted 192.0.2.7' },
    { name: 'a way over a device that the lab does not do', change: { limits: [{ device: deviceOf('node'), what: 'a proxy' }] }, says: 'proves nothing' },
  ])('finds $name', ({ change, says }) => { expect(differences(expected, { ...observed, ...change }).join('\n')).toContain(says) })
})
