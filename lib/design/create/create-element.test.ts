import { describe, expect, it } from 'vitest'
import type { Design } from '@/lib/design/design'
import { setField } from '@/lib/design/edit'
import type { ElementKind } from '@/lib/design/kinds/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { readQuestions } from '@/lib/ask/read-question'
import { answerQuestion } from '@/lib/verify/answer'
import { prepare } from '@/lib/verify/prepare'
import { connectElements, connectionsFor, createElement, mayStand } from './index'

const EMPTY: Design = { podway: 1, name: 'empty', elements: {}, links: {}, assertions: [], layout: {} }
type Step = readonly [ElementKind, string | null, Readonly<Record<string, unknown>>?]
const drawn = (steps: readonly Step[], from: Design = EMPTY): Design => steps.reduce((design, [kind, parent, given]) => {
  const made = createElement(design, kind, parent, given)
  if (!made.ok) throw new Error(made.error.message)
  return made.value.design
}, from)
const AWS: readonly Step[] = [['site', null], ['vpc', 'aws']]
const GCP: readonly Step[] = [['site', null, { provider: 'gcp' }], ['vpc', 'gcp']]
const after = (steps: readonly Step[], id: string) => drawn(steps).elements[id]

describe('a new element', () => {
  it.each([
    { name: 'a site is one of AWS unless said otherwise', steps: [['site', null]], id: 'aws', expected: { kind: 'site', provider: 'aws', region: 'eu-west-1' } },
    { name: 'a VPC has the next free /16', steps: [...AWS, ['vpc', 'aws']], id: 'vpc-2', expected: { kind: 'vpc', parent: 'aws', cidrs: ['10.1.0.0/16'] } },
    { name: 'a network in Google Cloud has no range', steps: GCP, id: 'vpc-1', expected: { kind: 'vpc', parent: 'gcp' } },
    { name: 'subnets are /24 and take turns in the zones', steps: [...AWS, ['subnet', 'vpc-1'], ['subnet', 'vpc-1']], id: 'subnet-2', expected: { kind: 'subnet', parent: 'vpc-1', cidr: '10.0.1.0/24', zone: 'eu-west-1b' } },
    { name: 'a subnet in Google Cloud is a /20 of the region', steps: [...GCP, ['subnet', 'vpc-1'], ['subnet', 'vpc-1']], id: 'subnet-2', expected: { kind: 'subnet', parent: 'vpc-1', cidr: '10.128.16.0/20' } },
    { name: 'a cluster in AWS has a service range', steps: [...AWS, ['cluster', 'vpc-1']], id: 'cluster-1', expected: { kind: 'cluster', parent: 'vpc-1', services: '172.20.0.0/16', network: { mechanism: 'aws-vpc-cni' } } },
    { name: 'a cluster in Google Cloud has secondary ranges', steps: [...GCP, ['cluster', 'vpc-1']], id: 'cluster-1', expected: { kind: 'cluster', parent: 'vpc-1', services: 'range-1', pods: 'range-2', network: { mechanism: 'gke-vpc-native' } } },
    { name: 'which lie in a subnet', steps: [...GCP, ['cluster', 'vpc-1']], id: 'range-2', expected: { kind: 'secondary-range', parent: 'subnet-1', cidr: '10.1.0.0/16' } },
    { name: 'a node stands in a subnet, past what the cloud keeps, in the first group', steps: [...AWS, ['security-group', 'vpc-1'], ['cluster', 'vpc-1'], ['node', 'cluster-1']], id: 'node-1', expected: { kind: 'node', parent: 'cluster-1', subnet: 'subnet-1', address: '10.0.0.10', securityGroups: ['sg-1'] } },
    { name: 'nodes spread over subnets', steps: [...AWS, ['subnet', 'vpc-1'], ['subnet', 'vpc-1'], ['cluster', 'vpc-1'], ['node', 'cluster-1'], ['node', 'cluster-1']], id: 'node-2', expected: { kind: 'node', parent: 'cluster-1', subnet: 'subnet-2', address: '10.0.1.10' } },
    { name: 'a node in Google Cloud has a part of the pod range', steps: [...GCP, ['cluster', 'vpc-1'], ['node', 'cluster-1'], ['node', 'cluster-1']], id: 'node-2', expected: { kind: 'node', parent: 'cluster-1', subnet: 'subnet-1', address: '10.128.0.11', podRange: '10.1.1.0/24' } },
    { name: 'a workload brings a node where there is none', steps: [...AWS, ['cluster', 'vpc-1'], ['workload', 'cluster-1']], id: 'workload-1', expected: { kind: 'workload', parent: 'cluster-1', controller: 'Deployment', ports: [8080], pods: [{ node: 'node-1', address: '10.0.0.11' }] } },
    { name: 'pods go to the idlest node', steps: [...AWS, ['cluster', 'vpc-1'], ['node', 'cluster-1'], ['node', 'cluster-1'], ['workload', 'cluster-1'], ['workload', 'cluster-1']], id: 'workload-2', expected: { kind: 'workload', parent: 'cluster-1', controller: 'Deployment', ports: [8080], pods: [{ node: 'node-2', address: '10.0.0.13' }] } },
    { name: 'a service is for the newest workload without one', steps: [...AWS, ['cluster', 'vpc-1'], ['workload', 'cluster-1'], ['workload', 'cluster-1'], ['service', 'cluster-1']], id: 'service-1', expected: { kind: 'service', parent: 'cluster-1', type: 'ClusterIP', workload: 'workload-2', ports: [{ name: 'http', port: 80, targetPort: 8080 }], address: '172.20.0.20' } },
    { name: 'a name server in a VPC is its resolver', steps: [...AWS, ['name-server', 'vpc-1']], id: 'dns-1', expected: { kind: 'name-server', parent: 'vpc-1', address: '10.0.0.2' } },
    { name: 'a NAT gateway stands where the way out is, with a public address', steps: [...AWS, ['nat-gateway', 'vpc-1']], id: 'nat-1', expected: { kind: 'nat-gateway', parent: 'vpc-1', subnet: 'subnet-1', address: '10.0.0.10', publicAddresses: ['203.0.113.10'] } },
    { name: 'a VPN gateway has two addresses and an AS number', steps: [...AWS, ['vpn-gateway', 'vpc-1']], id: 'vpn-1', expected: { kind: 'vpn-gateway', parent: 'vpc-1', addresses: ['203.0.113.10', '203.0.113.11'], asn: 64512 } },
    { name: 'a Cloud Router brings the gateway that it speaks for', steps: [...GCP, ['cloud-router', 'vpc-1']], id: 'router-1', expected: { kind: 'cloud-router', parent: 'vpc-1', gateway: 'vpn-1', asn: 64512 } },
    { name: 'a security group admits its members and lets everything out', steps: [...AWS, ['security-group', 'vpc-1']], id: 'sg-1', expected: { kind: 'security-group', parent: 'vpc-1', ingress: [{ traffic: ['all'], peers: ['sg-1'], note: 'its members among themselves' }], egress: [{ traffic: ['all'], peers: ['0.0.0.0/0'] }] } },
    { name: 'a subnet uses the only route table', steps: [...AWS, ['route-table', 'vpc-1'], ['subnet', 'vpc-1']], id: 'subnet-1', expected: { kind: 'subnet', parent: 'vpc-1', cidr: '10.0.0.0/24', zone: 'eu-west-1a', routeTable: 'rt-1' } },
    { name: 'a load balancer is for the first workload', steps: [...AWS, ['cluster', 'vpc-1'], ['workload', 'cluster-1'], ['load-balancer', 'vpc-1']], id: 'lb-1', expected: { kind: 'load-balancer', parent: 'vpc-1', subnet: 'subnet-1', address: '10.0.0.12', target: 'workload-1', listeners: [{ protocol: 'tcp', port: 8080 }] } },
    { name: 'a host on the internet has a public address', steps: [['internet', null], ['host', 'internet']], id: 'host-1', expected: { kind: 'host', parent: 'internet', address: '203.0.113.10', ports: [8080] } },
  ] as { name: string; steps: Step[]; id: string; expected: unknown }[])('$name', ({ steps, id, expected }) => expect(after(steps, id)).toEqual(expected))

  it('a name server in a cluster is a CoreDNS with the service that pods ask', () => {
    const design = drawn([...AWS, ['cluster', 'vpc-1'], ['name-server', 'cluster-1']])
    expect(design.elements['dns-1']).toMatchObject({ mechanism: 'coredns', pods: [{ node: 'node-1', address: '10.0.0.11' }] })
    expect(design.elements['service-1']).toMatchObject({ workload: 'dns-1', address: '172.20.0.10' })
    expect(design.elements['cluster-1']).toHaveProperty('dns', 'service-1')
  })
  it('is refused in one sentence where nothing is free', () => {
    const small = setField(drawn(AWS), 'vpc-1', ['cidrs'], ['10.0.0.0/28'])
    expect(createElement(drawn([['subnet', 'vpc-1']], small), 'subnet', 'vpc-1')).toEqual({ ok: false, error: { message: 'vpc-1 has no free range for another subnet. Give it a further range.' } })
  })
})

describe('what may not stand somewhere says so', () => {
  const design = drawn([...AWS, ['internet-gateway', 'vpc-1'], ['internet', null], ['site', null, { provider: 'gcp' }], ['vpc', 'gcp'], ['site', null, { provider: 'on-premises' }]])
  it.each([
    { kind: 'vpc', parent: null, expected: 'A vpc stands in a site.' },
    { kind: 'subnet', parent: 'aws', expected: 'A subnet stands in a vpc, not in a site.' },
    { kind: 'internet', parent: 'aws', expected: 'An internet stands at the top of the drawing.' },
    { kind: 'cloud-router', parent: 'vpc-1', expected: 'A cloud-router stands in a site of gcp; vpc-1 is in one of aws.' },
    { kind: 'vpc', parent: 'on-premises', expected: 'A vpc stands in a site of aws or azure or gcp; on-premises is in one of on-premises.' },
    { kind: 'security-group', parent: 'vpc-2', expected: 'A security-group stands in a site of aws; vpc-2 is in one of gcp.' },
    { kind: 'internet-gateway', parent: 'vpc-1', expected: 'vpc-1 has an internet-gateway already, igw-1; it takes one.' },
    { kind: 'internet', parent: null, expected: 'There is one internet, and internet is it.' },
    { kind: 'cluster', parent: 'aws', expected: 'A cluster of aws stands in a vpc.' },
    { kind: 'vpc', parent: 'nowhere', expected: 'There is no element nowhere.' },
  ] as { kind: ElementKind; parent: string | null; expected: string }[])('$kind in $parent', ({ kind, parent, expected }) => {
    expect(mayStand(design, kind, parent)).toEqual({ ok: false, error: expected })
    expect(createElement(design, kind, parent)).toEqual({ ok: false, error: { message: expected } })
  })
})

describe('connecting', () => {
  const vpn = drawn([...AWS, ['vpn-gateway', 'vpc-1'], ['site', null, { provider: 'gcp' }], ['vpc', 'gcp'], ['vpc', 'aws'], ['cloud-router', 'vpc-2']])
  const joined = (design: Design, a: string, b: string) => { const made = connectElements(design, a, b); if (!made.ok) throw new Error(made.error.message); return made.value.design }
  it('two VPCs of one cloud by a peering, once', () => {
    const once = joined(vpn, 'vpc-1', 'vpc-3')
    expect(once.links).toEqual({ 'peering-1': { kind: 'peering', ends: ['vpc-1', 'vpc-3'] } })
    expect(connectionsFor(vpn, 'vpc-1', 'vpc-3')).toEqual([{ kind: 'peering', label: 'Peering' }])
    expect(connectElements(once, 'vpc-3', 'vpc-1')).toEqual({ ok: false, error: { message: 'peering-1 joins vpc-3 and vpc-1 already.' } })
    expect(connectElements(vpn, 'vpc-1', 'vpc-2')).toEqual({ ok: false, error: { message: 'A peering joins two VPCs of one cloud; between clouds there is a VPN.' } })
    expect(connectElements(vpn, 'vpc-1', 'vpn-1')).toEqual({ ok: false, error: { message: 'Nothing joins vpc-1 and vpn-1.' } })
  })
  it('two gateways by tunnels with addresses of their own, and sessions over them', () => {
    const two = joined(joined(vpn, 'vpn-1', 'vpn-2'), 'vpn-1', 'vpn-2')
    expect(two.links['tunnel-1']).toMatchObject({ ends: ['vpn-1', 'vpn-2'], config: { outside: ['203.0.113.10', '203.0.113.12'], inside: ['169.254.21.1', '169.254.21.2'] } })
    expect(two.links['tunnel-2']).toMatchObject({ config: { outside: ['203.0.113.11', '203.0.113.13'], inside: ['169.254.21.5', '169.254.21.6'] } })
    expect(two.elements).toHaveProperty('internet')
    const sessions = joined(joined(two, 'vpn-1', 'router-1'), 'router-1', 'vpn-1')
    expect(sessions.links).toMatchObject({ 'bgp-1': { over: 'tunnel-1' }, 'bgp-2': { over: 'tunnel-2' } })
    expect(connectElements(sessions, 'vpn-1', 'router-1')).toEqual({ ok: false, error: { message: 'Every tunnel between vpn-1 and vpn-2 has its BGP session.' } })
    expect(connectElements(vpn, 'vpn-1', 'router-1')).toEqual({ ok: false, error: { message: 'There is no tunnel between vpn-1 and vpn-2 for a BGP session. Join the gateways first.' } })
    expect(prepare(sessions, MECHANISMS).problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

it('two peered VPCs drawn from nothing reach each other, and not without one of the routes', () => {
  const side: (vpc: string, cluster: string) => readonly Step[] = (vpc, cluster) => [['route-table', vpc], ['security-group', vpc], ['cluster', vpc], ['node', cluster], ['workload', cluster]]
  const boxes = drawn([...AWS, ['vpc', 'aws'], ...side('vpc-1', 'cluster-1'), ...side('vpc-2', 'cluster-2')])
  const peered = connectElements(boxes, 'vpc-1', 'vpc-2')
  if (!peered.ok) throw new Error(peered.error.message)
  const rule = { traffic: ['tcp/8080'], peers: ['10.0.0.0/8'] }
  const routed = ([['rt-1', 'sg-1', '10.1.0.0/16'], ['rt-2', 'sg-2', '10.0.0.0/16']] as const).reduce((design, [table, group, to]) =>
    setField(setField(design, table, ['routes'], [{ to, via: 'peering-1' }]), group, ['ingress', '1'], rule), peered.value.design)
  const ask = (design: Design) => {
    const { view, network } = prepare(design, MECHANISMS)
    const questions = readQuestions({ from: 'workload-1', to: 'workload-2', port: 8080 }, view, network)
    if (!questions.ok || !questions.value[0]) throw new Error('no question')
    const { reachability, blockers } = answerQuestion(questions.value[0], network)
    return [reachability, ...blockers.map(({ code, elements }) => `${code} ${elements.join(' ')}`)]
  }
  expect(ask(routed)).toEqual(['reachable'])
  expect(ask(setField(routed, 'rt-2', ['routes', '0'], undefined))).toEqual(['unreachable', 'route.not-added rt-2'])
})
