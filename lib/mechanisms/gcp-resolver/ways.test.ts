import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import { settle } from '@/lib/converge/settle'
import type { Design } from '@/lib/design/design'
import { lookUp } from '@/lib/dns/lookup'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, podDevice } from '@/lib/network/names'
import type { Exchange } from '@/lib/network/resolution'
import { converse } from '@/lib/trace/conversation'

type Elements = Record<string, Record<string, unknown>>

const zoneOf = (zone: string, address: string) => [{ zone, records: [{ name: `app.${zone}`, type: 'A', data: address }] }]
const serverOn = (name: string, vpc: string, address: string): Elements => ({
  [`bind-${name}`]: { kind: 'host', parent: vpc, subnet: `subnet-${vpc}`, address },
  [`names-${name}`]: { kind: 'name-server', parent: vpc, mechanism: 'host-name-server', zones: zoneOf(`${name}.example`, address), host: `bind-${name}`, config: { recursion: false } },
})

/** Two peered networks, a firewall in each that admits DNS from private addresses, and name servers on machines of both. */
const BASE: Elements = {
  world: { kind: 'internet' },
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  a: { kind: 'vpc', parent: 'gcp' }, 'subnet-a': { kind: 'subnet', parent: 'a', cidr: '10.20.0.0/20' },
  b: { kind: 'vpc', parent: 'gcp' }, 'subnet-b': { kind: 'subnet', parent: 'b', cidr: '10.30.0.0/20' },
  'dns-a': { kind: 'name-server', parent: 'a', zones: zoneOf('corp.example', '10.20.0.80') },
  'dns-b': { kind: 'name-server', parent: 'b', zones: zoneOf('hub.example', '10.30.0.80') },
  'vm-a': { kind: 'host', parent: 'a', subnet: 'subnet-a', address: '10.20.0.7' }, 'vm-b': { kind: 'host', parent: 'b', subnet: 'subnet-b', address: '10.30.0.7' },
  ...serverOn('near', 'a', '10.20.0.53'), ...serverOn('far', 'b', '10.30.0.53'),
  'fw-a': { kind: 'firewall', parent: 'a', rules: [{ name: 'dns', direction: 'ingress', action: 'allow', priority: 1000, traffic: ['udp/53', 'tcp/53'], sources: ['10.0.0.0/8', '35.199.192.0/19'] }] },
  'fw-b': { kind: 'firewall', parent: 'b', rules: [{ name: 'dns', direction: 'ingress', action: 'allow', priority: 1000, traffic: ['udp/53', 'tcp/53'], sources: ['10.0.0.0/8', '35.199.192.0/19'] }] },
}

const withChanges = (changes: Elements): Elements => Object.fromEntries(Object.entries({ ...BASE, ...changes }).map(([id, element]) => [id, { ...BASE[id], ...element }]))
const compiled = (changes: Elements) => compile({ podway: 1, name: 'test', elements: withChanges(changes), links: { peering: { kind: 'peering', ends: ['a', 'b'] } }, assertions: [], layout: {} } as unknown as Design, MECHANISMS)

const way = ({ answeredBy, steps, failure }: Exchange): readonly string[] =>
  [answeredBy ? `${answeredBy.device} sees ${answeredBy.sourceSeen}` : failure ?? 'nothing', ...steps.flatMap(step => (step.exchange ? way(step.exchange) : []))]

function ask(device: ReturnType<typeof deviceOf>, name: string, changes: Elements = {}, server = '169.254.169.254'): readonly string[] {
  const network = settle(compiled(changes).network)
  const resolver = network.stubResolvers.get(device)
  const asking = { ...network, stubResolvers: new Map(resolver ? [[device, { ...resolver, nameServers: [ip(server)] }]] : []) }
  const { outcome, exchanges } = lookUp({ device, name, types: ['A'] }, asking, (flow, intended) => converse(asking, flow, intended))
  return [outcome, ...exchanges.flatMap(way)]
}
const resolver = (config: object): Elements => ({ 'dns-a': { config } })
const vm = deviceOf('vm-a')

describe('forwarding zones (DNS zones overview)', () => {
  const near = resolver({ forwarding: [{ zone: 'near.example', servers: ['10.20.0.53'] }] })
  it('the target sees 35.199.192.0/19 and answers into the network', () => {
    expect(ask(vm, 'app.near.example.', near)).toEqual(['NOERROR', 'dns-a sees 10.20.0.7', 'bind-near sees 35.199.192.1'])
  })
  it('a firewall that does not admit the range: SERVFAIL', () => {
    const closed = { 'fw-a': { rules: [{ name: 'dns', direction: 'ingress', action: 'allow', priority: 1000, traffic: ['udp/53'], sources: ['10.0.0.0/8'] }] } }
    expect(ask(vm, 'app.near.example.', { ...near, ...closed })).toEqual(['SERVFAIL', 'dns-a sees 10.20.0.7', 'timeout'])
  })
  it('not over a peering: the other network has no way back to the range', () => {
    expect(ask(vm, 'app.far.example.', resolver({ forwarding: [{ zone: 'far.example', servers: ['10.30.0.53'] }] }))).toEqual(['SERVFAIL', 'dns-a sees 10.20.0.7', 'timeout'])
  })
  it('a longer private zone comes before it', () => {
    expect(ask(vm, 'app.corp.example.', resolver({ forwarding: [{ zone: 'example', servers: ['10.20.0.53'] }] }))).toEqual(['NOERROR', 'dns-a sees 10.20.0.7'])
  })
  it('a public target over the internet is not drawn: undetermined', () => {
    expect(ask(vm, 'app.near.example.', resolver({ forwarding: [{ zone: 'near.example', servers: ['192.0.2.53'] }] }))[0]).toBe('undetermined')
  })
})

describe('other ways', () => {
  it('a peering zone is resolved as the other network does', () => {
    expect(ask(vm, 'app.hub.example.', resolver({ peering: [{ zone: 'hub.example', network: 'b' }] }))).toEqual(['NOERROR', 'dns-a sees 10.20.0.7'])
    expect(ask(vm, 'app.hub.example.')[0]).toBe('NXDOMAIN')
  })
  it('alternative name servers are asked before private zones (Name resolution order)', () => {
    expect(ask(vm, 'app.corp.example.', resolver({ outbound: ['10.20.0.53'] }))).toEqual(['REFUSED', 'dns-a sees 10.20.0.7', 'bind-near sees 35.199.192.1', 'dns-a sees 10.20.0.7', 'bind-near sees 35.199.192.1'].slice(0, 3))
  })
  it('169.254.169.254 is everybody\'s own; over a peering an entry point answers for the other network', () => {
    const inbound = resolver({ inbound: [{ subnet: 'subnet-a', address: '10.20.0.2' }] })
    expect(ask(deviceOf('vm-b'), 'app.corp.example.', inbound)[0]).toBe('NXDOMAIN')
    expect(ask(deviceOf('vm-b'), 'app.corp.example.', inbound, '10.20.0.2')).toEqual(['NOERROR', 'dns-a sees 10.30.0.7'])
    expect(ask(deviceOf('vm-b'), 'app.corp.example.', {}, '10.20.0.2')[0]).toBe('timeout')
  })
})

describe('Cloud DNS for GKE', () => {
  const cluster: Elements = {
    'pods-a': { kind: 'secondary-range', parent: 'subnet-a', cidr: '10.24.0.0/14' },
    k8s: { kind: 'cluster', parent: 'a', pods: 'pods-a', services: '10.28.0.0/20', clusterDns: ['169.254.169.254'], network: { mechanism: 'gke-vpc-native' } },
    node: { kind: 'node', parent: 'k8s', subnet: 'subnet-a', address: '10.20.0.5', podRange: '10.24.1.0/24' },
    web: { kind: 'workload', parent: 'k8s', namespace: 'shop', pods: [{ node: 'node', address: '10.24.1.7' }] },
    'web-svc': { kind: 'service', parent: 'k8s', name: 'web', namespace: 'shop', type: 'ClusterIP', workload: 'web', address: '10.28.0.80', ports: [{ port: 80 }] },
  }
  const scoped = { ...cluster, ...resolver({ clusters: [{ cluster: 'k8s' }] }) }
  it('cluster scope: pods of the cluster find its names', () => {
    expect(ask(podDevice('web', 0), 'web.shop.svc.cluster.local.', scoped)[0]).toBe('NOERROR')
  })
  it('and nobody else', () => {
    expect(ask(vm, 'web.shop.svc.cluster.local.', scoped)[0]).toBe('NXDOMAIN')
  })
  it('VPC scope: every machine of the network, under the domain of its own', () => {
    const wide = { ...cluster, ...resolver({ clusters: [{ cluster: 'k8s', scope: 'vpc', domain: 'west.example' }] }) }
    expect(ask(vm, 'web.shop.svc.west.example.', wide)[0]).toBe('NOERROR')
  })
})

describe('problems', () => {
  it.each([
    { name: 'an entry point outside its subnet', config: { inbound: [{ subnet: 'subnet-a', address: '10.30.0.2' }] }, code: 'gcp-resolver.entry-outside-subnet' },
    { name: 'a peering zone of a network without resolver', config: { peering: [{ zone: 'x.example', network: 'lone' }] }, code: 'gcp-resolver.producer-without-resolver' },
  ])('$name', ({ config, code }) => {
    expect(compiled({ lone: { kind: 'vpc', parent: 'gcp' }, ...resolver(config) }).problems.map(problem => problem.code)).toContain(code)
  })
})
