import { describe, expect, it } from 'vitest'
import { readQuestions } from '@/lib/ask/read-question'
import type { Design } from '@/lib/design/design'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { danglingReferences } from '@/lib/network/invariants'
import { answerQuestion } from '@/lib/verify/answer'
import { prepare } from '@/lib/verify/prepare'

/** One network with a cluster, a node and a workload that listens on 8080; pods in a secondary range. */
const vpc = (key: string, second: number) => ({
  [`vpc-${key}`]: { kind: 'vpc', parent: 'gcp', config: { dynamicRouting: 'global' } },
  [`subnet-${key}`]: { kind: 'subnet', parent: `vpc-${key}`, cidr: `10.${second}.0.0/20` },
  [`pods-${key}`]: { kind: 'secondary-range', parent: `subnet-${key}`, cidr: `10.${second + 100}.0.0/16` },
  [`services-${key}`]: { kind: 'secondary-range', parent: `subnet-${key}`, cidr: `10.${second}.240.0/20` },
  [`firewall-${key}`]: { kind: 'firewall', parent: `vpc-${key}`, rules: [{ name: 'allow-inside', direction: 'ingress', action: 'allow', priority: 1000, traffic: ['all'], sources: ['10.0.0.0/8'] }] },
  [`cluster-${key}`]: { kind: 'cluster', parent: `vpc-${key}`, services: `services-${key}`, pods: `pods-${key}`, network: { mechanism: 'gke-vpc-native' } },
  [`node-${key}`]: { kind: 'node', parent: `cluster-${key}`, subnet: `subnet-${key}`, address: `10.${second}.0.10`, podRange: `10.${second + 100}.1.0/24` },
  [`web-${key}`]: { kind: 'workload', parent: `cluster-${key}`, ports: [8080], pods: [{ node: `node-${key}`, address: `10.${second + 100}.1.5` }] },
})
const BASE: Record<string, unknown> = {
  internet: { kind: 'internet' }, gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' }, ...vpc('a', 1), ...vpc('b', 2), ...vpc('c', 3),
}
/** Behind a VPN of network B: an AWS VPC with a machine. */
const FAR = {
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  far: { kind: 'vpc', parent: 'aws', cidrs: ['10.9.0.0/16'] },
  'far-table': { kind: 'route-table', parent: 'far', propagate: ['far-vpn'] },
  'far-subnet': { kind: 'subnet', parent: 'far', cidr: '10.9.1.0/24', routeTable: 'far-table' },
  'far-group': { kind: 'security-group', parent: 'far', ingress: [{ traffic: ['all'], peers: ['10.0.0.0/8'] }] },
  machine: { kind: 'host', parent: 'far', subnet: 'far-subnet', address: '10.9.1.10', ports: [8080], securityGroups: ['far-group'] },
  'far-vpn': { kind: 'vpn-gateway', parent: 'far', addresses: ['203.0.113.17'], asn: 64512 },
  vpn: { kind: 'vpn-gateway', parent: 'vpc-b', addresses: ['198.51.100.9'] },
  router: { kind: 'cloud-router', parent: 'vpc-b', asn: 64513, gateway: 'vpn', config: { advertise: { mode: 'custom', allSubnets: true, ranges: ['10.1.0.0/20', '10.101.0.0/16'] } } },
}
const LINKS = { ab: { kind: 'peering', ends: ['vpc-a', 'vpc-b'] }, bc: { kind: 'peering', ends: ['vpc-b', 'vpc-c'] } }
const VPN_LINKS = {
  tunnel: { kind: 'tunnel', ends: ['vpn', 'far-vpn'], config: { outside: ['198.51.100.9', '203.0.113.17'], inside: ['169.254.21.2', '169.254.21.1'] } },
  session: { kind: 'bgp-session', ends: ['router', 'far-vpn'], over: 'tunnel' },
}
type Change = Readonly<Record<string, unknown>>
const prepared = (change: Change = {}, links: Change = LINKS) =>
  prepare({ podway: 1, name: 'test', elements: { ...BASE, ...change }, links, assertions: [], layout: {} } as unknown as Design, MECHANISMS)

function ask(from: string, to: string, change: Change = {}, links: Change = LINKS) {
  const { view, network } = prepared(change, links)
  const questions = readQuestions({ from, to, port: 8080 }, view, network)
  if (!questions.ok || !questions.value[0]) throw new Error('the question cannot be read')
  const { reachability, blockers, legs } = answerQuestion(questions.value[0], network)
  return { is: reachability, blockers: blockers.map(({ stage, code, place, elements, disposition }) => [stage, code, place, ...elements, disposition].join(' ')), seen: legs[0]?.sourceSeen }
}

describe('two peered networks', () => {
  it.each([
    { name: 'know each other\'s pods without any route of a person', source: 'VPC Network Peering: subnet routes are always exchanged, secondary ranges included', from: 'web-a', to: 'web-b', expected: { is: 'reachable', blockers: [], seen: '10.101.1.5' } },
    { name: 'and the other way round', source: 'the same', from: 'web-b', to: 'web-a', expected: { is: 'reachable', blockers: [], seen: '10.102.1.5' } },
    { name: 'not the peer of a peer: the packet takes the default route, which takes nothing private', source: 'VPC Network Peering: no transitive routing', from: 'web-a', to: 'web-c', expected: { is: 'unreachable', blockers: ['forward internet.private-destination vpc-a vpc-a no-route'] } },
  ])('$name ($source)', ({ from, to, expected }) => expect(ask(from, to)).toMatchObject(expected))

  it('subnet routes hold in every region (Routes: peering subnet routes)', () => {
    const elsewhere = { 'subnet-x': { kind: 'subnet', parent: 'vpc-a', cidr: '10.1.64.0/20', region: 'europe-west1' }, 'node-x': { kind: 'node', parent: 'cluster-a', subnet: 'subnet-x', address: '10.1.64.10', podRange: '10.101.9.0/24' } }
    expect(ask('node-x', 'web-b', elsewhere).is).toBe('reachable')
  })
  it('keep their own firewalls (VPC Network Peering: firewall rules are not exchanged)', () => {
    expect(ask('web-a', 'web-b', { 'firewall-b': { kind: 'firewall', parent: 'vpc-b', rules: [] } }).blockers).toEqual(['forward filter.denied node-b firewall-b denied-in'])
  })
})

describe('what a Cloud Router has learned', () => {
  const exchange = (exporters: readonly string[], importers: readonly string[]) => ({ ...LINKS, ...VPN_LINKS, ab: { ...LINKS.ab, config: { exportCustomRoutes: exporters, importCustomRoutes: importers } } })
  it.each([
    { name: 'goes to the peer where its owner exports and the other imports', exporters: ['vpc-b'], importers: ['vpc-a'], expected: { is: 'reachable', blockers: [] } },
    { name: 'not without the import', exporters: ['vpc-b'], importers: [], expected: { is: 'unreachable', blockers: ['forward route.not-exchanged vpc-a ab no-route'] } },
    { name: 'not without the export', exporters: [], importers: ['vpc-a'], expected: { is: 'unreachable', blockers: ['forward route.not-exchanged vpc-a ab no-route'] } },
  ])('$name (VPC Network Peering: options for exchanging custom routes)', ({ exporters, importers, expected }) => {
    expect(ask('web-a', 'machine', FAR, exchange(exporters, importers))).toMatchObject(expected)
  })
  it('comes back by the tunnel, where the router announces the peer\'s ranges (Cloud Router: custom advertisements)', () => {
    expect(ask('machine', 'web-a', FAR, exchange(['vpc-b'], ['vpc-a']))).toMatchObject({ is: 'reachable', seen: '10.9.1.10' })
  })
  it('in regional mode stays in its region (VPC Network Peering: effects of dynamic routing mode)', () => {
    const regional = { ...FAR, 'vpc-b': { kind: 'vpc', parent: 'gcp' }, 'subnet-a': { kind: 'subnet', parent: 'vpc-a', cidr: '10.1.0.0/20', region: 'europe-west1' } }
    expect(ask('web-a', 'machine', regional, exchange(['vpc-b'], ['vpc-a'])).blockers).toEqual(['forward route.wrong-region vpc-a vpc-b no-route'])
  })
})

describe('networks that overlap', () => {
  const overlapping = { 'pods-b': { kind: 'secondary-range', parent: 'subnet-b', cidr: '10.101.128.0/17' }, 'node-b': { ...BASE['node-b'] as object, podRange: '10.101.129.0/24' }, 'web-b': { kind: 'workload', parent: 'cluster-b', ports: [8080], pods: [{ node: 'node-b', address: '10.101.129.5' }] } }
  it('are not peered: pods are as good a reason as nodes (VPC Network Peering: overlapping subnets at time of peering)', () => {
    expect(ask('web-a', 'web-b', overlapping).blockers[0]).toMatch(/^forward cidr\.overlap \S+ vpc-a vpc-b /)
    expect(ask('node-a', 'node-b', overlapping).is).toBe('unreachable')
  })
  it('are an error of the design', () => {
    expect(prepared(overlapping).problems.filter(({ severity }) => severity === 'error').map(({ code, element, facts }) => [code, element, facts['aRange'], facts['bRange']])).toEqual([['cidr.overlap', 'ab', '10.101.0.0/16', '10.101.128.0/17']])
  })
})

describe('problems of a peering', () => {
  it.each([
    { name: 'none in the working design', links: LINKS, expected: [] },
    { name: 'two networks are peered once', links: { ...LINKS, again: { kind: 'peering', ends: ['vpc-b', 'vpc-a'] } }, expected: ['gcp-vpc-peering.twice again ends'] },
    { name: 'only ends exchange routes', links: { ab: { ...LINKS.ab, config: { importCustomRoutes: ['vpc-a', 'vpc-c'] } } }, expected: ['gcp-vpc-peering.not-an-end ab config.importCustomRoutes.1'] },
  ])('$name', ({ links, expected }) => expect(prepared({}, links).problems.filter(({ code }) => code.startsWith('gcp-vpc-peering')).map(({ code, element, field }) => `${code} ${element} ${field}`)).toEqual(expected))
})
it('names nothing that is not there', () => { expect(danglingReferences(prepared(FAR, { ...LINKS, ...VPN_LINKS }).network)).toEqual([]) })
