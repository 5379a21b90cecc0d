import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import { settle } from '@/lib/converge/settle'
import type { Design } from '@/lib/design/design'
import { lookUp } from '@/lib/dns/lookup'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import type { Exchange } from '@/lib/network/resolution'
import { converse } from '@/lib/trace/conversation'

type Elements = Record<string, Record<string, unknown>>

const vpc = (name: string, range: string): Elements => ({
  [`vpc-${name}`]: { kind: 'vpc', parent: 'aws', cidrs: [`${range}.0.0/16`] },
  [`rt-${name}`]: { kind: 'route-table', parent: `vpc-${name}`, routes: [{ to: '10.0.0.0/8', via: 'peering' }] },
  [`subnet-${name}`]: { kind: 'subnet', parent: `vpc-${name}`, cidr: `${range}.1.0/24`, routeTable: `rt-${name}` },
  [`host-${name}`]: { kind: 'host', parent: `vpc-${name}`, subnet: `subnet-${name}`, address: `${range}.1.7` },
})

/** Two VPCs with a peering; a's resolver has a private zone, endpoints, and a rule for a zone that a server in b holds. */
const BASE: Elements = {
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  ...vpc('a', '10.10'), ...vpc('b', '10.20'),
  'dns-a': {
    kind: 'name-server', parent: 'vpc-a', zones: [{ zone: 'corp.example', records: [{ name: 'db.corp.example', type: 'A', data: '10.10.1.9' }] }],
    config: { rules: [{ zone: 'b.example', servers: ['10.20.1.53'], endpoints: ['out-a'] }] },
  },
  'in-a': { kind: 'name-server', parent: 'vpc-a', mechanism: 'aws-resolver-endpoint', subnet: 'subnet-a', address: '10.10.1.50' },
  'out-a': { kind: 'name-server', parent: 'vpc-a', mechanism: 'aws-resolver-endpoint', subnet: 'subnet-a', address: '10.10.1.51', config: { direction: 'outbound' } },
  'bind-b': { kind: 'host', parent: 'vpc-b', subnet: 'subnet-b', address: '10.20.1.53' },
  'names-b': { kind: 'name-server', parent: 'vpc-b', mechanism: 'host-name-server', zones: [{ zone: 'b.example', records: [{ name: 'app.b.example', type: 'A', data: '10.20.1.80' }] }], host: 'bind-b', config: { recursion: false } },
}

const withChanges = (changes: Elements): Elements => Object.fromEntries(Object.entries({ ...BASE, ...changes }).map(([id, element]) => [id, { ...BASE[id], ...element }]))
const compiled = (changes: Elements) => compile({ podway: 1, name: 'test', elements: withChanges(changes), links: { peering: { kind: 'peering', ends: ['vpc-a', 'vpc-b'] } }, assertions: [], layout: {} } as unknown as Design, MECHANISMS)

const way = ({ answeredBy, steps, failure }: Exchange): readonly string[] =>
  [answeredBy ? `${answeredBy.device} sees ${answeredBy.sourceSeen}` : failure ?? 'nothing', ...steps.flatMap(step => (step.exchange ? way(step.exchange) : []))]

/** A host asks a name server at an address. */
function ask(host: string, server: string, name: string, changes: Elements = {}): readonly string[] {
  const network = settle(compiled(changes).network)
  const resolver = network.stubResolvers.get(deviceOf(host))
  const stubResolvers = new Map(resolver ? [[deviceOf(host), { ...resolver, nameServers: [ip(server)] }]] : [])
  const { outcome, exchanges, faults } = lookUp({ device: deviceOf(host), name, types: ['A'] }, { ...network, stubResolvers }, (flow, intended) => converse({ ...network, stubResolvers }, flow, intended))
  return [outcome, ...exchanges.flatMap(way), ...faults.map(({ why }) => why.code)]
}

describe('the resolver of a VPC, from elsewhere', () => {
  it.each([
    { name: 'base plus two answers inside its VPC', from: 'host-a', server: '10.10.0.2', expected: ['NOERROR', 'dns-a sees 10.10.1.7'] },
    { name: 'base plus two answers nobody over a peering (Resolving DNS queries between VPCs and your network)', from: 'host-b', server: '10.10.0.2', expected: ['timeout', 'timeout', 'aws-resolver.outside-vpc'] },
    { name: 'an inbound endpoint does', from: 'host-b', server: '10.10.1.50', expected: ['NOERROR', 'in-a sees 10.20.1.7'] },
    { name: 'an outbound one is no server', from: 'host-b', server: '10.10.1.51', expected: ['timeout', 'timeout', 'endpoint.not-listening'] },
  ])('$name', ({ from, server, expected }) => {
    expect(ask(from, server, 'db.corp.example.')).toEqual(expected)
  })
  it('security groups of the endpoint count', () => {
    const closed = { sg: { kind: 'security-group', parent: 'vpc-a', ingress: [{ peers: ['10.10.0.0/16'], traffic: ['udp/53'] }] }, 'in-a': { securityGroups: ['sg'] } }
    expect(ask('host-b', '10.10.1.50', 'db.corp.example.', closed)).toEqual(['timeout', 'timeout', 'filter.denied'])
    expect(ask('host-a', '10.10.1.50', 'db.corp.example.', closed)).toEqual(['NOERROR', 'in-a sees 10.10.1.7'])
  })
})

describe('rules of the resolver', () => {
  it('a rule leaves by the outbound endpoint, whose address the target sees', () => {
    expect(ask('host-a', '10.10.0.2', 'app.b.example.')).toEqual(['NOERROR', 'dns-a sees 10.10.1.7', 'bind-b sees 10.10.1.51'])
  })
  it('rules count for those who ask by the inbound endpoint', () => {
    expect(ask('host-b', '10.10.1.50', 'app.b.example.')).toEqual(['NOERROR', 'in-a sees 10.20.1.7', 'bind-b sees 10.10.1.51'])
  })
  it('a target that is not reached: SERVFAIL, and the blame is with the packets', () => {
    expect(ask('host-a', '10.10.0.2', 'app.b.example.', { 'rt-b': { routes: [] } }).slice(0, 1)).toEqual(['SERVFAIL'])
  })
  it('a rule comes before a private zone of the same name (Considerations when working with a private hosted zone)', () => {
    const zone = { 'dns-a': { zones: [{ zone: 'b.example', records: [{ name: 'app.b.example', type: 'A', data: '10.10.1.80' }] }] } }
    expect(ask('host-a', '10.10.0.2', 'app.b.example.', zone)).toContain('bind-b sees 10.10.1.51')
  })
  it('a longer private zone comes before a rule', () => {
    const zone = { 'dns-a': { zones: [{ zone: 'app.b.example', records: [{ name: 'app.b.example', type: 'A', data: '10.10.1.80' }] }] } }
    expect(ask('host-a', '10.10.0.2', 'app.b.example.', zone)).toEqual(['NOERROR', 'dns-a sees 10.10.1.7'])
  })
  it('a rule back to the inbound endpoint goes round: SERVFAIL', () => {
    expect(ask('host-a', '10.10.0.2', 'x.loop.example.', { 'dns-a': { config: { rules: [{ zone: 'loop.example', servers: ['10.10.1.50'], endpoints: ['out-a'] }] } } })[0]).toBe('SERVFAIL')
  })
  it('zones of another VPC, associated with this one', () => {
    const other = { 'dns-b': { kind: 'name-server', parent: 'vpc-b', config: { zonesOf: ['dns-a'] } } }
    expect(ask('host-b', '10.20.0.2', 'db.corp.example.', other)).toEqual(['NOERROR', 'dns-b sees 10.20.1.7'])
  })
})

describe('problems', () => {
  it.each([
    { name: 'a rule without endpoint', changes: { 'dns-a': { config: { rules: [{ zone: 'b.example', servers: ['10.20.1.53'] }] } } }, code: 'aws-resolver.rule-without-endpoint' },
    { name: 'a rule by an inbound endpoint', changes: { 'dns-a': { config: { rules: [{ zone: 'b.example', servers: ['10.20.1.53'], endpoints: ['in-a'] }] } } }, code: 'aws-resolver.rule-to-inbound' },
    { name: 'an endpoint outside its subnet', changes: { 'in-a': { address: '10.10.9.9' } }, code: 'aws-resolver-endpoint.outside-subnet' },
    { name: 'an endpoint without subnet', changes: { 'in-a': { subnet: undefined } }, code: 'aws-resolver-endpoint.incomplete' },
    { name: 'an endpoint of a VPC without resolver', changes: { lone: { kind: 'name-server', parent: 'vpc-b', mechanism: 'aws-resolver-endpoint', subnet: 'subnet-b', address: '10.20.1.60' } }, code: 'aws-resolver-endpoint.without-resolver' },
    { name: 'a name server on no machine', changes: { 'names-b': { host: undefined } }, code: 'host-name-server.without-machine' },
    { name: 'forward zones without recursion', changes: { 'names-b': { config: { recursion: false, forward: [{ zone: 'x.example', servers: ['10.10.1.50'] }] } } }, code: 'host-name-server.forwards-without-recursion' },
  ] as readonly { readonly name: string; readonly changes: Elements; readonly code: string }[])('$name', ({ changes, code }) => {
    expect(compiled(changes).problems.map(problem => problem.code)).toContain(code)
  })
})
