import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { defineMechanism } from '@/lib/mechanisms/types'
import { cidr, DEFAULT_V4, hostCidr, nthAddress } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { onePort, plainDevice, plainInterface, plainPort } from '@/lib/network/plain'
import { converse } from '@/lib/trace/conversation'
import { awsNlb } from './mechanism'

/** Machines that answer for their pods as well, so that the balancer has targets. */
const machine = defineMechanism({
  name: 'machine', title: 'Machine', category: 'place', attachesTo: [{ kind: 'node' }], schema: z.object({}), sentences: {},
  contribute: {
    place: {
      node: ({ view, id, subject }) => {
        const device = plainDevice(deviceOf(id), id, 'endpoint')
        const range = cidr(view.get(subject.subnet, 'subnet')?.cidr ?? '')
        const nextHop = { type: 'via', address: nthAddress(range, 1) ?? range.address, interfaceId: interfaceOf(device.id, 'eth0') } as const
        const routes = [{ code: 'test.default', from: id, prefix: DEFAULT_V4, nextHop, origin: 'default', preference: 0 } as const]
        const listeners = [6, 17].map(protocol => ({ protocol, ports: onePort(5353), from: id }))
        return [{ add: 'device', device: { ...device, notices: 'icmp', listeners, tables: device.tables.map(table => ({ ...table, routes })) } }]
      },
    },
    connect: {
      node: ({ view, id, subject }) => {
        const eth0 = interfaceOf(deviceOf(id), 'eth0')
        const pods = view.of('workload').flatMap(workload => workload.element.pods.filter(pod => pod.node === id).map(pod => ip(pod.address)))
        const addresses = [ip(subject.address), ...pods].map(address => ({ address, length: 32 }))
        return [{ add: 'interface', device: deviceOf(id), interface: { ...plainInterface(eth0, linkOf(subject.subnet), id, 1500), addresses, port: { ...plainPort(eth0), claims: pods.map(pod => hostCidr(pod)) } } }]
      },
    },
  },
})

const compiled = (elements: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [awsVpc, awsNlb, machine])

const BASE = {
  aws: { kind: 'site', provider: 'aws' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  front: { kind: 'subnet', parent: 'vpc', cidr: '10.10.0.0/24' },
  back: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24' },
  clients: { kind: 'subnet', parent: 'vpc', cidr: '10.10.2.0/24' },
  cluster: { kind: 'cluster', parent: 'vpc' },
  client: { kind: 'node', parent: 'cluster', subnet: 'clients', address: '10.10.2.10' },
  node: { kind: 'node', parent: 'cluster', subnet: 'back', address: '10.10.1.10' },
  app: { kind: 'workload', parent: 'cluster', pods: [{ node: 'node', address: '10.10.1.37' }, { node: 'node', address: '10.10.1.38', ready: false }] },
  svc: { kind: 'service', parent: 'cluster', type: 'ClusterIP', workload: 'app', ports: [{ port: 53, targetPort: 5353 }, { port: 53, targetPort: 5353, protocol: 'udp' }] },
}
const balancer = (listeners: readonly unknown[], more: Record<string, unknown> = {}) =>
  ({ ...BASE, nlb: { kind: 'load-balancer', parent: 'vpc', subnet: 'front', address: '10.10.0.100', target: 'svc', listeners, ...more } })
const TCP = { protocol: 'tcp', port: 53 }
const UDP = { protocol: 'udp', port: 53 }
const natOf = (elements: Record<string, unknown>) => (compiled(elements).network.devices.get(deviceOf('nlb'))?.nat ?? []).map(({ hook, action }) =>
  `${hook} ${action.type} ${'targets' in action ? action.targets.map(target => `${target.address}:${target.port}`).join(' ') : ''}${'addresses' in action ? action.addresses.join(' ') : ''}`)

describe('a network load balancer with IP targets (Edit target group attributes for your Network Load Balancer)', () => {
  const there = 'prerouting destination 10.10.1.37:5353'
  const hidden = 'postrouting source 10.10.0.100'
  it.each([
    { name: 'TCP: disabled by default, the source is the private address of the balancer', elements: balancer([TCP]), expected: [there, hidden] },
    { name: 'TCP: can be enabled', elements: balancer([TCP], { config: { preserveClientIp: true } }), expected: [there] },
    { name: 'UDP: enabled', elements: balancer([UDP]), expected: [there] },
    { name: 'UDP: cannot be disabled', elements: balancer([UDP], { config: { preserveClientIp: false } }), expected: [there] },
    { name: 'TCP_UDP: enabled for both', elements: balancer([TCP, UDP]), expected: [there, there] },
  ])('$name', ({ elements, expected }) => { expect(natOf(elements)).toEqual(expected) })

  it('only ready pods are targets, at the port they listen at', () => {
    expect(natOf({ ...balancer([{ ...TCP, targetPort: 8053 }]), app: { ...BASE.app, pods: BASE.app.pods.map(pod => ({ ...pod, ready: true })) } })[0]).toBe('prerouting destination 10.10.1.37:8053 10.10.1.38:8053')
  })
  it('where the client is kept, answers pass the balancer unseen at the port of the target', () => {
    const through = (elements: Record<string, unknown>) => compiled(elements).network.devices.get(deviceOf('node'))?.interfaces[0]?.port?.returnsThrough
    expect(through(balancer([UDP]))).toEqual(['nlb:eth0', 'nlb', 'nlb:eth0'])
    expect(through(balancer([TCP]))).toBeUndefined()
  })
})

describe('packets through it', () => {
  const ask = (elements: Record<string, unknown>, protocol: number, destinationPort = 53) => {
    const said = converse(compiled(elements).network, { device: deviceOf('client'), destination: ip('10.10.0.100'), protocol, destinationPort, sizeBytes: 100, dontFragment: true })
    return { ends: [...said.forward, ...said.return].map(trace => `${trace.disposition} ${trace.place}`), seen: said.forward[0]?.arrived.source, fault: said.forward[0]?.faults[0]?.why.code }
  }
  it('TCP: the target sees the balancer, the client is answered', () => {
    expect(ask(balancer([TCP]), 6)).toEqual({ ends: ['accepted node', 'accepted client'], seen: '10.10.0.100', fault: undefined })
  })
  it('UDP: the target sees the client', () => { expect(ask(balancer([UDP]), 17)).toMatchObject({ seen: '10.10.2.10' }) })
  it('without a listener nothing answers', () => { expect(ask(balancer([TCP]), 6, 80)).toMatchObject({ ends: ['denied-in nlb'], fault: 'aws-nlb.no-listener' }) })
  it('without a ready target nothing answers', () => {
    expect(ask({ ...balancer([TCP]), app: { ...BASE.app, pods: [] } }, 6)).toMatchObject({ ends: ['denied-in nlb'], fault: 'aws-nlb.no-targets' })
  })
})

it.each([
  { name: 'the base has no problem', elements: balancer([TCP]), expected: [] },
  { name: 'its address is of its subnet', elements: balancer([TCP], { address: '10.10.1.100' }), expected: ['aws-nlb.outside-subnet address'] },
  { name: 'it has targets', elements: balancer([TCP], { target: 'ghost' }), expected: ['aws-nlb.targets-missing target'] },
  { name: 'UDP cannot hide clients', elements: balancer([UDP], { config: { preserveClientIp: false } }), expected: ['aws-nlb.preserves-anyway config.preserveClientIp'] },
  { name: 'its subnet is of its VPC', elements: { ...balancer([TCP], { parent: 'other' }), other: { kind: 'vpc', parent: 'aws', cidrs: ['10.20.0.0/16'] } }, expected: ['aws-nlb.of-another-vpc subnet'] },
])('$name', ({ elements, expected }) => {
  expect(compiled(elements).problems.filter(problem => problem.code.startsWith('aws-nlb')).map(({ code, field }) => `${code} ${field}`)).toEqual(expected)
})
