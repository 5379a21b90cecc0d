import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, speakerOf } from '@/lib/network/names'
import { lookUpRoute } from '@/lib/trace/route-lookup'
import { awsVpnGateway } from './mechanism'

const compiled = (elements: Record<string, unknown>, links = {}) =>
  compile({ podway: 1, name: 'test', elements, links, assertions: [], layout: {} } as unknown as Design, [internet, awsVpc, awsVpnGateway])

const BASE = {
  world: { kind: 'internet' },
  aws: { kind: 'site', provider: 'aws' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16', '10.11.0.0/16'] },
  vgw: { kind: 'vpn-gateway', parent: 'vpc', addresses: ['192.0.2.20', '192.0.2.21'] },
  'rt-a': { kind: 'route-table', parent: 'vpc', propagate: ['vgw'] },
  'rt-b': { kind: 'route-table', parent: 'vpc' },
}
const vgw = deviceOf('vgw')

describe('a virtual private gateway', () => {
  it('propagates into the tables that list it, and is withheld from the others (Route tables: route propagation is enabled per route table)', () => {
    const found = compiled(BASE).network.propagations.map(one => ({ table: one.table, nextHop: one.nextHop, preference: one.preference, withheld: one.withheld }))
    const nextHop = { type: 'interface', interfaceId: 'vpc:vgw' }
    expect(found).toEqual([
      { table: 'vpc:rt-a', nextHop, preference: 20, withheld: undefined },
      { table: 'vpc:rt-b', nextHop, preference: 20, withheld: { code: 'route.not-propagated', elements: ['rt-b'], facts: { table: 'rt-b', gateway: 'vgw' } } },
    ])
  })
  it('announces every range of its VPC, with AS 64512 by default (Site-to-Site VPN guide: default ASN 64512)', () => {
    const speaker = compiled(BASE).network.speakers.get(speakerOf('vgw'))
    expect(speaker?.originates.map(one => `${formatCidr(one.prefix)} ${one.from}`)).toEqual(['10.10.0.0/16 vpc', '10.11.0.0/16 vpc'])
    expect(speaker?.asn).toBe(64512)
    expect(compiled({ ...BASE, vgw: { ...BASE.vgw, asn: 65010 } }).network.speakers.get(speakerOf('vgw'))?.asn).toBe(65010)
  })
  it('uses one tunnel of several, nobody can say which (re:Post, vpn-configure-tunnel-preference: randomly chosen by AWS)', () => {
    const { network } = compiled(BASE)
    expect(network.speakers.get(speakerOf('vgw'))?.multipath).toBe('one-unknown')
    expect(network.devices.get(vgw)?.tables.find(table => table.id === 'vgw:vpn')?.ties).toBe('one-unknown')
  })
  it('sends on from the VPC only what it has learned (vpn-route-priority: only IP prefixes known to the virtual private gateway)', () => {
    expect(compiled(BASE).network.devices.get(vgw)?.policyRules.map(rule => [rule.match.inInterfaces, rule.table, rule.final])).toEqual([[['vgw:vpc'], 'vgw:vpn', true]])
  })
  it.each([
    { name: 'out of a tunnel into the VPC', to: '10.11.4.4', expected: 'interface vgw:vpc' },
    { name: 'out of a tunnel to nowhere else private (vpn-route-priority: does not route other traffic)', to: '10.24.1.5', expected: 'unreachable' },
    { name: 'its own packets to the far end', to: '198.51.100.9', expected: 'interface vgw:outside' },
  ])('$name', ({ to, expected }) => {
    const table = compiled(BASE).network.devices.get(vgw)?.tables.find(one => one.id === 'vgw:main')
    const [best] = table ? lookUpRoute(table, ip(to), new Map()).best : []
    expect(`${best?.nextHop.type}${best && 'interfaceId' in best.nextHop ? ` ${best.nextHop.interfaceId}` : ''}`).toBe(expected)
  })
  it('is known on the internet by each outside address (Site-to-Site VPN guide: each tunnel has an outside address)', () => {
    const routes = compiled(BASE).network.devices.get(deviceOf('world'))?.tables[0]?.routes.filter(route => route.from === 'vgw')
    expect(routes?.map(route => formatCidr(route.prefix))).toEqual(['192.0.2.20/32', '192.0.2.21/32'])
  })
})

it.each([
  { name: 'the base has no problem', elements: BASE, links: {}, expected: [] },
  { name: 'a VPC takes one gateway (Site-to-Site VPN quotas)', elements: { ...BASE, vgw2: { ...BASE.vgw, addresses: ['192.0.2.30'] } }, links: {}, expected: ['aws-vpn-gateway.second vgw2'] },
  { name: 'tunnels need the internet', elements: Object.fromEntries(Object.entries(BASE).filter(([id]) => id !== 'world')), links: { t: { kind: 'tunnel', ends: ['vgw', 'far'] } }, expected: ['aws-vpn-gateway.no-internet vgw'] },
])('$name', ({ elements, links, expected }) => {
  expect(compiled(elements, links).problems.filter(problem => problem.code.startsWith('aws-vpn')).map(problem => `${problem.code} ${problem.element}`)).toEqual(expected)
})
