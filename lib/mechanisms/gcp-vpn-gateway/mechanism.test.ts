import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { gcpCloudRouter } from '@/lib/mechanisms/gcp-cloud-router/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { ipsec } from '@/lib/mechanisms/ipsec/mechanism'
import { formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, tableOf } from '@/lib/network/names'
import { lookUpRoute } from '@/lib/trace/route-lookup'
import { gcpVpnGateway } from './mechanism'

const BASE = {
  internet: { kind: 'internet' },
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20' },
  pods: { kind: 'secondary-range', parent: 'subnet', cidr: '10.24.0.0/14' },
  gateway: { kind: 'vpn-gateway', parent: 'vpc', addresses: ['203.0.113.1', '203.0.113.2'] },
  router: { kind: 'cloud-router', parent: 'vpc', asn: 65010, gateway: 'gateway' },
  peer: { kind: 'vpn-gateway', parent: 'elsewhere', addresses: ['198.51.100.1', '198.51.100.2'] },
  elsewhere: { kind: 'vpc', parent: 'other' },
  other: { kind: 'site', provider: 'on-premises' },
}
const tunnel = (index: number) => ({ kind: 'tunnel', ends: ['gateway', 'peer'], config: { outside: [`203.0.113.${index}`, `198.51.100.${index}`] } })
const LINKS = { t1: tunnel(1), t2: tunnel(2) }
const compiled = (elements: Record<string, unknown>, links: Record<string, unknown> = LINKS) =>
  compile({ podway: 1, name: 'test', elements, links, assertions: [], layout: {} } as unknown as Design, [internet, gcpVpc, gcpVpnGateway, gcpCloudRouter, ipsec])

describe('what comes out of a tunnel', () => {
  it.each([
    { name: 'goes to the network\'s subnets', to: '10.20.0.9', expected: '10.20.0.0/20 interface' },
    { name: 'goes to secondary ranges (GKE: reachable from networks connected by Cloud VPN)', to: '10.24.1.5', expected: '10.24.0.0/14 interface' },
    { name: 'goes to no other private network (Cloud VPN overview: no transit)', to: '10.99.0.1', expected: '10.0.0.0/8 unreachable' },
  ])('$name', ({ to, expected }) => {
    const table = compiled(BASE).network.devices.get(deviceOf('gateway'))?.tables.find(item => item.id === tableOf(deviceOf('gateway'), 'main'))
    if (!table) throw new Error('no table')
    expect(lookUpRoute(table, ip(to), new Map()).best.map(route => `${formatCidr(route.prefix)} ${route.nextHop.type}`)).toEqual([expected])
  })
})

it('the internet knows its outside addresses', () => {
  const routes = compiled(BASE).network.devices.get(deviceOf('internet'))?.tables[0]?.routes.filter(route => route.from === 'gateway') ?? []
  expect(routes.map(route => formatCidr(route.prefix))).toEqual(['203.0.113.1/32', '203.0.113.2/32'])
})

it.each([
  { name: 'no problem with a tunnel at each interface', elements: BASE, links: LINKS, expected: [] },
  { name: 'one tunnel is not highly available (HA VPN topologies)', elements: BASE, links: { t1: LINKS.t1 }, expected: ['warning gcp-vpn-gateway.one-tunnel'] },
  { name: 'HA VPN needs a Cloud Router (Cloud VPN overview: dynamic routing only)', elements: { ...BASE, router: { ...BASE.router, gateway: 'peer' } }, links: LINKS, expected: ['warning gcp-vpn-gateway.no-router'] },
  { name: 'tunnels need the internet', elements: Object.fromEntries(Object.entries(BASE).filter(([id]) => id !== 'internet')), links: LINKS, expected: ['error gcp-vpn-gateway.no-internet'] },
])('$name', ({ elements, links, expected }) => {
  expect(compiled(elements, links).problems.filter(problem => problem.code.startsWith('gcp-vpn-gateway')).map(problem => `${problem.severity} ${problem.code}`)).toEqual(expected)
})
