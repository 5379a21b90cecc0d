import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gkeVpcNative } from '@/lib/mechanisms/gke-vpc-native/mechanism'
import { host } from '@/lib/mechanisms/host/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { gcpCloudNat } from './mechanism'

const BASE = {
  internet: { kind: 'internet' },
  outside: { kind: 'host', parent: 'internet', address: '198.51.100.7', ports: [443, '89'] },
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  west4: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20' },
  pods: { kind: 'secondary-range', parent: 'west4', cidr: '10.24.0.0/14' },
  west1: { kind: 'subnet', parent: 'vpc', cidr: '10.21.0.0/20', region: 'europe-west1' },
  nat: { kind: 'nat-gateway', parent: 'vpc', publicAddresses: ['203.0.113.20'] },
  cluster: { kind: 'cluster', parent: 'vpc', services: '10.28.0.0/20', pods: 'pods', network: { mechanism: 'gke-vpc-native', config: { disableDefaultSnat: true } } },
  node: { kind: 'node', parent: 'cluster', subnet: 'west4', address: '10.20.0.10', podRange: '10.24.1.0/24' },
  web: { kind: 'workload', parent: 'cluster', pods: [{ node: 'node', address: '10.24.1.5' }] },
  faraway: { kind: 'host', parent: 'vpc', subnet: 'west1', address: '10.21.0.10' },
}
const PUBLIC_NODE = { ...BASE, node: { ...BASE.node, publicAddress: '203.0.113.10' } }
const compiled = (elements: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, gcpVpc, gcpCloudNat, kubernetes, gkeVpcNative, host])

function ask(elements: Record<string, unknown>, from: string, { to = '198.51.100.7', protocol = 6 } = {}) {
  const said = converse(compiled(elements).network, { device: deviceOf(from), destination: ip(to), protocol, ...(protocol === 6 ? { destinationPort: 443 } : {}), sizeBytes: 100, dontFragment: true })
  return { ends: [...said.forward, ...said.return].map(trace => `${trace.disposition} ${trace.place}`), seen: said.forward[0]?.arrived.source }
}

describe('Cloud NAT', () => {
  it.each([
    { name: 'gives machines without an external address a shared one', elements: BASE, from: 'node', expected: { ends: ['accepted outside', 'accepted node'], seen: '203.0.113.20' } },
    { name: 'serves secondary ranges too: pods (Product interactions: GKE)', elements: BASE, from: 'web-0', expected: { ends: ['accepted outside', 'accepted web'], seen: '203.0.113.20' } },
    { name: 'leaves a machine with an external address to that address', elements: PUBLIC_NODE, from: 'node', expected: { ends: ['accepted outside', 'accepted node'], seen: '203.0.113.10' } },
    { name: 'serves the pods of such a machine all the same', elements: PUBLIC_NODE, from: 'web-0', expected: { ends: ['accepted outside', 'accepted web'], seen: '203.0.113.20' } },
    { name: 'serves its own region only', elements: BASE, from: 'faraway', expected: { ends: ['denied-out vpc'] } },
    { name: 'serves primary ranges only where it is told so', elements: { ...BASE, nat: { ...BASE.nat, config: { ranges: 'primary' } } }, from: 'web-0', expected: { ends: ['denied-out vpc'] } },
    { name: 'lets nothing in unasked', elements: BASE, from: 'outside', to: '203.0.113.20', expected: { ends: ['null-routed vpc'] } },
    { name: 'carries TCP, UDP and ICMP only', elements: BASE, from: 'node', protocol: 89, expected: { ends: ['denied-out vpc'] } },
  ])('$name', ({ elements, from, to, protocol, expected }) => { expect(ask(elements, from, { ...(to ? { to } : {}), ...(protocol ? { protocol } : {}) })).toMatchObject(expected) })
})

it.each([
  { name: 'no problem in the base', change: {}, expected: [] },
  { name: 'a gateway is regional', change: { gcp: { kind: 'site', provider: 'gcp' } }, expected: ['gcp-cloud-nat.no-region'] },
  { name: 'its addresses are public', change: { nat: { ...BASE.nat, publicAddresses: ['10.0.0.1'] } }, expected: ['gcp-cloud-nat.not-public'] },
  { name: 'two do not serve the same ranges', change: { second: { ...BASE.nat, publicAddresses: ['203.0.113.21'] } }, expected: ['gcp-cloud-nat.second'] },
])('$name', ({ change, expected }) => {
  expect(compiled({ ...BASE, ...change }).problems.map(problem => problem.code).filter(code => code.startsWith('gcp-cloud-nat'))).toEqual(expected)
})
