import { describe, expect, it } from 'vitest'
import { ip } from '@/lib/net/ip-address'
import { elementId } from '@/lib/net/element-id'
import { nameServerOf } from '@/lib/network/names'
import type { ZoneData } from '@/lib/network/name-server'
import { queryServer } from '@/lib/dns/query'
import { cluster, corefile, delivering, smallNetwork, watching, zone } from '@/lib/dns/small-network'

const ALIASES: ZoneData = { from: elementId('zone'), zone: 'alias.example', records: [
  { name: 'to.alias.example', type: 'CNAME', ttlSeconds: 60, data: 'app.corp.example' }, { name: '*.alias.example', type: 'A', ttlSeconds: 60, data: '192.0.2.99' }, { name: 'a.b.alias.example', type: 'A', ttlSeconds: 60, data: '192.0.2.98' },
] }

function ask(server: string, name: string): string {
  const network = smallNetwork({
    servers: [
      { id: 'public', addresses: ['198.51.100.53'], behaviour: { type: 'public', zones: [zone('example.org', { 'www.example.org': '203.0.113.80' })] } },
      { id: 'resolver', addresses: ['192.0.2.2'], behaviour: { type: 'recursive', root: nameServerOf('public'), zones: [zone('corp.example', { 'app.corp.example': '192.0.2.80' }), zone('in.corp.example', { 'app.in.corp.example': '192.0.2.81' }), ALIASES] } },
      { id: 'stub', addresses: ['192.0.2.53'], behaviour: { type: 'stub-domains', zone: 'cluster.local', cluster: watching('', 'west'), upstreams: [ip('192.0.2.2')], domains: [{ zone: 'east.local', servers: [ip('192.0.2.63')] }, { zone: 'dead.local', servers: [ip('192.0.2.99')] }, { zone: 'deep.cluster.local', servers: [ip('192.0.2.63')] }] } },
      { id: 'east', addresses: ['192.0.2.63'], behaviour: corefile('.:53 {\n  hosts {\n    192.0.2.77 a.east.local a.deep.cluster.local\n  }\n}') },
    ],
    clusters: [cluster('west', { 'web.shop': '10.96.0.80' })],
  })
  const [answer] = queryServer({ server: nameServerOf(server), query: { name, type: 'A' } }, network, delivering(network))
  if (answer?.undetermined) return answer.undetermined.code
  return answer?.response ? [answer.response.rcode, ...answer.response.answers.map(({ data }) => data)].join(' ') : 'silent'
}

it.each([
  { name: 'public: a zone of the design', server: 'public', of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
  { name: 'public: a missing name of it', server: 'public', of: 'no.example.org', expected: 'NXDOMAIN' },
  { name: 'public: local (RFC 6762)', server: 'public', of: 'a.local', expected: 'NXDOMAIN' },
  { name: 'public: internal (ICANN 2024)', server: 'public', of: 'a.eu-west-1.compute.internal', expected: 'NXDOMAIN' },
  { name: 'public: home.arpa (RFC 8375)', server: 'public', of: 'a.home.arpa', expected: 'NXDOMAIN' },
  { name: 'public: a private address backwards (RFC 6303)', server: 'public', of: '1.0.0.10.in-addr.arpa', expected: 'NXDOMAIN' },
  { name: 'public: a single label has no address', server: 'public', of: 'cassandra', expected: 'NXDOMAIN' },
  { name: 'public: a top-level domain with names below it exists', server: 'public', of: 'org', expected: 'NOERROR' },
  { name: 'public: anything else is not modelled', server: 'public', of: 'www.example.com', expected: 'dns.public-name-not-modelled' },
  { name: 'recursive: the longest private zone', server: 'resolver', of: 'app.in.corp.example', expected: 'NOERROR 192.0.2.81' },
  { name: 'recursive: no record in a private zone is final', server: 'resolver', of: 'no.corp.example', expected: 'NXDOMAIN' },
  { name: 'recursive: an empty name between others exists (RFC 8020)', server: 'resolver', of: 'in.corp.example', expected: 'NOERROR' },
  { name: 'recursive: the rest from the root', server: 'resolver', of: 'www.example.org', expected: 'NOERROR 203.0.113.80' },
  { name: 'recursive: an alias is followed', server: 'resolver', of: 'to.alias.example', expected: 'NOERROR app.corp.example 192.0.2.80' },
  { name: 'zone: a wildcard covers what does not exist (RFC 4592)', server: 'resolver', of: 'x.y.alias.example', expected: 'NOERROR 192.0.2.99' },
  { name: 'zone: not below a name that exists (RFC 4592 section 3.3.1)', server: 'resolver', of: 'x.b.alias.example', expected: 'NXDOMAIN' },
  { name: 'stub domains: the own cluster', server: 'stub', of: 'web.shop.svc.cluster.local', expected: 'NOERROR 10.96.0.80' },
  { name: 'stub domains: to the servers of a domain', server: 'stub', of: 'a.east.local', expected: 'NOERROR 192.0.2.77' },
  { name: 'stub domains: a longer domain wins over the own zone', server: 'stub', of: 'a.deep.cluster.local', expected: 'NOERROR 192.0.2.77' },
  { name: 'stub domains: the rest to the upstreams', server: 'stub', of: 'app.corp.example', expected: 'NOERROR 192.0.2.80' },
  { name: 'stub domains: silence is passed on', server: 'stub', of: 'a.dead.local', expected: 'silent' },
])('$name', ({ server, of, expected }) => {
  expect(ask(server, of)).toBe(expected)
})

describe('queryServer', () => {
  it('knows nobody of that name', () => {
    const network = smallNetwork({ servers: [] })
    expect(queryServer({ server: ip('192.0.2.1'), query: { name: 'a', type: 'A' } }, network, delivering(network))).toEqual([])
  })
})
