import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import { settleRoutes } from '@/lib/control/settle-routes'
import type { Design } from '@/lib/design/design'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { awsVpnGateway } from '@/lib/mechanisms/aws-vpn-gateway/mechanism'
import { gcpCloudRouter } from '@/lib/mechanisms/gcp-cloud-router/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gcpVpnGateway } from '@/lib/mechanisms/gcp-vpn-gateway/mechanism'
import { ipsec } from '@/lib/mechanisms/ipsec/mechanism'
import { deviceOf } from '@/lib/network/names'
import { bgp } from './mechanism'

const BASE = {
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  far: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  'far-gateway': { kind: 'vpn-gateway', parent: 'far', addresses: ['198.51.100.1'] },
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  near: { kind: 'vpc', parent: 'gcp' },
  subnet: { kind: 'subnet', parent: 'near', cidr: '10.20.0.0/20' },
  gateway: { kind: 'vpn-gateway', parent: 'near', addresses: ['203.0.113.1'] },
  router: { kind: 'cloud-router', parent: 'near', asn: 65010, gateway: 'gateway' },
}
const TUNNEL = { kind: 'tunnel', ends: ['far-gateway', 'gateway'], config: { inside: ['169.254.10.1', '169.254.10.2'] } }
const SESSION = { kind: 'bgp-session', ends: ['far-gateway', 'router'], over: 'tunnel' }

const compiled = ({ elements = {}, tunnel = {}, session = {} }: { readonly elements?: object; readonly tunnel?: object; readonly session?: object }) =>
  compile({ podway: 1, name: 'test', elements: { ...BASE, ...elements }, links: { tunnel: { ...TUNNEL, ...tunnel }, session: { ...SESSION, ...session } }, assertions: [], layout: {} } as unknown as Design, [awsVpc, awsVpnGateway, gcpVpc, gcpVpnGateway, gcpCloudRouter, ipsec, bgp])

describe('a session', () => {
  it('runs between the inside addresses of its tunnel, whichever way round it is drawn', () => {
    const ends = (session: object) => compiled({ session }).network.sessions.map(item => item.ends.map(end => `${end.speaker} ${end.address} ${end.interfaceId}`))
    const [far, near] = ['far-gateway 169.254.10.1 far-gateway:tunnel', 'router 169.254.10.2 gateway:tunnel']
    expect(ends({})).toEqual([[far, near]])
    expect(ends({ ends: ['router', 'far-gateway'] })).toEqual([[near, far]])
  })

  it.each([
    { name: 'is down by its own state', change: { session: { state: 'down' } }, expected: ['bgp.session-down session'] },
    { name: 'goes down with its tunnel (RFC 4271 section 8.2.2)', change: { tunnel: { state: 'down' } }, expected: ['tunnel.down tunnel'] },
    { name: 'needs both mended where both are down', change: { session: { state: 'down' }, tunnel: { state: 'down' } }, expected: ['bgp.session-down session', 'tunnel.down tunnel'] },
    { name: 'is not established between equal AS numbers (Cloud Router: the peer ASN differs from its own)', change: { elements: { router: { ...BASE.router, asn: 64512 } } }, expected: ['bgp.same-asn far-gateway router'] },
  ])('$name', ({ change, expected }) => {
    const tables = settleRoutes(compiled(change).network).devices.get(deviceOf('gateway'))?.tables ?? []
    expect(tables.flatMap(table => table.withheld).flatMap(({ why, also = [] }) => [why, ...also].map(item => `${item.code} ${item.elements.join(' ')}`))).toEqual(expected)
    expect(tables.flatMap(table => table.routes).filter(route => route.origin === 'dynamic')).toEqual([])
  })
})

describe('problems', () => {
  it.each([
    { name: 'none in the base', change: {}, expected: [] },
    { name: 'the tunnel joins the gateways of its ends', change: { elements: { third: { kind: 'vpn-gateway', parent: 'far', addresses: ['198.51.100.9'] } }, tunnel: { ends: ['third', 'gateway'] } }, expected: ['bgp.tunnel-elsewhere'] },
    { name: 'the tunnel has inside addresses', change: { tunnel: { config: {} } }, expected: ['bgp.no-inside-address'] },
    { name: 'the AS numbers differ', change: { elements: { router: { ...BASE.router, asn: 64512 } } }, expected: ['bgp.same-asn'] },
    { name: 'a Google Cloud gateway speaks through its Cloud Router', change: { session: { ends: ['far-gateway', 'gateway'] }, elements: { gateway: { ...BASE.gateway, asn: 65011 } } }, expected: ['bgp.no-speaker'] },
  ])('$name', ({ change, expected }) => { expect(compiled(change).problems.map(problem => problem.code).filter(code => code.startsWith('bgp'))).toEqual(expected) })
})
