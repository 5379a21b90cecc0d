import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsInternetGateway } from '@/lib/mechanisms/aws-internet-gateway/mechanism'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { defineMechanism } from '@/lib/mechanisms/types'
import { cidr, DEFAULT_V4, nthAddress } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { onePort, plainDevice, plainInterface } from '@/lib/network/plain'
import { converse } from '@/lib/trace/conversation'
import * as z from 'zod'
import { awsNatGateway } from './mechanism'

/** A bare machine in a subnet, so that packets have somewhere to start and end. */
const machine = defineMechanism({
  name: 'machine', title: 'Machine', category: 'place', attachesTo: [{ kind: 'host', provider: 'aws' }], schema: z.object({}), sentences: {},
  contribute: {
    place: {
      host: ({ view, id, subject }) => {
        const device = plainDevice(deviceOf(id), id, 'endpoint')
        const range = cidr(view.get(subject.subnet, 'subnet')?.cidr ?? '')
        const nextHop = { type: 'via', address: nthAddress(range, 1) ?? range.address, interfaceId: interfaceOf(device.id, 'eth0') } as const
        const routes = [{ code: 'test.default', from: id, prefix: DEFAULT_V4, nextHop, origin: 'default', preference: 0 } as const]
        return [{ add: 'device', device: { ...device, notices: 'icmp', listeners: [{ protocol: 6, ports: onePort(443), from: id }], tables: device.tables.map(table => ({ ...table, routes })) } }]
      },
    },
    connect: {
      host: ({ id, subject }) => [{
        add: 'interface', device: deviceOf(id),
        interface: { ...plainInterface(interfaceOf(deviceOf(id), 'eth0'), linkOf(subject.subnet ?? ''), id, 1500), addresses: [{ address: ip(subject.address), length: 32 }] },
      }],
    },
  },
})

const compiled = (elements: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, awsVpc, awsInternetGateway, awsNatGateway, machine])

const BASE = {
  world: { kind: 'internet' },
  shop: { kind: 'host', parent: 'world', address: '198.51.100.7', ports: [443] },
  aws: { kind: 'site', provider: 'aws' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  public: { kind: 'subnet', parent: 'vpc', cidr: '10.10.0.0/24', routeTable: 'rt-public' },
  private: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24', routeTable: 'rt-private' },
  igw: { kind: 'internet-gateway', parent: 'vpc' },
  nat: { kind: 'nat-gateway', parent: 'vpc', subnet: 'public', address: '10.10.0.10', publicAddresses: ['192.0.2.10'] },
  'rt-public': { kind: 'route-table', parent: 'vpc', routes: [{ to: '0.0.0.0/0', via: 'igw' }] },
  'rt-private': { kind: 'route-table', parent: 'vpc', routes: [{ to: '0.0.0.0/0', via: 'nat' }] },
  inner: { kind: 'host', parent: 'vpc', subnet: 'private', address: '10.10.1.5' },
  outer: { kind: 'host', parent: 'vpc', subnet: 'public', address: '10.10.0.5' },
}
const ask = (from: string, to: string, protocol = 6) => {
  const flow = { device: deviceOf(from), destination: ip(to), protocol, sizeBytes: 100, dontFragment: true, ...protocol === 6 ? { destinationPort: 443 } : {} }
  const said = converse(compiled(BASE).network, flow)
  const [forward] = said.forward
  return { ends: [...said.forward, ...said.return].map(trace => `${trace.disposition} ${trace.place}`), seen: forward?.arrived.source, sees: said.clientSees, fault: forward?.faults[0]?.why.code }
}

describe('packets through a NAT gateway', () => {
  it('a private machine reaches the internet and is answered; the internet sees the public address (NAT gateways: connect to services outside your VPC)', () => {
    expect(ask('inner', '198.51.100.7')).toEqual({ ends: ['accepted shop', 'accepted inner'], seen: '192.0.2.10', sees: 'ok', fault: undefined })
  })
  it('nothing comes in unasked (NAT gateways: cannot receive unsolicited inbound connections from the internet)', () => {
    expect(ask('shop', '192.0.2.10')).toMatchObject({ ends: ['denied-in nat'], sees: 'timeout', fault: 'aws-nat-gateway.unasked' })
  })
  it('other protocols are not carried (NAT gateway basics: TCP, UDP, and ICMP)', () => {
    expect(ask('inner', '198.51.100.7', 47)).toMatchObject({ ends: ['denied-in nat'], fault: 'aws-nat-gateway.protocol' })
  })
  it('a private destination dies beyond it, at the internet gateway (RFC 1918 section 3)', () => {
    expect(ask('inner', '10.24.1.5')).toMatchObject({ ends: ['no-route igw'] })
  })
  it('a machine beside it without a public address does not get out (Internet gateways)', () => {
    expect(ask('outer', '198.51.100.7')).toMatchObject({ ends: ['denied-out igw'], sees: 'timeout', fault: 'internet.no-public-address' })
  })
})

describe('problems of a NAT gateway', () => {
  it.each([
    { name: 'the base has none', change: {}, expected: [] },
    { name: 'it stands in a subnet', change: { nat: { kind: 'nat-gateway', parent: 'vpc', address: '10.10.0.10', publicAddresses: ['192.0.2.10'] } }, expected: ['aws-nat-gateway.unplaced subnet'] },
    { name: 'it has a private address', change: { nat: { kind: 'nat-gateway', parent: 'vpc', subnet: 'public', publicAddresses: ['192.0.2.10'] } }, expected: ['aws-nat-gateway.unplaced address'] },
    { name: 'its address is of its subnet', change: { nat: { ...BASE.nat, address: '10.10.1.10' } }, expected: ['aws-nat-gateway.outside-subnet address'] },
    { name: 'its subnet leads to an internet gateway', change: { nat: { ...BASE.nat, subnet: 'private', address: '10.10.1.10' } }, expected: ['aws-nat-gateway.no-way-out subnet'] },
    { name: 'its subnet is of its VPC', change: { nat: { ...BASE.nat, parent: 'other' }, other: { kind: 'vpc', parent: 'aws', cidrs: ['10.20.0.0/16'] } }, expected: ['aws-nat-gateway.of-another-vpc subnet'] },
  ])('$name (VPC user guide, NAT gateways)', ({ change, expected }) => {
    expect(compiled({ ...BASE, ...change }).problems.filter(problem => problem.code.startsWith('aws-nat')).map(problem => `${problem.code} ${problem.field}`)).toEqual(expected)
  })
})
