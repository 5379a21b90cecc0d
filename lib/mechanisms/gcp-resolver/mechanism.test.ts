import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gcpVpnGateway } from '@/lib/mechanisms/gcp-vpn-gateway/mechanism'
import { host } from '@/lib/mechanisms/host/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { publicDns } from '@/lib/mechanisms/public-dns/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { gcpResolver } from './mechanism'

const BASE = {
  internet: { kind: 'internet' },
  root: { kind: 'name-server', parent: 'internet', address: '198.51.100.53' },
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  west4: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20' },
  west1: { kind: 'subnet', parent: 'vpc', cidr: '10.21.0.0/20', region: 'europe-west1' },
  gateway: { kind: 'vpn-gateway', parent: 'vpc', addresses: ['203.0.113.1'] },
  dns: { kind: 'name-server', parent: 'vpc', zones: [{ zone: 'Corp.Example.', records: [{ name: 'api.corp.example', type: 'A', data: '10.20.0.20' }, { name: 'www.corp.example', type: 'CNAME', data: 'API.corp.example.' }] }] },
  'vm-west4': { kind: 'host', parent: 'vpc', subnet: 'west4', address: '10.20.0.10' },
  'vm-west1': { kind: 'host', parent: 'vpc', subnet: 'west1', address: '10.21.0.10' },
}
const compiled = (change: object = {}) => compile({ podway: 1, name: 'test', elements: { ...BASE, ...change }, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, publicDns, gcpVpc, gcpVpnGateway, gcpResolver, host])
const ask = (from: string, protocol: number) => {
  const said = converse(compiled().network, { device: deviceOf(from), destination: ip('169.254.169.254'), protocol, destinationPort: 53, sizeBytes: 80, dontFragment: false })
  return said.reachability
}

describe('the resolver of a network (Compute Engine internal DNS: the metadata server at 169.254.169.254)', () => {
  it.each([
    { name: 'answers a machine over UDP', from: 'vm-west4', protocol: 17, expected: 'reachable' },
    { name: 'answers over TCP', from: 'vm-west4', protocol: 6, expected: 'reachable' },
    { name: 'answers in every region', from: 'vm-west1', protocol: 17, expected: 'reachable' },
    { name: 'does not answer what comes by a gateway (from VPN: inbound server policy)', from: 'gateway', protocol: 17, expected: 'unreachable' },
  ])('$name', ({ from, protocol, expected }) => { expect(ask(from, protocol)).toBe(expected) })

  it('answers its private zones with authority and resolves the rest from the root', () => {
    const server = compiled().network.nameServers.get(nameServerOf('dns'))
    expect(server?.behaviour).toEqual({
      type: 'recursive', root: 'root',
      zones: [{ from: 'dns', zone: 'corp.example', records: [{ name: 'api.corp.example', type: 'A', ttlSeconds: 300, data: '10.20.0.20' }, { name: 'www.corp.example', type: 'CNAME', ttlSeconds: 300, data: 'api.corp.example' }] }],
    })
  })
  it('answers at no other address', () => {
    expect(compiled({ dns: { ...BASE.dns, address: '10.20.0.2' } }).problems.map(problem => problem.code)).toContain('gcp-resolver.address')
    expect(compiled({ dns: { ...BASE.dns, address: '169.254.169.254' } }).problems.map(problem => problem.code)).not.toContain('gcp-resolver.address')
  })
})
