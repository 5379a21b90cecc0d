import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsResolver } from '@/lib/mechanisms/aws-resolver/mechanism'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import { packetMatches } from '@/lib/trace/match'
import { awsNetworkAcl } from './mechanism'

const compiled = (elements: Record<string, unknown>) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [awsVpc, awsResolver, awsNetworkAcl])

const BASE = {
  aws: { kind: 'site', provider: 'aws' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
  guarded: { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24', networkAcl: 'acl' },
  open: { kind: 'subnet', parent: 'vpc', cidr: '10.10.2.0/24' },
  dns: { kind: 'name-server', parent: 'vpc', address: '10.10.0.2' },
  acl: {
    kind: 'network-acl', parent: 'vpc',
    ingress: [{ number: 200, action: 'deny', traffic: ['all'], cidr: '10.24.0.0/14' }, { number: 100, action: 'allow', traffic: ['tcp/7000', 'tcp/9042'], cidr: '10.24.0.0/14' }, { number: 300, action: 'allow', traffic: ['all'], cidr: '0.0.0.0/0' }],
    egress: [{ number: 100, action: 'allow', traffic: ['tcp'], cidr: '0.0.0.0/0' }],
  },
}
const { network } = compiled(BASE)
const filtersOf = (subnet: string) => network.devices.get(deviceOf('vpc'))?.interfaces.find(item => item.id === `vpc:${subnet}`)?.port?.filters ?? []
const filterFor = (direction: 'in' | 'out') => filtersOf('guarded').find(filter => filter.guards.direction === direction)
const decided = (direction: 'in' | 'out', source: string, destination: string, protocol: number, destinationPort: number) => {
  const filter = filterFor(direction)
  const rule = filter?.rules.find(one => packetMatches(one.match, { header: { source: ip(source), destination: ip(destination), protocol, destinationPort, sourcePort: 40000 }, mark: 0 }, network))
  return `${(rule?.action ?? filter?.otherwise.action)?.type} by ${rule?.name ?? 'default'}, ${rule?.code ?? filter?.otherwise.code}`
}

describe('network ACLs (VPC user guide, Network ACLs)', () => {
  it.each([
    { name: 'rules are evaluated starting with the lowest numbered rule', at: decided('in', '10.24.1.5', '10.10.1.10', 6, 7000), expected: 'accept by 100, aws-network-acl.allow' },
    { name: 'as soon as a rule matches it is applied: answers to other ports are denied', at: decided('in', '10.24.1.5', '10.10.1.10', 6, 41830), expected: 'drop by 200, filter.denied' },
    { name: 'others come in by a later rule', at: decided('in', '198.51.100.1', '10.10.1.10', 17, 53), expected: 'accept by 300, aws-network-acl.allow' },
    { name: 'outbound rules have their own list, by destination', at: decided('out', '10.10.1.10', '198.51.100.1', 6, 443), expected: 'accept by 100, aws-network-acl.allow' },
    { name: 'what matches no rule is denied (the asterisk)', at: decided('out', '10.10.1.10', '198.51.100.1', 17, 123), expected: 'drop by default, filter.denied' },
    { name: 'traffic with the VPC resolver is not filtered', at: decided('out', '10.10.1.10', '10.10.0.2', 17, 53), expected: 'accept by resolver, aws-resolver.exempt' },
  ])('$name', ({ at, expected }) => { expect(at).toBe(expected) })

  it('into the subnet is out of the router, and nothing is remembered (Network ACLs are stateless)', () => {
    expect(filtersOf('guarded').map(({ hook, guards, stateful, codes }) => ({ hook, guards, stateful, reply: codes.reply }))).toEqual([
      { hook: 'egress', guards: { element: 'guarded', direction: 'in' }, stateful: false, reply: 'filter.reply-ports' },
      { hook: 'ingress', guards: { element: 'guarded', direction: 'out' }, stateful: false, reply: 'filter.reply-ports' },
    ])
  })
  it('a subnet that names none lets everything pass (the default network ACL allows all)', () => { expect(filtersOf('open')).toEqual([]) })
  it('a number stands for one rule of a direction', () => {
    const twice = { ...BASE, acl: { ...BASE.acl, egress: [...BASE.acl.egress, { number: 100, action: 'deny', traffic: ['udp'], cidr: '0.0.0.0/0' }] } }
    expect(compiled(twice).problems.filter(problem => problem.code.startsWith('aws-network')).map(({ code, field }) => `${code} ${field}`)).toEqual(['aws-network-acl.number-twice egress.1.number'])
    expect(compiled(BASE).problems.filter(problem => problem.code.startsWith('aws-network'))).toEqual([])
  })
})
