import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { gcpFirewall } from '@/lib/mechanisms/gcp-firewall/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { deviceOf, podDevice } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { gkeVpcNative } from './mechanism'

type Elements = Record<string, Record<string, unknown>>
const compiled = (elements: Elements) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [gcpVpc, gcpFirewall, kubernetes, gkeVpcNative])

const pod = (node: string, address: string) => ({ node, address })
const base = (config: object = {}): Elements => ({
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4', name: 'shop' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20', region: 'europe-west4' },
  pods: { kind: 'secondary-range', parent: 'subnet', cidr: '10.24.0.0/14' },
  cluster: { kind: 'cluster', parent: 'vpc', pods: 'pods', services: '10.28.0.0/20', network: { mechanism: 'gke-vpc-native', config } },
  'node-1': { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.20.0.11', podRange: '10.24.1.0/24' },
  'node-2': { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.20.0.12', podRange: '10.24.2.0/24' },
  web: { kind: 'workload', parent: 'cluster', ports: [80], pods: [pod('node-1', '10.24.1.5'), pod('node-2', '10.24.2.6')] },
})
const flow = (device: string, to: string) => ({ device: deviceOf(device), destination: ip(to), protocol: PROTOCOLS.tcp, destinationPort: 80, sizeBytes: 64, dontFragment: true })

/** The source with which a packet of the first pod leaves its node. */
function seenFrom(config: object, to: string): string {
  const { forward } = converse(compiled(base(config)).network, flow('web-0', to))
  const step = forward[0]?.hops.find(({ device }) => device === 'node-1')?.steps.find(({ type }) => type === 'transmit')
  return step?.type === 'transmit' ? step.header.source : 'nothing'
}

describe('masquerading (GKE documentation, IP masquerade agent)', () => {
  it.each([
    { name: 'towards 10/8 pods keep their address', config: {}, to: '10.10.1.37', expected: '10.24.1.5' },
    { name: 'towards 100.64/10', config: {}, to: '100.64.0.1', expected: '10.24.1.5' },
    { name: 'towards 240/4', config: {}, to: '240.0.0.1', expected: '10.24.1.5' },
    { name: 'towards the metadata server', config: {}, to: '169.254.169.254', expected: '10.24.1.5' },
    { name: 'towards public addresses they have that of their node', config: {}, to: '1.1.1.1', expected: '10.20.0.11' },
    { name: 'a list of one\'s own replaces the default: only that list', config: { nonMasqueradeCidrs: ['10.24.0.0/14'] }, to: '10.10.1.37', expected: '10.20.0.11' },
    { name: 'and keeps what it names', config: { nonMasqueradeCidrs: ['10.10.0.0/16'] }, to: '10.10.1.37', expected: '10.24.1.5' },
    { name: 'link-local stays in it (ip-masq-agent README: masqLinkLocal is false)', config: { nonMasqueradeCidrs: ['10.24.0.0/14'] }, to: '169.254.169.254', expected: '10.24.1.5' },
    { name: '--disable-default-snat: never', config: { disableDefaultSnat: true }, to: '1.1.1.1', expected: '10.24.1.5' },
    { name: 'but an agent with a list masquerades all the same', config: { disableDefaultSnat: true, nonMasqueradeCidrs: ['10.24.0.0/14'] }, to: '1.1.1.1', expected: '10.20.0.11' },
  ])('$name', ({ config, to, expected }) => { expect(seenFrom(config, to)).toBe(expected) })
})

describe('the node in its network', () => {
  const { network } = compiled(base())
  it('has a single address and its pod range as alias (VPC documentation, Alias IP ranges)', () => {
    const eth0 = network.devices.get(deviceOf('node-1'))?.interfaces.find(item => item.id === 'node-1:eth0')
    expect({ addresses: eth0?.addresses, claims: eth0?.port?.claims.map(formatCidr), check: eth0?.port?.check, mtu: eth0?.mtuBytes })
      .toEqual({ addresses: [{ address: '10.20.0.11', length: 32 }], claims: ['10.24.1.0/24'], check: 'source-and-destination', mtu: 1460 })
  })
  it('reaches its neighbours through the gateway only (VPC documentation, Networks and guest interfaces)', () => {
    const { forward, accepted } = converse(network, flow('web-0', '10.24.2.6'))
    expect(forward[0]?.hops.map(({ device }) => device)).toEqual(['web-0', 'node-1', 'vpc', 'node-2', 'web-1'])
    expect(accepted).toEqual([{ device: 'web-1', sourceSeen: '10.24.1.5', replied: true }])
  })
  it('refuses an address of its range that no pod has', () => {
    const [trace] = converse(network, flow('web-0', '10.24.1.200')).forward
    expect([trace?.disposition, trace?.place]).toEqual(['no-route', 'node-1'])
  })
  it('asks the metadata server, and searches the domains of the project (Compute Engine internal DNS)', () => {
    expect(network.stubResolvers.get(deviceOf('node-1'))).toMatchObject({ nameServers: ['169.254.169.254'], search: ['c.shop.internal', 'google.internal'] })
  })
})

describe('firewall rules of GKE (GKE documentation, Automatically created firewall rules)', () => {
  const filter = compiled({ ...base(), fw: { kind: 'firewall', parent: 'vpc', rules: [] } }).network.devices.get(deviceOf('node-1'))?.interfaces.find(item => item.id === 'node-1:eth0')?.port?.filters.find(one => one.hook === 'ingress')
  it.each([
    { name: 'gke-cluster-all', sources: ['10.24.0.0/14'], protocols: [6, 17, 132, 1, 50, 51] },
    { name: 'gke-cluster-vms', sources: ['10.20.0.0/20'], protocols: [6, 17, 1] },
  ])('$name admits $sources to nodes and pods of the cluster', ({ name, sources, protocols }) => {
    const rule = filter?.rules.find(one => one.name === name)
    expect(rule?.match.sources?.cidrs.map(formatCidr)).toEqual(sources)
    expect(rule?.match.protocols?.map(({ protocol }) => protocol)).toEqual(protocols)
    expect(rule?.match.destinations?.cidrs.map(formatCidr)).toEqual(['10.20.0.11/32', '10.20.0.12/32', '10.24.1.0/24', '10.24.2.0/24'])
    expect([rule?.order, rule?.from]).toEqual([2001, 'cluster'])
  })
})

describe('problems', () => {
  const node = { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.20.0.12' }
  it.each<{ name: string; changes: Elements; config?: object; code: string; element: string }>([
    { name: 'no pod range', changes: { cluster: { kind: 'cluster', parent: 'vpc', services: '10.28.0.0/20', network: { mechanism: 'gke-vpc-native' } } }, code: 'gke-vpc-native.no-pod-range', element: 'cluster' },
    { name: 'a list that forgets the pods', changes: {}, config: { nonMasqueradeCidrs: ['10.10.0.0/16'] }, code: 'gke-vpc-native.masquerades-pods', element: 'cluster' },
    { name: 'pods over the subnet', changes: { pods: { kind: 'secondary-range', parent: 'subnet', cidr: '10.20.0.0/14' } }, code: 'gke-vpc-native.pods-overlap-subnet', element: 'cluster' },
    { name: 'a node without a range for its pods', changes: { 'node-2': node }, code: 'gke-vpc-native.node-without-pod-range', element: 'node-2' },
    { name: 'a node range outside the pod range', changes: { 'node-2': { ...node, podRange: '10.30.2.0/24' } }, code: 'gke-vpc-native.node-range-outside', element: 'node-2' },
    { name: 'two nodes with one range', changes: { 'node-2': { ...node, podRange: '10.24.1.0/24' } }, code: 'gke-vpc-native.node-ranges-overlap', element: 'node-2' },
    { name: 'a pod outside the range of its node', changes: { web: { kind: 'workload', parent: 'cluster', pods: [pod('node-1', '10.24.2.9')] } }, code: 'gke-vpc-native.pod-outside-node-range', element: 'web' },
    { name: 'a node in another cloud', changes: { gcp: { kind: 'site', provider: 'aws' } }, code: 'gke-vpc-native.not-in-gcp', element: 'node-1' },
  ])('$name', ({ changes, config, code, element }) => {
    expect(compiled({ ...base(config), ...changes }).problems.find(problem => problem.code === code)).toMatchObject({ element })
  })
  it('raises none for a sound cluster', () => { expect(compiled(base()).problems.filter(({ code }) => code.startsWith('gke-vpc-native.'))).toEqual([]) })
  it('and none where pods keep their address towards everything', () => { expect(compiled(base({ disableDefaultSnat: true })).problems.filter(({ code }) => code.startsWith('gke-vpc-native.'))).toEqual([]) })
})

it('gives pods the MTU of their node', () => { expect(compiled(base()).network.devices.get(podDevice('web', 0))?.interfaces[0]?.mtuBytes).toBe(1460) })
