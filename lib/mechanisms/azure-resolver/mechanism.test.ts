import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { lookUp } from '@/lib/dns/lookup'
import { azureVnet } from '@/lib/mechanisms/azure-vnet/mechanism'
import { host } from '@/lib/mechanisms/host/mechanism'
import { hostNameServer } from '@/lib/mechanisms/host-name-server/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { publicDns } from '@/lib/mechanisms/public-dns/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { azureResolver } from './mechanism'

type Parts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const BASE: Parts = {
  world: { kind: 'internet' },
  root: { kind: 'name-server', parent: 'world', address: '198.51.100.53', zones: [{ zone: 'example.org', records: [{ name: 'www.example.org', type: 'A', data: '203.0.113.80' }] }] },
  home: { kind: 'host', parent: 'world', address: '198.51.100.7' },
  azure: { kind: 'site', provider: 'azure' },
  hub: { kind: 'vpc', parent: 'azure', cidrs: ['10.40.0.0/16'] },
  'hub-1': { kind: 'subnet', parent: 'hub', cidr: '10.40.1.0/24' },
  db: { kind: 'host', parent: 'hub', subnet: 'hub-1', address: '10.40.1.10' },
  'dns-hub': { kind: 'name-server', parent: 'hub', zones: [{ zone: 'Data.Example.', records: [{ name: 'db.data.example', type: 'A', data: '10.40.1.10' }] }], config: { inbound: [{ subnet: 'hub-1', address: '10.40.1.53' }] } },
  spoke: { kind: 'vpc', parent: 'azure', cidrs: ['10.50.0.0/16'] },
  'spoke-1': { kind: 'subnet', parent: 'spoke', cidr: '10.50.1.0/24' },
  web: { kind: 'host', parent: 'spoke', subnet: 'spoke-1', address: '10.50.1.10' },
  ns: { kind: 'host', parent: 'spoke', subnet: 'spoke-1', address: '10.50.1.53' },
  'dns-spoke': { kind: 'name-server', parent: 'spoke' },
}
const compiled = (change: Parts = {}) => compile({
  podway: 1, name: 'test', elements: { ...BASE, ...change }, links: { peering: { kind: 'peering', ends: ['hub', 'spoke'] } }, assertions: [], layout: {},
} as unknown as Design, [internet, publicDns, azureVnet, azureResolver, hostNameServer, host])

function ask(from: string, to: string, protocol = 17): string {
  const { network } = compiled()
  const { forward, reachability, accepted } = converse(network, { device: deviceOf(from), destination: ip(to), protocol, destinationPort: 53, sizeBytes: 80, dontFragment: true })
  return reachability === 'reachable' ? `answered by ${accepted.map(({ device }) => device).join()}` : `${reachability} ${(forward.at(-1)?.faults ?? []).map(({ why }) => why.code).join()}`
}

describe('who reaches it (What is IP address 168.63.129.16?)', () => {
  it.each([
    { name: 'a machine of the network', from: 'db', to: '168.63.129.16', expected: 'answered by dns-hub' },
    { name: 'over TCP', from: 'db', to: '168.63.129.16', protocol: 6, expected: 'answered by dns-hub' },
    { name: 'in another network it is that one’s own', from: 'web', to: '168.63.129.16', expected: 'answered by dns-spoke' },
    { name: 'an inbound endpoint, across a peering', from: 'web', to: '10.40.1.53', expected: 'answered by dns-hub' },
    { name: 'and from inside', from: 'db', to: '10.40.1.53', expected: 'answered by dns-hub' },
    { name: 'nobody is there on the internet', from: 'home', to: '168.63.129.16', expected: 'unreachable azure-resolver.outside' },
  ])('$name', ({ from, to, protocol, expected }) => { expect(ask(from, to, protocol)).toBe(expected) })
})

function look(from: string, name: string, change: Parts = {}): string {
  const { network } = compiled(change)
  const { outcome, addresses, faults, exchanges } = lookUp({ device: deviceOf(from), name, types: ['A'] }, network, (flow, intended) => converse(network, flow, intended))
  return [exchanges[0]?.server, outcome, ...addresses.map(({ address }) => address), ...faults.map(({ why }) => `${why.code} ${why.elements.join()} ${why.facts?.['zone'] ?? ''} ${why.facts?.['servedBy'] ?? ''}`)].join(' ')
}
const BIND = { kind: 'name-server', parent: 'spoke', mechanism: 'host-name-server', host: 'ns', address: '10.50.1.53', config: { forward: [{ zone: 'data.example', servers: ['168.63.129.16'] }] } }

describe('what it answers', () => {
  it.each([
    { name: 'a linked private zone', from: 'db', of: 'db.data.example', expected: '168.63.129.16 NOERROR 10.40.1.10' },
    { name: 'a name that a linked zone lacks is denied for good', from: 'db', of: 'no.data.example', expected: '168.63.129.16 NXDOMAIN' },
    { name: 'public names', from: 'db', of: 'www.example.org', expected: '168.63.129.16 NOERROR 203.0.113.80' },
    { name: 'not a zone that is linked elsewhere', from: 'web', of: 'db.data.example', expected: '168.63.129.16 NXDOMAIN azure-resolver.zone-not-linked dns-spoke data.example dns-hub' },
    { name: 'a zone of another that is linked here as well', from: 'web', of: 'db.data.example', change: { 'dns-spoke': { ...BASE['dns-spoke'], config: { zonesOf: ['dns-hub'] } } }, expected: '168.63.129.16 NOERROR 10.40.1.10' },
    { name: 'a name server of one’s own replaces it; what that forwards to 168.63.129.16 goes to its own network’s', from: 'web', of: 'db.data.example', change: { bind: BIND }, expected: '10.50.1.53 NXDOMAIN azure-resolver.zone-not-linked dns-spoke data.example dns-hub' },
    { name: 'to an inbound endpoint it finds the zone', from: 'web', of: 'db.data.example', change: { bind: { ...BIND, config: { forward: [{ zone: 'data.example', servers: ['10.40.1.53'] }] } } }, expected: '10.50.1.53 NOERROR 10.40.1.10' },
  ] as readonly { readonly name: string; readonly from: string; readonly of: string; readonly change?: Parts; readonly expected: string }[])('$name', ({ from, of, change, expected }) => { expect(look(from, of, change)).toBe(expected) })
})

it.each([
  { name: 'another address', change: { 'dns-spoke': { kind: 'name-server', parent: 'spoke', address: '10.50.1.4' } }, expected: ['azure-resolver.address dns-spoke'] },
  { name: 'an endpoint outside its subnet', change: { 'dns-hub': { ...BASE['dns-hub'], config: { inbound: [{ subnet: 'hub-1', address: '10.40.9.53' }] } } }, expected: ['azure-resolver.endpoint-outside-subnet dns-hub'] },
] as readonly { readonly name: string; readonly change: Parts; readonly expected: readonly string[] }[])('$name', ({ change, expected }) => {
  expect(compiled(change).problems.filter(({ code }) => code.startsWith('azure')).map(({ code, element }) => `${code} ${element}`)).toEqual(expected)
})
