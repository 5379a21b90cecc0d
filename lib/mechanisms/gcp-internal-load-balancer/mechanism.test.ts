import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import { settleRoutes } from '@/lib/control/settle-routes'
import type { Design } from '@/lib/design/design'
import { gcpFirewall } from '@/lib/mechanisms/gcp-firewall/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gkeVpcNative } from '@/lib/mechanisms/gke-vpc-native/mechanism'
import { host } from '@/lib/mechanisms/host/mechanism'
import { kubeProxy } from '@/lib/mechanisms/kube-proxy/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { gcpInternalLoadBalancer } from './mechanism'

const MECHANISMS = [gcpVpc, gcpFirewall, gcpInternalLoadBalancer, kubernetes, gkeVpcNative, kubeProxy, host]
const BASE = {
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  nodes: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20' },
  pods: { kind: 'secondary-range', parent: 'nodes', cidr: '10.24.0.0/14' },
  front: { kind: 'subnet', parent: 'vpc', cidr: '10.22.0.0/24' },
  away: { kind: 'subnet', parent: 'vpc', cidr: '10.21.0.0/20', region: 'europe-west1' },
  firewall: { kind: 'firewall', parent: 'vpc', rules: [{ name: 'in', direction: 'ingress', action: 'allow', priority: 1000, traffic: ['tcp/80'], sources: ['10.0.0.0/8'] }] },
  cluster: { kind: 'cluster', parent: 'vpc', services: '10.28.0.0/20', pods: 'pods', network: { mechanism: 'gke-vpc-native' } },
  'node-1': { kind: 'node', parent: 'cluster', subnet: 'nodes', address: '10.20.0.11', podRange: '10.24.1.0/24' },
  'node-2': { kind: 'node', parent: 'cluster', subnet: 'nodes', address: '10.20.0.12', podRange: '10.24.2.0/24' },
  web: { kind: 'workload', parent: 'cluster', ports: [8080], pods: [{ node: 'node-1', address: '10.24.1.5' }, { node: 'node-1', address: '10.24.1.6', ready: false }] },
  job: { kind: 'workload', parent: 'cluster', pods: [{ node: 'node-2', address: '10.24.2.7' }] },
  client: { kind: 'host', parent: 'vpc', subnet: 'front', address: '10.22.0.10' },
  stranger: { kind: 'host', parent: 'vpc', subnet: 'away', address: '10.21.0.10' },
}
const balancer = (config: object = {}, more: object = {}) =>
  ({ balancer: { kind: 'load-balancer', parent: 'vpc', subnet: 'front', address: '10.22.0.100', target: 'web', listeners: [{ protocol: 'tcp', port: 80, targetPort: 8080 }], config, ...more } })
const compiled = (change: object) => compile({ podway: 1, name: 'test', elements: { ...BASE, ...change }, links: {}, assertions: [], layout: {} } as unknown as Design, MECHANISMS)

function ask(change: object, { from = 'client', destinationPort = 80, protocol = 6 } = {}) {
  const said = converse(settleRoutes(compiled(change).network), { device: deviceOf(from), destination: ip('10.22.0.100'), protocol, destinationPort, sizeBytes: 100, dontFragment: true })
  return {
    reachability: said.reachability,
    ends: [...new Set(said.forward.map(trace => `${trace.disposition} ${trace.place}`))],
    through: [...new Set(said.forward.flatMap(trace => trace.hops.map(hop => String(hop.device))).filter(device => device.startsWith('node')))].sort(),
    seen: [...new Set(said.forward.filter(trace => trace.disposition === 'accepted').map(trace => String(trace.arrived.source)))].sort(),
    hiddenBehind: said.forward.flatMap(trace => trace.hops.flatMap(hop => hop.steps).flatMap(step => (step.type === 'translate' && step.kind === 'source' ? [String(step.after.source)] : [])).slice(0, 1)).sort(),
    faults: [...new Set(said.forward.flatMap(trace => trace.faults.map(fault => `${fault.why.code} ${fault.why.elements.join(' ')}`)))],
  }
}

describe('packets for the balancer', () => {
  it('Local: they reach nodes with a ready pod, which sees the client, and answers come from the balancer\'s address', () => {
    expect(ask(balancer({ externalTrafficPolicy: 'Local' }))).toEqual({ reachability: 'reachable', ends: ['accepted web'], through: ['node-1'], seen: ['10.22.0.10'], hiddenBehind: [], faults: [] })
  })
  it('Cluster: they reach every node, which puts its own address in place of the client\'s (Using Source IP)', () => {
    expect(ask(balancer())).toMatchObject({ reachability: 'reachable', ends: ['accepted web'], through: ['node-1', 'node-2'], hiddenBehind: ['10.20.0.11', '10.20.0.12'], faults: [] })
  })
  it('a pod that asks from a backend node is answered there, and keeps its address', () => {
    expect(ask(balancer(), { from: 'job-0' })).toMatchObject({ reachability: 'reachable', seen: ['10.24.2.7'] })
  })
  it('only what a listener names is forwarded', () => {
    expect(ask(balancer(), { destinationPort: 443 })).toMatchObject({ ends: ['denied-in balancer'], faults: ['gcp-internal-load-balancer.port balancer'] })
  })
  it.each([
    { name: 'clients in other regions are refused without global access', config: {}, expected: { reachability: 'unreachable', ends: ['denied-in balancer'], faults: ['balancer.region-only balancer'] } },
    { name: 'clients in other regions are served with global access', config: { globalAccess: true }, expected: { reachability: 'reachable' } },
  ])('$name (Internal passthrough Network Load Balancer overview, client access)', ({ config, expected }) => { expect(ask(balancer(config), { from: 'stranger' })).toMatchObject(expected) })
})

describe('the firewall at the backend node sees the client and the balancer\'s own address and port', () => {
  const rules = (...written: object[]) => ({ firewall: { ...BASE.firewall, rules: written.map((rule, index) => ({ name: `r${index}`, direction: 'ingress', action: 'allow', priority: 1000, traffic: ['tcp/80'], ...rule })) } })
  it.each([
    { name: 'the port of the pods does not count', change: { ...balancer({ externalTrafficPolicy: 'Local' }), ...rules({ traffic: ['tcp/8080'] }) }, expected: { ends: ['denied-in node-1'], faults: ['filter.denied firewall'] } },
    { name: 'the balancer\'s address counts as destination', change: { ...balancer({ externalTrafficPolicy: 'Local' }), ...rules({ destinations: ['10.22.0.100/32'] }) }, expected: { reachability: 'reachable' } },
    { name: 'made by GKE, it comes with a rule for its source ranges (Automatically created firewall rules)', change: { ...balancer({ externalTrafficPolicy: 'Local', sourceRanges: ['10.22.0.0/24'] }), ...rules({ traffic: ['tcp/22'] }) }, expected: { reachability: 'reachable' } },
    { name: 'that rule admits nobody else', change: { ...balancer({ externalTrafficPolicy: 'Local', sourceRanges: ['10.99.0.0/24'] }), ...rules({ traffic: ['tcp/22'] }) }, expected: { ends: ['denied-in node-1'] } },
  ])('$name', ({ change, expected }) => { expect(ask(change)).toMatchObject(expected) })
})

it.each([
  { name: 'no problem in the base', change: balancer(), expected: [] },
  { name: 'its address is of its subnet', change: balancer({}, { address: '10.20.0.100' }), expected: ['gcp-internal-load-balancer.address-outside address'] },
  { name: 'its subnet is of its network', change: { ...balancer({}, { parent: 'other' }), other: { kind: 'vpc', parent: 'gcp' } }, expected: ['gcp-internal-load-balancer.other-network subnet', 'gcp-internal-load-balancer.backends-elsewhere target'] },
  { name: 'something behind it is ready', change: balancer({}, { target: 'ghost' }), expected: ['gcp-internal-load-balancer.no-target target'] },
  { name: 'its backends are in its region', change: balancer({}, { subnet: 'away', address: '10.21.0.100' }), expected: ['gcp-internal-load-balancer.backends-elsewhere target'] },
])('$name', ({ change, expected }) => {
  expect(compiled(change).problems.filter(problem => problem.code.startsWith('gcp-internal')).map(problem => `${problem.code} ${problem.field}`)).toEqual(expected)
})
