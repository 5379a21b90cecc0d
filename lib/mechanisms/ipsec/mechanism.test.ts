import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import { settleRoutes } from '@/lib/control/settle-routes'
import type { Design } from '@/lib/design/design'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { awsVpnGateway } from '@/lib/mechanisms/aws-vpn-gateway/mechanism'
import { bgp } from '@/lib/mechanisms/bgp/mechanism'
import { gcpCloudRouter } from '@/lib/mechanisms/gcp-cloud-router/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gcpVpnGateway } from '@/lib/mechanisms/gcp-vpn-gateway/mechanism'
import { host } from '@/lib/mechanisms/host/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { ipsec } from './mechanism'

const MECHANISMS = [internet, awsVpc, awsVpnGateway, gcpVpc, gcpVpnGateway, gcpCloudRouter, ipsec, bgp, host]
const OUTSIDE = [['198.51.100.1', '203.0.113.1'], ['198.51.100.2', '203.0.113.2']]
const INSIDE = [['169.254.10.1', '169.254.10.2'], ['169.254.11.1', '169.254.11.2']]

const BASE = {
  internet: { kind: 'internet' },
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  far: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  'far-table': { kind: 'route-table', parent: 'far', propagate: ['far-gateway'] },
  'far-subnet': { kind: 'subnet', parent: 'far', cidr: '10.10.1.0/24', routeTable: 'far-table' },
  'far-gateway': { kind: 'vpn-gateway', parent: 'far', addresses: ['198.51.100.1', '198.51.100.2'] },
  'far-host': { kind: 'host', parent: 'far', subnet: 'far-subnet', address: '10.10.1.10', ports: [80, 'udp/53'] },
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  near: { kind: 'vpc', parent: 'gcp' },
  'near-subnet': { kind: 'subnet', parent: 'near', cidr: '10.20.0.0/20' },
  'near-host': { kind: 'host', parent: 'near', subnet: 'near-subnet', address: '10.20.0.10', ports: [80, 'udp/53'] },
  gateway: { kind: 'vpn-gateway', parent: 'near', addresses: ['203.0.113.1', '203.0.113.2'] },
  router: { kind: 'cloud-router', parent: 'near', asn: 65010, gateway: 'gateway' },
}
const tunnel = (index: number, more: Record<string, unknown> = {}, config: Record<string, unknown> = {}) =>
  ({ kind: 'tunnel', ends: ['far-gateway', 'gateway'], config: { outside: OUTSIDE[index], inside: INSIDE[index], ...config }, ...more })
const session = (over: string, more: Record<string, unknown> = {}) => ({ kind: 'bgp-session', ends: ['far-gateway', 'router'], over, ...more })
const LINKS = { t1: tunnel(0), t2: tunnel(1), s1: session('t1'), s2: session('t2') }
const DOWN = { state: 'down' }

const compiled = (links: Record<string, unknown>) => compile({ podway: 1, name: 'test', elements: BASE, links, assertions: [], layout: {} } as unknown as Design, MECHANISMS)

function ask(links: Record<string, unknown>, { from = 'near-host', to = '10.10.1.10', protocol = 6, destinationPort = 80, sizeBytes = 100 } = {}) {
  const said = converse(settleRoutes(compiled(links).network), { device: deviceOf(from), destination: ip(to), protocol, destinationPort, sizeBytes, dontFragment: true })
  const wrapped = said.forward.flatMap(trace => trace.hops.flatMap(hop => hop.steps)).flatMap(step => step.type === 'encapsulate' ? [`${step.innerBytes} in ${step.outerBytes}`] : [])
  return { reachability: said.reachability, sees: said.clientSees, wrapped: [...new Set(wrapped)], ends: [...new Set([...said.forward, ...said.return].map(trace => `${trace.disposition} ${trace.place}`))], fault: said.forward.find(trace => trace.faults.length > 0)?.faults.map(fault => `${fault.why.code}(${fault.why.elements.join(' ')})`) }
}

describe('packets through tunnels', () => {
  it('there and back, wrapped with the bytes that RFC 4106 and RFC 4303 say', () => {
    expect(ask(LINKS)).toMatchObject({ reachability: 'reachable', wrapped: ['60 in 116'], ends: ['accepted far-host', 'accepted near-host'] })
    expect(ask(LINKS, { from: 'far-host', to: '10.20.0.10' })).toMatchObject({ reachability: 'reachable' })
  })
  it('NAT traversal adds a UDP header (RFC 3948)', () => {
    const config = { natTraversal: true }
    expect(ask({ ...LINKS, t1: tunnel(0, {}, config), t2: tunnel(1, {}, config) })).toMatchObject({ reachability: 'reachable', wrapped: ['60 in 124'] })
  })
  it.each([
    { name: 'one tunnel down', links: { ...LINKS, t1: tunnel(0, DOWN) } },
    { name: 'one session down', links: { ...LINKS, s2: session('t2', DOWN) } },
  ])('$name: the other carries all', ({ links }) => {
    expect(ask(links).reachability).toBe('reachable')
    expect(ask(links, { from: 'far-host', to: '10.20.0.10' }).reachability).toBe('reachable')
  })
  it('both tunnels down: no route, for want of either', () => {
    expect(ask({ ...LINKS, t1: tunnel(0, DOWN), t2: tunnel(1, DOWN) })).toMatchObject({ reachability: 'unreachable', ends: ['no-route near'], fault: ['tunnel.down(t1 t2)', 'internet.private-destination(near)'] })
  })
  it('large TCP passes because the segment size is clamped (Cloud VPN, MTU considerations)', () => { expect(ask(LINKS, { sizeBytes: 1460 }).reachability).toBe('reachable') })
  it('large UDP is told to be smaller by Cloud VPN, which answers with fragmentation needed', () => {
    expect(ask(LINKS, { protocol: 17, destinationPort: 53, sizeBytes: 1450 })).toMatchObject({ ends: ['mtu-exceeded gateway'] })
  })
})

describe('the tunnel interface on each gateway', () => {
  const item = (gateway: string) => compiled(LINKS).network.devices.get(deviceOf(gateway))?.interfaces.find(candidate => candidate.id === interfaceOf(deviceOf(gateway), 't1'))
  it.each([
    { gateway: 'gateway', mtuBytes: 1406, mssClampBytes: 1366, sendsTooBig: true, source: 'Cloud VPN, MTU considerations: 1460 outside, clamps, answers' },
    { gateway: 'far-gateway', mtuBytes: 1446, mssClampBytes: 1406, sendsTooBig: false, source: 'Site-to-Site VPN, customer gateway best practices: MTU 1446, MSS 1406' },
  ])('$gateway ($source)', ({ gateway, source: _, ...expected }) => { expect(item(gateway)).toMatchObject(expected) })
})

describe('problems', () => {
  it.each([
    { name: 'none in the base', links: LINKS, expected: [] },
    { name: 'the outside address is one of the gateway\'s', links: { ...LINKS, t1: tunnel(0, {}, { outside: ['198.51.100.9', '203.0.113.1'] }) }, expected: ['ipsec.outside-of-another config.outside.0'] },
    { name: 'the inside addresses share a /30', links: { ...LINKS, t1: tunnel(0, {}, { inside: ['169.254.10.2', '169.254.10.5'] }) }, expected: ['ipsec.inside-addresses config.inside'] },
    { name: 'the inside addresses are hosts of it', links: { ...LINKS, t1: tunnel(0, {}, { inside: ['169.254.10.1', '169.254.10.3'] }) }, expected: ['ipsec.inside-addresses config.inside'] },
    { name: 'the inside addresses are link-local', links: { ...LINKS, t1: tunnel(0, {}, { inside: ['10.99.0.1', '10.99.0.2'] }) }, expected: ['ipsec.inside-addresses config.inside'] },
    { name: 'two tunnels have two inside ranges', links: { ...LINKS, t2: tunnel(1, {}, { inside: INSIDE[0] }) }, expected: ['ipsec.inside-twice config.inside'] },
    { name: 'two tunnels have two pairs of outside addresses', links: { ...LINKS, t2: tunnel(1, {}, { outside: OUTSIDE[0] }) }, expected: ['ipsec.outside-twice config.outside'] },
    { name: 'a tunnel joins two gateways', links: { ...LINKS, t3: tunnel(0, { ends: ['gateway', 'gateway'] }, { outside: ['203.0.113.1', '203.0.113.2'], inside: ['169.254.12.1', '169.254.12.2'] }) }, expected: ['ipsec.one-gateway ends'] },
  ])('$name', ({ links, expected }) => {
    expect(compiled(links).problems.filter(problem => problem.code.startsWith('ipsec')).map(problem => `${problem.code} ${problem.field}`)).toEqual(expected)
  })
})
