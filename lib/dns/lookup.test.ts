import { describe, expect, it } from 'vitest'
import { deviceOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { Resolution } from '@/lib/network/resolution'
import { lookUp } from './lookup'
import { cluster, corefile, delivering, reaches, smallNetwork, watching, zone, type SmallServer } from './small-network'

const ROOT: SmallServer = { id: 'public', addresses: ['198.51.100.53'], behaviour: { type: 'public', zones: [zone('example.org', { 'www.example.org': '203.0.113.80' })] } }
const RESOLVER: SmallServer = { id: 'resolver', addresses: ['192.0.2.2'], behaviour: { type: 'recursive', zones: [zone('corp.example', { 'app.corp.example': '192.0.2.80' })], root: 'public' as never } }

const WEST = cluster('west', { 'web.shop': '10.96.0.80', 'cassandra.db': ['cassandra-0=10.1.0.10', 'cassandra-1=10.1.0.11'] })
const EAST = cluster('east', { 'web.shop': '10.97.0.80', 'reports.db': ['reports-0=10.2.0.20'], 'cassandra.db': ['cassandra-0=10.2.0.10'] })

const SEARCH = ['db.svc.cluster.local', 'svc.cluster.local', 'cluster.local']

const WORKING = `.:53 {
  kubernetai cluster.local west.local {
    fallthrough
  }
  kubernetai cluster.local east.local {
    kubeconfig /etc/east
  }
  forward . /etc/resolv.conf
}`

function network(text: string, options: { readonly synced?: 'yes' | 'no'; readonly search?: readonly string[] } = {}): Network {
  const condition = reaches('dns-0', 'api-east')
  const clusters = [watching('', 'west'), watching('/etc/east', 'east', new Map([[deviceOf('dns-0'), condition.id]]))]
  const east: SmallServer = { id: 'dns-east', addresses: ['192.0.2.63'], behaviour: corefile('.:53 {\n  kubernetes cluster.local east.local\n}', [watching('', 'east')]) }
  return smallNetwork({
    servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile(text, clusters, ['192.0.2.2']) }, RESOLVER, ROOT, east],
    clusters: [WEST, EAST], conditions: [{ condition, holds: options.synced ?? 'yes' }], resolver: { search: options.search ?? SEARCH },
  })
}

const ask = (name: string, where: Network, lost?: Parameters<typeof delivering>[1]): Resolution => lookUp({ device: deviceOf('client'), name }, where, delivering(where, lost))
const brief = (resolution: Resolution) => [resolution.outcome, ...resolution.addresses.map(({ address }) => address)].join(' ')
const faults = (resolution: Resolution) => resolution.faults.map(({ why, place, withheld }) => `${why.code} ${why.elements.join(',')} at ${place} hides ${withheld.map(({ address }) => address).join(' ')}`)
const asked = (resolution: Resolution) => resolution.exchanges.map(({ query }) => `${query.name}/${query.type}`)

describe('a lookup through a chain of servers', () => {
  it.each([
    { name: 'a pod behind a headless service of the own cluster', of: 'cassandra-0.cassandra.db.svc.west.local', expected: 'NOERROR 10.1.0.10' },
    { name: 'a name with ndots dots is asked as it is first (resolv.conf(5))', of: 'cassandra-0.cassandra.db.svc.east.local', expected: 'NOERROR 10.2.0.10' },
    { name: 'a short name by the search list', of: 'cassandra', expected: 'NOERROR 10.1.0.10 10.1.0.11' },
    { name: 'NXDOMAIN falls through to the next stanza of the zone (kubernetai README)', of: 'reports.db.svc.cluster.local', expected: 'NOERROR 10.2.0.20' },
    { name: 'the first stanza that knows the name wins', of: 'web.shop.svc.cluster.local', expected: 'NOERROR 10.96.0.80' },
    { name: 'an unknown name of a served zone', of: 'nobody.db.svc.east.local', expected: 'NXDOMAIN' },
    { name: 'a private zone of the resolver behind it', of: 'app.corp.example', expected: 'NOERROR 192.0.2.80' },
    { name: 'a public zone that the design gives', of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
    { name: 'a public name that nobody modelled', of: 'www.example.com', expected: 'undetermined' },
    { name: 'local is not delegated (RFC 6762)', of: 'a.b.c.north.local', expected: 'NXDOMAIN' },
    { name: 'an address is its own answer', of: '192.0.2.9', expected: 'NOERROR 192.0.2.9' },
  ])('$name', ({ of, expected }) => {
    expect(brief(ask(of, network(WORKING)))).toBe(expected)
  })

  it('finds who the records speak of', () => {
    expect(ask('cassandra-0.cassandra.db.svc.east.local', network(WORKING)).addresses).toEqual([{ address: '10.2.0.10', from: 'east-cassandra', device: 'east-cassandra-0' }])
  })

  it('asks A and AAAA for every name of the search list, then the name itself', () => {
    expect(asked(ask('reports.db.svc.cluster.local', network(WORKING))).filter(text => text.endsWith('/A'))).toEqual([
      'reports.db.svc.cluster.local.db.svc.cluster.local/A', 'reports.db.svc.cluster.local.svc.cluster.local/A', 'reports.db.svc.cluster.local.cluster.local/A', 'reports.db.svc.cluster.local/A',
    ])
  })

  it('success has no faults', () => {
    expect(ask('cassandra-0.cassandra.db.svc.east.local', network(WORKING)).faults).toEqual([])
  })

  it('a device without a resolver is undetermined', () => {
    const where = network(WORKING)
    expect(lookUp({ device: deviceOf('dns-0'), name: 'a.example' }, where, delivering(where)).undetermined?.code).toBe('dns.no-resolver')
  })
})

describe('what is to blame for a failed lookup', () => {
  const noStanza = WORKING.replace(/ {2}kubernetai cluster.local east.local \{[^}]*\}\n/, '')
  const noFallthrough = WORKING.replace('    fallthrough\n', '')

  it.each([
    {
      name: 'a zone that another server of the design serves', of: 'cassandra-0.cassandra.db.svc.east.local', where: network(noStanza),
      outcome: 'NXDOMAIN', expected: ['dns.zone-not-served dns at public hides 10.2.0.10'],
    },
    {
      name: 'a stanza that ends with NXDOMAIN before the one that knows', of: 'reports.db.svc.cluster.local', where: network(noFallthrough),
      outcome: 'NXDOMAIN', expected: ['dns.no-fallthrough dns at dns hides 10.2.0.20'],
    },
    {
      name: 'the same for a short name', of: 'reports', where: network(noFallthrough),
      outcome: 'NXDOMAIN', expected: ['dns.no-fallthrough dns at dns hides 10.2.0.20'],
    },
    {
      name: 'a cluster whose API server is not reached: SERVFAIL, because nobody knows', of: 'cassandra-0.cassandra.db.svc.east.local', where: network(WORKING, { synced: 'no' }),
      outcome: 'SERVFAIL', expected: ['control-plane.unreachable api-east at dns hides 10.2.0.10'],
    },
    {
      name: 'both, one behind the other', of: 'reports.db.svc.cluster.local', where: network(noFallthrough, { synced: 'no' }),
      outcome: 'NXDOMAIN', expected: ['dns.no-fallthrough dns at dns hides 10.2.0.20', 'control-plane.unreachable api-east at dns hides 10.2.0.20'],
    },
    { name: 'nobody, where no server has the name', of: 'nobody.db.svc.east.local', where: network(noStanza), outcome: 'NXDOMAIN', expected: [] },
    { name: 'a zone of the same name, where another cluster has it', of: 'reports.db.svc.cluster.local', where: network(noStanza), outcome: 'NXDOMAIN', expected: ['dns.zone-collision dns at public hides 10.2.0.20'] },
    { name: 'a rewrite to a name of another block', of: 'alias.example', where: network(`.:53 {\n  rewrite name alias.example app.corp.example\n  kubernetes cluster.local\n}\ncorp.example:53 {\n  forward . 192.0.2.2\n}`), outcome: 'SERVFAIL', expected: ['dns.rewrite-stays-in-block dns at dns hides 192.0.2.80'] },
    { name: 'a server that forwards to a loopback address ends as it starts', of: 'web.shop.svc.cluster.local', where: network('.:53 {\n  loop\n  kubernetes cluster.local\n  forward . 127.0.0.1\n}'), outcome: 'timeout', expected: ['dns.loop-self dns at dns hides 10.96.0.80'] },
    { name: 'without the loop plugin it runs, and outside names go round', of: 'www.example.org', where: network('.:53 {\n  kubernetes cluster.local\n  forward . 127.0.0.1\n}'), outcome: 'SERVFAIL', expected: ['dns.loop-self dns at dns hides '] },
    { name: 'nothing listens on the loopback address', of: 'www.example.org', where: network('.:53 {\n  forward . 127.0.0.1:5353\n}'), outcome: 'SERVFAIL', expected: ['dns.loopback-upstream dns at dns hides '] },
  ])('$name', ({ of, where, outcome, expected }) => {
    const resolution = ask(of, where)
    expect([resolution.outcome, faults(resolution)]).toEqual([outcome, expected])
  })

  it('packets lost on the way to the name server', () => {
    const resolution = ask('web.shop.svc.cluster.local', network(WORKING), flow => (flow.destination === '192.0.2.53' ? { code: 'filter.denied', element: 'wall' } : null))
    expect([resolution.outcome, faults(resolution)]).toEqual(['timeout', ['filter.denied wall at wall hides 10.96.0.80']])
    expect(resolution.faults[0]?.packet?.why.code).toBe('filter.denied')
  })

  it('packets lost on the way to an upstream are SERVFAIL, and the blame is theirs', () => {
    const text = '.:53 {\n  forward . 192.0.2.2\n}\neast.local:53 {\n  forward . 192.0.2.63\n}'
    const resolution = ask('cassandra-0.cassandra.db.svc.east.local', network(text), flow => (flow.destination === '192.0.2.63' ? { code: 'filter.denied', element: 'wall' } : null))
    expect([resolution.outcome, faults(resolution)]).toEqual(['SERVFAIL', ['filter.denied wall at wall hides 10.2.0.10']])
  })
})

describe('a search domain under which every name exists', () => {
  const wild = (library: 'glibc' | 'musl') => smallNetwork({
    servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: { type: 'authoritative', zones: [
      { ...zone('corp.example', {}), records: [{ name: '*.corp.example', type: 'TXT', ttlSeconds: 60, data: 'v=spf1 -all' }] }, zone('example.org', { 'www.example.org': '203.0.113.80' }),
    ] } }],
    resolver: { search: ['corp.example'], library },
  })
  it('stops musl, and the domain is to blame: without it the name is found (kubernetes/dns#119)', () => {
    expect(faults(ask('www.example.org', wild('musl')))).toEqual(['dns.search-nodata client at client hides 203.0.113.80'])
  })
  it('does not stop glibc', () => { expect(brief(ask('www.example.org', wild('glibc')))).toBe('NOERROR 203.0.113.80') })
  it('is not to blame for a name that nobody has', () => { expect(faults(ask('no.example.org', wild('musl')))).toEqual([]) })
})

describe('choices are not rolled', () => {
  it('two instances of which one is not synchronised', () => {
    const condition = reaches('dns-1', 'api')
    const behaviour = corefile('.:53 {\n  kubernetes cluster.local\n}', [watching('', 'west', new Map([[deviceOf('dns-1'), condition.id]]))])
    const where = smallNetwork({ servers: [{ id: 'dns', addresses: ['192.0.2.53', '192.0.2.54'], behaviour }], clusters: [WEST], conditions: [{ condition, holds: 'no' }] })
    const both = lookUp({ device: deviceOf('client'), name: 'web.shop.svc.cluster.local' }, where, flow => ({
      flow, reachability: 'reachable', clientSees: 'ok', clientMaySee: ['ok'], forward: [], return: [], accepted: [0, 1].map(at => ({ device: deviceOf(`dns-${at}`), sourceSeen: flow.destination, replied: true })),
    }))
    expect([brief(both), both.ambiguous, faults(both)]).toEqual(['NOERROR 10.96.0.80', true, ['control-plane.unreachable api at dns hides 10.96.0.80']])
  })

  it('random upstreams with different answers are ambiguous (coredns#5348)', () => {
    const inner: SmallServer = { id: 'inner', addresses: ['192.0.2.3'], behaviour: { type: 'recursive', zones: [zone('internal', { 'app.internal': '192.0.2.81' })] } }
    const where = smallNetwork({ servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile('.:53 {\n  forward . 192.0.2.2 192.0.2.3\n}') }, RESOLVER, inner, ROOT] })
    const mixed = ask('app.internal.', where)
    expect([brief(mixed), mixed.ambiguous]).toEqual(['NXDOMAIN 192.0.2.81', true])
  })

  it('two servers that forward to each other: SERVFAIL, and an end', () => {
    const to = (address: string) => corefile(`.:53 {\n  forward . ${address}\n}`)
    const where = smallNetwork({ servers: [{ id: 'a', addresses: ['192.0.2.53'], behaviour: to('192.0.2.54') }, { id: 'b', addresses: ['192.0.2.54'], behaviour: to('192.0.2.53') }] })
    const resolution = ask('www.example.org', where)
    expect([resolution.outcome, faults(resolution)]).toEqual(['SERVFAIL', ['dns.loop-mutual a,b at a hides ']])
  })
})
