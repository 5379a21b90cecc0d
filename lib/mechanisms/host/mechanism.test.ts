import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsResolver } from '@/lib/mechanisms/aws-resolver/mechanism'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { gcpResolver } from '@/lib/mechanisms/gcp-resolver/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { host } from './mechanism'

type Elements = Record<string, Record<string, unknown>>
const compiled = (elements: Elements) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, awsVpc, awsResolver, gcpVpc, gcpResolver, host])

const base = (provider: 'aws' | 'gcp'): Elements => ({
  site: { kind: 'site', provider, region: 'r' },
  vpc: { kind: 'vpc', parent: 'site', ...provider === 'aws' ? { cidrs: ['10.10.0.0/16'] } : {} },
  resolver: { kind: 'name-server', parent: 'vpc', address: '10.10.0.2' },
  subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24', region: 'r' },
  one: { kind: 'host', parent: 'vpc', subnet: 'subnet', address: '10.10.1.20' },
  two: { kind: 'host', parent: 'vpc', subnet: 'subnet', address: '10.10.1.21', ports: [5432, 'udp/5353'] },
})
const asked = (elements: Elements, port: number, protocol: number = PROTOCOLS.tcp) =>
  converse(compiled(elements).network, { device: deviceOf('one'), destination: ip('10.10.1.21'), protocol, destinationPort: port, sizeBytes: 64, dontFragment: true })

describe('a machine in a subnet', () => {
  it.each([
    { name: 'in AWS it speaks with neighbours directly', provider: 'aws', hops: ['one', 'two'], mtu: 9001 },
    { name: 'in Google Cloud by the gateway of the subnet (Networks and guest interfaces)', provider: 'gcp', hops: ['one', 'vpc', 'two'], mtu: 1460 },
  ] as const)('$name', ({ provider, hops, mtu }) => {
    expect(asked(base(provider), 5432).forward[0]?.hops.map(({ device }) => device)).toEqual(hops)
    expect(compiled(base(provider)).network.devices.get(deviceOf('one'))?.interfaces[0]?.mtuBytes).toBe(mtu)
  })
  it.each([
    { name: 'a bare number is TCP', port: 5432, protocol: PROTOCOLS.tcp, sees: 'ok' },
    { name: 'and not UDP', port: 5432, protocol: PROTOCOLS.udp, sees: 'refused' },
    { name: 'udp/5353 is UDP', port: 5353, protocol: PROTOCOLS.udp, sees: 'ok' },
    { name: 'nothing listens elsewhere', port: 80, protocol: PROTOCOLS.tcp, sees: 'refused' },
  ])('$name', ({ port, protocol, sees }) => { expect(asked(base('aws'), port, protocol).clientSees).toBe(sees) })
  it('may use its own address only (EC2 user guide, source/destination checking)', () => {
    expect(compiled(base('aws')).network.devices.get(deviceOf('one'))?.interfaces[0]?.port).toMatchObject({ claims: [], check: 'source-and-destination' })
  })
  it('asks the name servers of its network', () => { expect(compiled(base('aws')).network.stubResolvers.get(deviceOf('one'))).toMatchObject({ nameServers: ['10.10.0.2'], search: [] }) })
  it.each([
    { name: 'in AWS at base plus two (DNS attributes for your VPC)', provider: 'aws', expected: ['10.10.0.2'] },
    { name: 'in Google Cloud at the metadata server (Compute Engine internal DNS)', provider: 'gcp', expected: ['169.254.169.254'] },
  ] as const)('asks the resolver that is drawn without an address $name', ({ provider, expected }) => {
    expect(compiled({ ...base(provider), resolver: { kind: 'name-server', parent: 'vpc' } }).network.stubResolvers.get(deviceOf('one'))?.nameServers).toEqual(expected)
  })
  it('asks nobody where no name server is drawn', () => {
    const { resolver: _resolver, ...rest } = base('aws')
    expect(compiled(rest).network.stubResolvers.get(deviceOf('one'))?.nameServers).toEqual([])
  })
  it('leaves machines on the internet to the internet', () => {
    const outside = { world: { kind: 'internet' }, pc: { kind: 'host', parent: 'world', address: '192.0.2.1' } }
    expect(compiled(outside).problems).toEqual([])
    expect(compiled(outside).network.devices.get(deviceOf('pc'))?.interfaces).toHaveLength(1)
  })
})

describe('problems', () => {
  it.each([
    { name: 'outside its subnet', one: { address: '10.10.2.20', subnet: 'subnet' }, code: 'host.outside-subnet', field: 'address' },
    { name: 'in no subnet', one: { address: '10.10.1.20' }, code: 'host.no-subnet', field: 'subnet' },
  ])('$name', ({ one, code, field }) => {
    expect(compiled({ ...base('aws'), one: { kind: 'host', parent: 'vpc', ...one } }).problems.find(problem => problem.code === code)).toMatchObject({ element: 'one', field })
  })
})
