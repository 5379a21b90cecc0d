import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsInternetGateway } from '@/lib/mechanisms/aws-internet-gateway/mechanism'
import { awsNatGateway } from '@/lib/mechanisms/aws-nat-gateway/mechanism'
import { awsVpnGateway } from '@/lib/mechanisms/aws-vpn-gateway/mechanism'
import { formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import type { Route } from '@/lib/network/route'
import { lookUpRoute } from '@/lib/trace/route-lookup'
import { awsVpc } from './mechanism'

const compiled = (elements: Record<string, unknown>, links = {}) =>
  compile({ podway: 1, name: 'test', elements, links, assertions: [], layout: {} } as unknown as Design, [awsVpc, awsInternetGateway, awsNatGateway, awsVpnGateway])

const BASE = {
  aws: { kind: 'site', provider: 'aws' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  public: { kind: 'subnet', parent: 'vpc', cidr: '10.10.0.0/24', routeTable: 'rt-public' },
  private: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24', routeTable: 'rt-private' },
  bare: { kind: 'subnet', parent: 'vpc', cidr: '10.10.2.0/24' },
  igw: { kind: 'internet-gateway', parent: 'vpc' },
  nat: { kind: 'nat-gateway', parent: 'vpc', subnet: 'public', address: '10.10.0.10', publicAddresses: ['192.0.2.10'] },
  vgw: { kind: 'vpn-gateway', parent: 'vpc', addresses: ['192.0.2.20'] },
  'rt-public': { kind: 'route-table', parent: 'vpc', routes: [{ to: '0.0.0.0/0', via: 'igw' }] },
  'rt-private': { kind: 'route-table', parent: 'vpc', routes: [{ to: '0.0.0.0/0', via: 'nat' }, { to: '172.31.0.0/16', via: 'vgw' }], propagate: ['vgw'] },
}
const vpc = deviceOf('vpc')
const tableIn = (name: string, extra: readonly Route[] = [], elements: Record<string, unknown> = BASE) => {
  const found = compiled(elements).network.devices.get(vpc)?.tables.find(table => table.id === tableOf(vpc, name))
  if (!found) throw new Error(`no table ${name}`)
  return { ...found, routes: [...found.routes, ...extra] }
}
const learned = (prefix: string, origin: string, preference: number): Route =>
  ({ code: 'test.learned', from: BASE.vgw as never, prefix: { address: ip(prefix.split('/')[0] ?? ''), length: Number(prefix.split('/')[1]) }, nextHop: { type: 'interface', interfaceId: interfaceOf(vpc, 'vgw') }, origin, preference })
const way = (table: ReturnType<typeof tableIn>, to: string) => lookUpRoute(table, ip(to), new Map()).best.map(route => `${formatCidr(route.prefix)} ${route.origin} ${'interfaceId' in route.nextHop ? route.nextHop.interfaceId ?? '' : route.nextHop.type}`)

describe('routes of a VPC', () => {
  it.each([
    { name: 'a subnet of the VPC is local', source: 'VPC_Route_Tables.md: every route table contains a local route for communication within the VPC', table: 'rt-private', to: '10.10.0.5', expected: ['10.10.0.0/24 local vpc:public'] },
    { name: 'an address of the VPC in no subnet goes nowhere', source: 'the same', table: 'rt-private', to: '10.10.200.1', expected: ['10.10.0.0/16 local blackhole'] },
    { name: 'an internet gateway is reached through its attachment', source: 'VPC_Route_Tables.md: target igw-id', table: 'rt-public', to: '198.51.100.1', expected: ['0.0.0.0/0 static vpc:igw'] },
    { name: 'a NAT gateway is reached by its address in its own subnet', source: 'VPC_Route_Tables.md: target nat-gateway-id', table: 'rt-private', to: '198.51.100.1', expected: ['0.0.0.0/0 static vpc:public'] },
    { name: 'longest prefix wins', source: 'route-tables-priority: the most specific route that matches', table: 'rt-private', to: '172.31.4.4', expected: ['172.31.0.0/16 static vpc:vgw'] },
    { name: 'a gateway is no way to another gateway', source: 'VPC peering guide: no edge to edge routing', table: 'main', to: '198.51.100.1', expected: [] },
  ])('$name ($source)', ({ table, to, expected }) => { expect(way(tableIn(table), to)).toEqual(expected) })

  it('local wins over a propagated route even where that is more specific (Site-to-Site VPN guide, vpn-route-priority: the local route is most preferred)', () => {
    const table = tableIn('rt-private', [learned('10.10.128.0/17', 'propagated', 20)])
    expect(way(table, '10.10.130.1')).toEqual(['10.10.0.0/16 local blackhole'])
    expect(lookUpRoute(table, ip('10.10.130.1'), new Map()).lost.map(lost => lost.why)).toContain('shadowed')
  })
  it('a static route wins over a propagated one of the same prefix (vpn-route-priority: we prioritize the static routes)', () => {
    expect(way(tableIn('rt-private', [learned('172.31.0.0/16', 'propagated', 20)]), '172.31.4.4')).toEqual(['172.31.0.0/16 static vpc:vgw'])
  })
  it('a subnet uses the table it names, and only that (VPC_Route_Tables.md: each subnet is associated with one route table)', () => {
    const rules = compiled(BASE).network.devices.get(vpc)?.policyRules ?? []
    expect(rules.map(rule => [rule.match.inInterfaces, rule.table, rule.final])).toEqual([[['vpc:private'], 'vpc:rt-private', true], [['vpc:public'], 'vpc:rt-public', true]])
  })
  it('the router stands at the first host address of each subnet (Subnet CIDR blocks: base plus one is reserved for the VPC router)', () => {
    const interfaces = compiled(BASE).network.devices.get(vpc)?.interfaces ?? []
    expect(interfaces.flatMap(item => item.addresses.map(own => `${item.id} ${own.address}/${own.length}`))).toEqual(['vpc:bare 10.10.2.1/24', 'vpc:private 10.10.1.1/24', 'vpc:public 10.10.0.1/24'])
  })
  it('a target that is gone leaves a blackhole (VPC_Route_Tables.md: state blackhole)', () => {
    const elements = { ...BASE, 'rt-public': { kind: 'route-table', parent: 'vpc', routes: [{ to: '0.0.0.0/0', via: 'other-igw' }] }, other: { ...BASE.vpc, cidrs: ['10.20.0.0/16'] }, 'other-igw': { kind: 'internet-gateway', parent: 'other' } }
    expect(way(tableIn('rt-public', [], elements), '198.51.100.1')).toEqual(['0.0.0.0/0 static blackhole'])
  })
})

describe('problems of a VPC', () => {
  const rt = (routes: readonly unknown[], propagate: readonly string[] = []) => ({ 'rt-public': { kind: 'route-table', parent: 'vpc', routes, propagate } })
  it.each([
    { name: 'the base design has none', change: {}, expected: [] },
    { name: 'a VPC without a range', change: { vpc: { kind: 'vpc', parent: 'aws' }, public: undefined, private: undefined, bare: undefined }, expected: [['aws-vpc.no-range', 'vpc', 'cidrs']] },
    { name: 'a VPC range is /16 to /28 (VPC CIDR blocks)', change: { vpc: { ...BASE.vpc, cidrs: ['10.10.0.0/16', '10.64.0.0/10'] } }, expected: [['aws-vpc.range-size', 'vpc', 'cidrs.1']] },
    { name: 'subnets of a VPC do not overlap (Subnet sizing)', change: { extra: { kind: 'subnet', parent: 'vpc', cidr: '10.10.0.128/25' } }, expected: [['aws-vpc.subnets-overlap', 'public', 'cidr']] },
    { name: 'a subnet lies inside its VPC (Subnet sizing)', change: { bare: { kind: 'subnet', parent: 'vpc', cidr: '10.11.2.0/24' } }, expected: [['aws-vpc.subnet-outside', 'bare', 'cidr']] },
    { name: 'a target is attached', change: { ...rt([{ to: '0.0.0.0/0', via: 'far' }]), other: { kind: 'vpc', parent: 'aws', cidrs: ['10.20.0.0/16'] }, far: { kind: 'internet-gateway', parent: 'other' } }, expected: [['aws-vpc.target-not-attached', 'rt-public', 'routes.0.via']] },
    { name: 'propagation is from a gateway of this VPC', change: { ...rt([], ['far']), other: { kind: 'vpc', parent: 'aws', cidrs: ['10.20.0.0/16'] }, far: { kind: 'vpn-gateway', parent: 'other', addresses: ['192.0.2.21'] } }, expected: [['aws-vpc.target-not-attached', 'rt-public', 'propagate.0']] },
    { name: 'a destination has one route', change: rt([{ to: '0.0.0.0/0', via: 'igw' }, { to: '0.0.0.0/0', via: 'vgw' }]), expected: [['aws-vpc.route-twice', 'rt-public', 'routes.1.to']] },
    { name: 'inside local only whole subnets (route tables: more specific than local)', change: rt([{ to: '10.10.1.0/25', via: 'nat' }]), expected: [['aws-vpc.inside-local', 'rt-public', 'routes.0.to']] },
    { name: 'a whole subnet to a NAT gateway is fine', change: rt([{ to: '10.10.1.0/24', via: 'nat' }]), expected: [] },
    { name: 'a subnet names a table of its own VPC', change: { bare: { ...BASE.bare, routeTable: 'rt-far' }, other: { kind: 'vpc', parent: 'aws', cidrs: ['10.20.0.0/16'] }, 'rt-far': { kind: 'route-table', parent: 'other' } }, expected: [['aws-vpc.of-another-vpc', 'bare', 'routeTable']] },
  ])('$name', ({ change, expected }) => {
    const elements = Object.fromEntries(Object.entries({ ...BASE, ...change }).filter(([, element]) => element !== undefined))
    expect(compiled(elements).problems.filter(problem => problem.code.startsWith('aws-vpc.')).map(({ code, element, field }) => [code, element, field])).toEqual(expected)
  })
})
