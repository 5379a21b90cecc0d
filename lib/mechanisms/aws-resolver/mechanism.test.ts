import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { publicDns } from '@/lib/mechanisms/public-dns/mechanism'
import { formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, nameServerOf, tableOf } from '@/lib/network/names'
import { packetMatches } from '@/lib/trace/match'
import { lookUpRoute } from '@/lib/trace/route-lookup'
import { awsResolver } from './mechanism'

const compiled = (elements: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [internet, awsVpc, publicDns, awsResolver])

const BASE = {
  world: { kind: 'internet' },
  root: { kind: 'name-server', parent: 'world', address: '192.0.2.53' },
  aws: { kind: 'site', provider: 'aws' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  first: { kind: 'subnet', parent: 'vpc', cidr: '10.10.0.0/24' },
  second: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24', routeTable: 'rt' },
  rt: { kind: 'route-table', parent: 'vpc' },
  dns: { kind: 'name-server', parent: 'vpc', zones: [{ zone: 'Corp.Example.', records: [{ name: 'DB.corp.example.', type: 'A', data: '10.10.1.9' }, { name: 'www.corp.example', type: 'CNAME', data: 'DB.corp.example.', ttlSeconds: 60 }] }] },
}
const { network } = compiled(BASE)
const vpc = network.devices.get(deviceOf('vpc'))
const dns = network.devices.get(deviceOf('dns'))

describe('the resolver of a VPC', () => {
  it('answers at base plus two and at 169.254.169.253, on port 53 (DNS attributes for your VPC)', () => {
    expect(dns?.interfaces.flatMap(item => item.addresses.map(own => own.address))).toEqual(['10.10.0.2', '169.254.169.253'])
    expect(dns?.listeners.map(listener => `${listener.protocol}/${listener.ports.from}`)).toEqual(['17/53', '6/53'])
  })
  it.each([['main', '10.10.0.2'], ['rt', '10.10.0.2'], ['rt', '169.254.169.253']])('table %s knows the way to %s (the resolver is reachable from every subnet)', (name, to) => {
    const table = vpc?.tables.find(one => one.id === tableOf(deviceOf('vpc'), name))
    expect(table ? lookUpRoute(table, ip(to), new Map()).best.map(route => route.nextHop) : []).toEqual([{ type: 'interface', interfaceId: 'vpc:dns' }])
  })
  it('the router takes its packets on the subnet that its address lies in (Subnet CIDR blocks: base plus two is reserved)', () => {
    const claims = Object.fromEntries((vpc?.interfaces ?? []).flatMap(item => item.port ? [[item.id, item.port.claims.map(formatCidr)]] : []))
    expect(claims).toEqual({ 'vpc:first': ['10.10.0.2/32'], 'vpc:second': [] })
  })
  it.each([
    { name: 'an asker in the VPC', source: '10.10.1.7', expected: 'accept' },
    { name: 'an asker behind a VPN is not answered (Route 53 guide: use inbound endpoints)', source: '10.24.1.5', expected: 'drop' },
  ])('$name', ({ source, expected }) => {
    const filter = dns?.filters.find(one => one.hook === 'local-in')
    const header = { source: ip(source), destination: ip('10.10.0.2'), protocol: 17, destinationPort: 53 }
    expect((filter?.rules.find(rule => packetMatches(rule.match, { header, mark: 0 }, network))?.action ?? filter?.otherwise.action)?.type).toBe(expected)
  })
  it('answers its private zones and resolves the rest from the root; names have no case and no trailing dot (RFC 4343 section 2)', () => {
    const server = network.nameServers.get(nameServerOf('dns'))
    expect(server?.behaviour).toEqual({
      type: 'recursive', root: 'root', ways: [],
      zones: [{ from: 'dns', zone: 'corp.example', records: [{ name: 'db.corp.example', type: 'A', ttlSeconds: 300, data: '10.10.1.9' }, { name: 'www.corp.example', type: 'CNAME', ttlSeconds: 60, data: 'db.corp.example' }] }],
    })
    expect(server?.instances).toEqual(['dns'])
  })
})

it.each([
  { name: 'without an address it has the right one', address: undefined, expected: [] },
  { name: 'base plus two is right', address: '10.10.0.2', expected: [] },
  { name: 'the link-local address is right', address: '169.254.169.253', expected: [] },
  { name: 'any other is not', address: '10.10.1.2', expected: ['aws-resolver.address address 10.10.0.2'] },
])('$name (DNS attributes for your VPC)', ({ address, expected }) => {
  const { problems } = compiled({ ...BASE, dns: { kind: 'name-server', parent: 'vpc', ...address === undefined ? {} : { address } } })
  expect(problems.filter(problem => problem.code.startsWith('aws-resolver')).map(({ code, field, facts }) => `${code} ${field} ${facts['expected']}`)).toEqual(expected)
})
