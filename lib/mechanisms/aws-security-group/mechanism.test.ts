import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsResolver } from '@/lib/mechanisms/aws-resolver/mechanism'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { defineMechanism } from '@/lib/mechanisms/types'
import { formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Filter } from '@/lib/network/filter'
import { addressSetOf, deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainPort } from '@/lib/network/plain'
import { packetMatches } from '@/lib/trace/match'
import { awsSecurityGroup } from './mechanism'

/** Machines with a port, as the cluster's own mechanism builds them. */
const machine = defineMechanism({
  name: 'machine', title: 'Machine', category: 'place', attachesTo: [{ kind: 'node' }], schema: z.object({}), sentences: {},
  contribute: {
    place: { node: ({ id }) => [{ add: 'device', device: plainDevice(deviceOf(id), id, 'node') }] },
    connect: {
      node: ({ id, subject }) => {
        const eth0 = interfaceOf(deviceOf(id), 'eth0')
        return [{ add: 'interface', device: deviceOf(id), interface: { ...plainInterface(eth0, linkOf(subject.subnet), id, 1500), port: plainPort(eth0) } }]
      },
    },
  },
})
const compiled = (elements: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [awsVpc, awsResolver, awsSecurityGroup, machine])

const BASE = {
  aws: { kind: 'site', provider: 'aws' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  net: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24' },
  dns: { kind: 'name-server', parent: 'vpc', address: '10.10.0.2' },
  cluster: { kind: 'cluster', parent: 'vpc' },
  web: { kind: 'security-group', parent: 'vpc', ingress: [{ traffic: ['tcp/443', 'icmp'], peers: ['198.51.100.0/24'] }], egress: [{ traffic: ['tcp/5432'], peers: ['db'] }] },
  db: { kind: 'security-group', parent: 'vpc', ingress: [{ traffic: ['tcp/5432'], peers: ['web'] }] },
  a: { kind: 'node', parent: 'cluster', subnet: 'net', address: '10.10.1.10', securityGroups: ['web'] },
  b: { kind: 'node', parent: 'cluster', subnet: 'net', address: '10.10.1.11', securityGroups: ['db', 'web'] },
  c: { kind: 'node', parent: 'cluster', subnet: 'net', address: '10.10.1.12' },
}
const { network, problems } = compiled(BASE)
const filtersOf = (node: string) => network.devices.get(deviceOf(node))?.interfaces[0]?.port?.filters ?? []
const verdict = (filter: Filter | undefined, packet: { readonly source: string; readonly destination: string; readonly protocol: number; readonly destinationPort?: number }) => {
  const header = { ...packet, source: ip(packet.source), destination: ip(packet.destination) }
  const rule = filter?.rules.find(one => packetMatches(one.match, { header, mark: 0 }, network))
  return (rule?.action ?? filter?.otherwise.action)?.type
}
const inward = (node: string) => filtersOf(node).find(filter => filter.hook === 'ingress')
const outward = (node: string) => filtersOf(node).find(filter => filter.hook === 'egress')

describe('security groups', () => {
  it.each([
    { name: 'what a rule allows passes', at: inward('a'), packet: { source: '198.51.100.9', destination: '10.10.1.10', protocol: 6, destinationPort: 443 }, expected: 'accept' },
    { name: 'ICMP has no ports', at: inward('a'), packet: { source: '198.51.100.9', destination: '10.10.1.10', protocol: 1 }, expected: 'accept' },
    { name: 'another port does not (rules allow only: what is not allowed is denied)', at: inward('a'), packet: { source: '198.51.100.9', destination: '10.10.1.10', protocol: 6, destinationPort: 80 }, expected: 'drop' },
    { name: 'another source does not', at: inward('a'), packet: { source: '10.24.1.5', destination: '10.10.1.10', protocol: 6, destinationPort: 443 }, expected: 'drop' },
    { name: 'several groups add up (rules from each are aggregated)', at: inward('b'), packet: { source: '198.51.100.9', destination: '10.10.1.11', protocol: 6, destinationPort: 443 }, expected: 'accept' },
    { name: 'a group as a source means its members (security group referencing)', at: inward('b'), packet: { source: '10.10.1.10', destination: '10.10.1.11', protocol: 6, destinationPort: 5432 }, expected: 'accept' },
    { name: 'and nobody else', at: inward('b'), packet: { source: '10.10.1.12', destination: '10.10.1.11', protocol: 6, destinationPort: 5432 }, expected: 'drop' },
    { name: 'outbound rules bind', at: outward('a'), packet: { source: '10.10.1.10', destination: '198.51.100.9', protocol: 6, destinationPort: 443 }, expected: 'drop' },
    { name: 'without outbound rules everything may leave (a new group allows all outbound)', at: outward('b'), packet: { source: '10.10.1.11', destination: '198.51.100.9', protocol: 17, destinationPort: 9 }, expected: 'accept' },
    { name: 'the resolver is not filtered (security groups do not filter traffic to Amazon DNS)', at: outward('a'), packet: { source: '10.10.1.10', destination: '10.10.0.2', protocol: 17, destinationPort: 53 }, expected: 'accept' },
  ])('$name (VPC user guide, Security groups)', ({ at, packet, expected }) => { expect(verdict(at, packet)).toBe(expected) })

  it('stand at the port, remember flows, and name the groups to mend (Security groups are stateful)', () => {
    expect(filtersOf('b').map(({ hook, stateful, guards, otherwise }) => ({ hook, stateful, guards, otherwise }))).toEqual((['in', 'out'] as const).map(direction => ({
      hook: direction === 'in' ? 'ingress' : 'egress', stateful: true, guards: { element: 'b', direction }, otherwise: { action: { type: 'drop' }, code: 'filter.denied', elements: ['db', 'web'] },
    })))
  })
  it('a machine that names none has no filter', () => { expect(filtersOf('c')).toEqual([]) })
  it('members are the addresses of those who name it', () => {
    expect(network.addressSets.get(addressSetOf('web', 'members'))?.members.map(member => formatCidr(member.cidr))).toEqual(['10.10.1.10/32', '10.10.1.11/32'])
  })
})

describe('problems of security groups', () => {
  const other = { other: { kind: 'vpc', parent: 'aws', cidrs: ['10.20.0.0/16'] }, far: { kind: 'security-group', parent: 'other' } }
  const found = (change: Record<string, unknown>) => compiled({ ...BASE, ...other, ...change }).problems.filter(problem => problem.code.startsWith('aws-security')).map(({ code, element, field }) => `${code} ${element} ${field}`)
  it.each([
    { name: 'the base has none', change: {}, expected: [] },
    { name: 'a peer exists', change: { db: { ...BASE.db, ingress: [{ traffic: ['all'], peers: ['10.0.0.0/8', 'ghost'] }] } }, expected: ['aws-security-group.unknown-peer db ingress.0.peers.1'] },
    { name: 'a peer is of the same VPC', change: { db: { ...BASE.db, ingress: [{ traffic: ['all'], peers: ['far'] }] } }, expected: ['aws-security-group.peer-elsewhere db ingress.0.peers.0'] },
    { name: 'a machine names groups of its own VPC', change: { a: { ...BASE.a, securityGroups: ['web', 'far'] } }, expected: ['aws-security-group.of-another-vpc a securityGroups.1'] },
  ])('$name', ({ change, expected }) => { expect(found(change)).toEqual(expected) })
  it('nothing dangles', () => { expect(problems.filter(problem => problem.code === 'design.incomplete')).toEqual([]) })
})
