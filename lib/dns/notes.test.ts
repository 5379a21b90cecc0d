import { expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { nameServerOf, deviceOf } from '@/lib/network/names'
import type { StubResolver } from '@/lib/network/name-server'
import type { Trace } from '@/lib/network/trace'
import { lookUp } from './lookup'
import { cluster, corefile, delivering, smallNetwork, watching, zone, type SmallServer } from './small-network'

const UPSTREAM: SmallServer = { id: 'up', addresses: ['192.0.2.2'], behaviour: { type: 'recursive', zones: [zone('example.org', { 'www.example.org': '203.0.113.80' })] } }
const OTHER: SmallServer = { id: 'other', addresses: ['192.0.2.3'], behaviour: { type: 'authoritative', zones: [zone('example.org', {})] } }
const SEARCH = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local']

/** The notes on a lookup, as `code fact=…`. */
function notes(name: string, resolver: Partial<StubResolver>, forward = 'forward . 192.0.2.2', limited = false, lost: 'none' | 'tcp' = 'none'): readonly string[] {
  const text = `.:53 {\n  kubernetes cluster.local\n  ${forward}\n}`
  const small = smallNetwork({
    servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile(text, [watching('', 'west')]) }, UPSTREAM, OTHER],
    clusters: [cluster('west', { 'web.shop': '10.96.0.80' })], resolver: { search: SEARCH, ...resolver },
  })
  const up = small.nameServers.get(nameServerOf('up'))
  const network = up && limited ? { ...small, nameServers: new Map([...small.nameServers, [up.id, { ...up, limitsTcp: true } as const]]) } : small
  return (lookUp({ device: deviceOf('client'), name, types: ['A'] }, network, delivering(network, flow => (lost === 'tcp' && flow.protocol === PROTOCOLS.tcp ? { code: 'filter.denied', element: 'firewall' } : null))).notes ?? []).map(({ code, facts }) => [code, ...Object.entries(facts).map(([key, value]) => `${key}=${String(value)}`)].join(' '))
}

it.each([
  { name: 'an outside name behind the whole search list (kubernetes#33554)', of: 'www.example.org', resolver: {}, expected: ['dns.ndots-amplifies name=www.example.org queries=4 ndots=5'] },
  { name: 'not with a dot at its end', of: 'www.example.org.', resolver: {}, expected: [] },
  { name: 'not with ndots:1', of: 'www.example.org', resolver: { ndots: 1 }, expected: [] },
  { name: 'not for a name of the cluster', of: 'web', resolver: {}, expected: [] },
  { name: 'a name under the search list that exists without an address stops musl (kubernetes/dns#119)', of: 'shop.svc', resolver: { library: 'musl', search: ['cluster.local', 'example.org'] } as const, expected: ['dns.search-nodata name=shop.svc answered=shop.svc.cluster.local', 'dns.denial-kept name=shop.svc.cluster.local seconds=5'] },
  { name: 'upstreams that know different things (coredns#5348)', of: 'www.example.org.', resolver: {}, forward: 'forward . 192.0.2.2 192.0.2.3', expected: ['dns.upstreams-differ name=www.example.org said=NOERROR, NXDOMAIN'] },
  { name: 'TCP to a server that bears few connections (coredns#3927)', of: 'www.example.org.', resolver: {}, forward: 'forward . 192.0.2.2 {\n    force_tcp\n  }', limited: true, expected: ['dns.tcp-limited'] },
  { name: 'not over UDP', of: 'www.example.org.', resolver: {}, limited: true, expected: [] },
  { name: 'TCP without an answer: glibc has no deadline (res_send.c send_vc, tcp_syn_retries)', of: 'web', resolver: { options: ['use-vc'] }, lost: 'tcp', expected: ['dns.tcp-no-deadline server=192.0.2.53 seconds=131'] },
  { name: 'a denial is kept as long as its SOA says (RFC 2308)', of: 'no.shop.svc.cluster.local.', resolver: {}, expected: ['dns.denial-kept name=no.shop.svc.cluster.local seconds=5'] },
] as readonly { readonly name: string; readonly of: string; readonly resolver: Partial<StubResolver>; readonly forward?: string; readonly limited?: boolean; readonly lost?: 'tcp'; readonly expected: readonly string[] }[])('$name', ({ of, resolver, forward, limited, lost, expected }) => {
  expect(notes(of, resolver, forward, limited, lost)).toEqual(expected)
})

const LARGE: SmallServer = { id: 'large', addresses: ['192.0.2.53'], behaviour: { type: 'authoritative', zones: [{ ...zone('example.org', {}), records: Array.from({ length: 40 }, (_, at) => ({ name: 'many.example.org', type: 'A', ttlSeconds: 60, data: `192.0.2.${at + 1}` }) as const) }] } }

/** The notes on a lookup of 40 addresses; answers in packets of more than `limitBytes` are lost on their way back. */
function largeNotes(resolver: Partial<StubResolver>, limitBytes: number): readonly string[] {
  const network = smallNetwork({ servers: [LARGE], resolver: { search: [], ...resolver } })
  const plain = delivering(network)
  const { notes: found = [] } = lookUp({ device: deviceOf('client'), name: 'many.example.org.', types: ['A'] }, network, flow => {
    const said = plain(flow)
    const bytes = flow.replyBytes ?? 0
    if (flow.protocol !== PROTOCOLS.udp || bytes <= limitBytes) return said
    const place = elementId('wall')
    const lost: Trace = { phase: 'reply', flow, hops: [], disposition: 'mtu-exceeded', device: deviceOf('large'), place, arrived: { source: flow.destination, destination: flow.destination, protocol: flow.protocol }, faults: [{ why: { code: 'mtu.exceeded', elements: [place], facts: { bytes: String(bytes), limit: String(limitBytes) } }, place, mend: { type: 'nothing' } }] }
    return { ...said, reachability: 'unreachable', return: [lost], accepted: said.accepted.map(end => ({ ...end, replied: false })) }
  })
  return found.map(({ code, element, facts }) => [code, element, ...Object.values(facts)].join(' '))
}

it.each([
  { name: 'an answer that does not fit 512 bytes comes over TCP (RFC 7766 section 5)', resolver: {}, limitBytes: 1500, expected: ['dns.answer-truncated large many.example.org'] },
  { name: 'not with musl before 1.2.4, which takes what fits', resolver: { library: 'musl-before-1.2.4' } as const, limitBytes: 1500, expected: [] },
  { name: 'not where the asker takes so large a datagram', resolver: { options: ['edns0'] } as const, limitBytes: 1500, expected: [] },
  { name: 'a datagram that the way back does not carry (coredns#2972)', resolver: { options: ['edns0'] } as const, limitBytes: 600, expected: ['dns.answer-too-large wall many.example.org 702 600'] },
])('$name', ({ resolver, limitBytes, expected }) => { expect(largeNotes(resolver, limitBytes)).toEqual(expected) })

it('an address is asked of nobody', () => {
  expect(notes(String(ip('192.0.2.1')), {})).toEqual([])
})
