import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import { lookUpRoute } from '@/lib/trace/route-lookup'
import { awsInternetGateway } from './mechanism'

const compiled = (elements: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, awsVpc, awsInternetGateway])

const BASE = {
  world: { kind: 'internet' },
  aws: { kind: 'site', provider: 'aws' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  public: { kind: 'subnet', parent: 'vpc', cidr: '10.10.0.0/24' },
  igw: { kind: 'internet-gateway', parent: 'vpc' },
  nat: { kind: 'nat-gateway', parent: 'vpc', subnet: 'public', address: '10.10.0.10', publicAddresses: ['192.0.2.10'] },
  cluster: { kind: 'cluster', parent: 'vpc' },
  node: { kind: 'node', parent: 'cluster', subnet: 'public', address: '10.10.0.20', publicAddress: '192.0.2.20' },
}
const without = (...ids: readonly string[]) => Object.fromEntries(Object.entries(BASE).filter(([id]) => !ids.includes(id)))
const mainWay = (elements: Record<string, unknown>, device: string, to: string) => {
  const table = compiled(elements).network.devices.get(deviceOf(device))?.tables.find(one => one.id.endsWith(':main'))
  const [best] = table ? lookUpRoute(table, ip(to), new Map()).best : []
  return best ? `${best.nextHop.type} ${'interfaceId' in best.nextHop ? best.nextHop.interfaceId ?? '' : best.code}` : 'none'
}
const natOf = (elements: Record<string, unknown>) => (compiled(elements).network.devices.get(deviceOf('igw'))?.nat ?? []).map(({ hook, action, from }) =>
  'inside' in action ? `${hook} ${action.type} ${formatCidr(action.inside)} ${formatCidr(action.outside)} ${from}` : `${hook} ${action.type} ${'addresses' in action ? action.addresses.join(' ') : ''} ${from}`)

describe('routes of an internet gateway', () => {
  it.each([
    { name: 'the VPC is inwards', elements: BASE, device: 'igw', to: '10.10.0.20', expected: 'interface igw:vpc' },
    { name: 'the rest is the internet', elements: BASE, device: 'igw', to: '198.51.100.7', expected: 'interface igw:internet' },
    { name: 'without a drawn internet the rest is beyond the design', elements: without('world'), device: 'igw', to: '198.51.100.7', expected: 'leaves aws-internet-gateway.default' },
    { name: 'a private destination is refused (RFC 1918 section 3: shall not be propagated on inter-enterprise links)', elements: BASE, device: 'igw', to: '10.24.1.5', expected: 'unreachable internet.private-destination' },
    { name: 'a shared destination is refused (RFC 6598 section 4)', elements: BASE, device: 'igw', to: '100.64.0.1', expected: 'unreachable internet.private-destination' },
    { name: 'the internet knows the way to a public address', elements: BASE, device: 'world', to: '192.0.2.20', expected: 'interface world:igw' },
    { name: 'and to no other of its neighbourhood', elements: BASE, device: 'world', to: '192.0.2.21', expected: 'leaves internet.beyond' },
  ])('$name', ({ elements, device, to, expected }) => { expect(mainWay(elements, device, to)).toBe(expected) })
})

describe('one-to-one translation (VPC user guide, Internet gateways: logically provides the one-to-one NAT on behalf of your instance)', () => {
  it('maps each private address both ways, in the name of its owner', () => {
    expect(natOf(BASE)).toEqual([
      'postrouting source-prefix 10.10.0.10/32 192.0.2.10/32 nat', 'prerouting destination-prefix 10.10.0.10/32 192.0.2.10/32 nat',
      'postrouting source-prefix 10.10.0.20/32 192.0.2.20/32 node', 'prerouting destination-prefix 10.10.0.20/32 192.0.2.20/32 node',
    ])
  })
  it('of several public addresses a new flow takes any (NAT gateway basics: up to eight addresses)', () => {
    expect(natOf({ ...without('node'), nat: { ...BASE.nat, publicAddresses: ['192.0.2.10', '192.0.2.11'] } })[0]).toBe('postrouting source 192.0.2.10 192.0.2.11 nat')
  })
  it('a source without a public address is dropped on its way out (Internet gateways: the instance must have a public address)', () => {
    const [filter] = compiled(BASE).network.devices.get(deviceOf('igw'))?.filters ?? []
    expect(filter?.otherwise).toEqual({ action: { type: 'drop' }, code: 'internet.no-public-address', elements: ['igw'] })
    expect(filter?.rules.map(rule => rule.match.inInterfaces ?? rule.match.sources?.cidrs.map(formatCidr))).toEqual([['igw:internet'], ['10.10.0.10/32', '10.10.0.20/32']])
  })
})

it('a VPC takes one internet gateway (Internet gateways: one per VPC)', () => {
  expect(compiled({ ...BASE, igw2: { kind: 'internet-gateway', parent: 'vpc' } }).problems.filter(problem => problem.code.startsWith('aws-internet-gateway')))
    .toEqual([{ severity: 'error', code: 'aws-internet-gateway.second', element: 'igw2', field: 'parent', facts: { vpc: 'vpc', other: 'igw' } }])
  expect(compiled(BASE).problems.filter(problem => problem.code.startsWith('aws-'))).toEqual([])
})
