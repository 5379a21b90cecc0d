import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gkeVpcNative } from '@/lib/mechanisms/gke-vpc-native/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { kubeProxy } from './mechanism'

type Elements = Record<string, Record<string, unknown>>
const compiled = (elements: Elements) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [gcpVpc, kubernetes, gkeVpcNative, kubeProxy])

const pod = (node: string, address: string, ready?: false) => ({ node, address, ...ready === undefined ? {} : { ready } })
const base = (serviceProxy?: object): Elements => ({
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20', region: 'europe-west4' },
  pods: { kind: 'secondary-range', parent: 'subnet', cidr: '10.24.0.0/14' },
  cluster: { kind: 'cluster', parent: 'vpc', pods: 'pods', services: '10.28.0.0/20', network: { mechanism: 'gke-vpc-native' }, ...serviceProxy ? { serviceProxy } : {} },
  'node-1': { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.20.0.11', podRange: '10.24.1.0/24' },
  'node-2': { kind: 'node', parent: 'cluster', subnet: 'subnet', address: '10.20.0.12', podRange: '10.24.2.0/24' },
  client: { kind: 'workload', parent: 'cluster', pods: [pod('node-1', '10.24.1.3')] },
  web: { kind: 'workload', parent: 'cluster', ports: [8080], pods: [pod('node-1', '10.24.1.5'), pod('node-2', '10.24.2.6'), pod('node-2', '10.24.2.7', false)] },
  'web-svc': { kind: 'service', parent: 'cluster', type: 'ClusterIP', workload: 'web', address: '10.28.3.17', ports: [{ port: 80, targetPort: 8080 }] },
})
const config = (given: object) => ({ mechanism: 'kube-proxy', config: given })

interface Asked { readonly from: string; readonly to?: string; readonly port?: number; readonly protocol?: number }
function asked(elements: Elements, { from, to = '10.28.3.17', port = 80, protocol = PROTOCOLS.tcp }: Asked) {
  return converse(compiled(elements).network, { device: deviceOf(from), destination: ip(to), protocol, destinationPort: port, sizeBytes: 64, dontFragment: true })
}
const acceptedBy = (elements: Elements, question: Asked) => asked(elements, question).accepted.map(({ device, sourceSeen }) => `${device} sees ${sourceSeen}`)
/** The first packet alone: by whom it is accepted, and where it otherwise ends. */
const endings = (elements: Elements, question: Asked) => asked(elements, question).forward.filter(({ phase }) => phase === 'open').map(({ disposition, place }) => `${disposition} at ${place}`)

describe('clients of a service address', () => {
  it.each([
    { name: 'a pod reaches every ready endpoint, with its own address (Using Source IP: ClusterIP is never translated)', question: { from: 'client-0' }, expected: ['web-0 sees 10.24.1.3', 'web-1 sees 10.24.1.3'] },
    { name: 'a pod that is sent back to itself is seen with the address of its node (proxier.go, hairpin)', question: { from: 'web-0' }, expected: ['web-0 sees 10.20.0.11', 'web-1 sees 10.24.1.5'] },
    { name: 'so it is on the other node', question: { from: 'web-1' }, expected: ['web-0 sees 10.24.2.6', 'web-1 sees 10.20.0.12'] },
    { name: 'the target port is the pod\'s', question: { from: 'client-0', to: '10.24.1.5', port: 8080 }, expected: ['web-0 sees 10.24.1.3'] },
    { name: 'a protocol that the service does not have is not translated', question: { from: 'client-0', protocol: PROTOCOLS.udp }, expected: [] },
    { name: 'nor is another port', question: { from: 'client-0', port: 81 }, expected: [] },
  ])('$name', ({ question, expected }) => { expect(acceptedBy(base(), question)).toEqual(expected) })

  it('a node translates its own packets, too (output)', () => {
    expect(endings(base(), { from: 'node-1' })).toEqual(['accepted at web', 'accepted at web'])
  })
  it('replies come back as from the service address', () => {
    expect(asked(base(), { from: 'client-0' }).clientSees).toBe('ok')
    expect(asked(base(), { from: 'web-0' }).clientSees).toBe('ok')
  })
  it('to the node as well (nf_nat undoes the translation at local-in)', () => {
    expect(asked(base(), { from: 'node-1' }).clientSees).toBe('ok')
  })
})

describe('masquerading', () => {
  it.each([
    { name: 'with a cluster range, who is outside it is hidden (proxier.go, local detector)', given: { clusterCidr: '10.24.1.0/24' }, from: 'web-1', expected: ['web-0 sees 10.20.0.12', 'web-1 sees 10.20.0.12'] },
    { name: 'and who is inside is not', given: { clusterCidr: '10.24.0.0/14' }, from: 'client-0', expected: ['web-0 sees 10.24.1.3', 'web-1 sees 10.24.1.3'] },
    { name: '--masquerade-all hides everybody', given: { masqueradeAll: true }, from: 'client-0', expected: ['web-0 sees 10.20.0.11', 'web-1 sees 10.20.0.11'] },
  ])('$name', ({ given, from, expected }) => { expect(acceptedBy(base(config(given)), { from })).toEqual(expected) })
})

describe('services that lead nowhere', () => {
  const empty: Elements = { ...base(), web: { kind: 'workload', parent: 'cluster', ports: [8080], pods: [pod('node-1', '10.24.1.5', false)] } }
  it('without a ready endpoint the node refuses (proxier.go: "has no endpoints", REJECT)', () => {
    const { clientSees, forward } = asked(empty, { from: 'client-0' })
    expect([clientSees, forward[0]?.disposition, forward[0]?.place, forward[0]?.faults[0]?.why]).toMatchObject(['refused', 'denied-in', 'node-1', { code: 'service.no-endpoints', elements: ['web-svc'] }])
  })
  it('also to the node itself', () => { expect(endings(empty, { from: 'node-1' })).toEqual(['denied-out at node-1']) })
  it('unready pods count where the service publishes them', () => {
    const published = { ...empty, 'web-svc': { ...empty['web-svc'], publishNotReadyAddresses: true } }
    expect(acceptedBy(published, { from: 'client-0' })).toEqual(['web-0 sees 10.24.1.3'])
  })
  it('nftables refuses a port that the service does not have (KEP-3866)', () => {
    expect(asked(base(config({ mode: 'nftables' })), { from: 'client-0', port: 81 }).forward[0]?.faults[0]?.why.code).toBe('service.port-not-served')
    expect(asked(base(config({ mode: 'nftables' })), { from: 'client-0' }).clientSees).toBe('ok')
  })
  it('a headless service has no address to translate', () => {
    const headless = { ...base(), 'web-svc': { kind: 'service', parent: 'cluster', type: 'Headless', workload: 'web', address: '10.28.3.17', ports: [{ port: 80 }] } }
    const { network } = compiled(headless)
    expect([network.virtualAddresses, network.devices.get(deviceOf('node-1'))?.nat.filter(rule => rule.code.startsWith('kube-proxy.'))]).toEqual([[], []])
  })
})

it('says of each cluster address that only the nodes of its cluster know it (GKE documentation: only available from within the cluster)', () => {
  expect(compiled(base()).network.virtualAddresses).toEqual([{ address: '10.28.3.17', code: 'service.address-not-routable', from: 'web-svc' }])
})
it('is what clusters have that name no service proxy, and not what others have', () => {
  const nat = (elements: Elements) => compiled(elements).network.devices.get(deviceOf('node-2'))?.nat.filter(rule => rule.code === 'kube-proxy.service').map(rule => rule.hook)
  expect(nat(base())).toEqual(['prerouting', 'output'])
  expect(nat(base({ mechanism: 'another-proxy' }))).toEqual([])
})
