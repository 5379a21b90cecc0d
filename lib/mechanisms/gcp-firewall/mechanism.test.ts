import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { gcpResolver } from '@/lib/mechanisms/gcp-resolver/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { host } from '@/lib/mechanisms/host/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { gcpFirewall } from './mechanism'

const BASE = {
  gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
  vpc: { kind: 'vpc', parent: 'gcp' },
  subnet: { kind: 'subnet', parent: 'vpc', cidr: '10.20.0.0/20' },
  dns: { kind: 'name-server', parent: 'vpc' },
  client: { kind: 'host', parent: 'vpc', subnet: 'subnet', address: '10.20.0.10' },
  server: { kind: 'host', parent: 'vpc', subnet: 'subnet', address: '10.20.0.20', ports: [80, 443, 'udp/53'] },
}
interface Rule { readonly direction?: string; readonly action?: string; readonly priority?: number; readonly traffic?: readonly string[]; readonly sources?: readonly string[]; readonly destinations?: readonly string[]; readonly name?: string }
const rule = (more: Rule) => ({ name: 'rule', direction: 'ingress', action: 'allow', priority: 1000, traffic: ['tcp/80'], ...more })
const compiled = (rules: readonly Rule[] | null, change: object = {}) => compile({
  podway: 1, name: 'test', links: {}, assertions: [], layout: {},
  elements: { ...BASE, ...(rules ? { firewall: { kind: 'firewall', parent: 'vpc', rules: rules.map(rule) } } : {}), ...change },
} as unknown as Design, [gcpVpc, gcpFirewall, gcpResolver, host])

function ask(rules: readonly Rule[] | null, { destinationPort = 80, protocol = 6, to = '10.20.0.20' } = {}) {
  const said = converse(compiled(rules).network, { device: deviceOf('client'), destination: ip(to), protocol, destinationPort, sizeBytes: 100, dontFragment: true })
  const { disposition, place, faults } = said.forward[0] as (typeof said.forward)[number]
  const why = faults[0]?.why
  return said.reachability === 'reachable' ? 'reachable' : `${disposition} ${place} ${why?.code} ${why?.elements.join(' ')}`
}
const OPEN = 'reachable'
const CLOSED = 'denied-in server filter.denied firewall'

describe('VPC firewall rules', () => {
  it.each([
    { name: 'implied: nothing comes in, and without a firewall the network is to blame', rules: null, expected: 'denied-in server filter.denied vpc' },
    { name: 'implied: nothing comes in that no rule allows', rules: [{ traffic: ['tcp/443'] }], expected: CLOSED },
    { name: 'implied: everything goes out; answers come back (stateful)', rules: [{}], expected: OPEN },
    { name: 'an egress rule may deny', rules: [{}, { name: 'out', direction: 'egress', action: 'deny' }], expected: 'denied-out client filter.denied firewall' },
    { name: 'the lower priority number wins', rules: [{ priority: 900 }, { name: 'deny', action: 'deny', priority: 1000 }], expected: OPEN },
    { name: 'of one priority, deny wins', rules: [{ priority: 1000 }, { name: 'deny', action: 'deny', priority: 1000 }], expected: CLOSED },
    { name: 'sources limit a rule', rules: [{ sources: ['10.20.0.11/32'] }], expected: CLOSED },
    { name: 'destinations limit a rule', rules: [{ destinations: ['10.20.0.20/32'] }], expected: OPEN },
    { name: 'all traffic', rules: [{ traffic: ['all'] }], expected: OPEN },
    { name: 'a protocol without ports', rules: [{ traffic: ['tcp'] }], expected: OPEN },
    { name: 'a range of ports', rules: [{ traffic: ['tcp/1-79', 'udp/80'] }], expected: CLOSED },
  ])('$name', ({ rules, expected }) => { expect(ask(rules)).toBe(expected) })

  it('the metadata server is always allowed, so names resolve behind a deny (always allowed traffic)', () => {
    expect(ask([{ name: 'out', direction: 'egress', action: 'deny', traffic: ['all'] }], { to: '169.254.169.254', protocol: 17, destinationPort: 53 })).toBe('reachable')
  })
})

it.each([
  { name: 'no problem in a plain rule', rules: [{ sources: ['10.0.0.0/8'] }], expected: [] },
  { name: 'an inbound rule names sources', rules: [{ destinations: ['10.0.0.0/8'] }], expected: ['gcp-firewall.wrong-side rules.0.destinations'] },
  { name: 'an outbound rule names destinations', rules: [{ direction: 'egress', sources: ['10.0.0.0/8'] }], expected: ['gcp-firewall.wrong-side rules.0.sources'] },
  { name: 'names are unique', rules: [{}, {}], expected: ['gcp-firewall.name-twice rules.1.name'] },
])('$name', ({ rules, expected }) => {
  expect(compiled(rules).problems.filter(problem => problem.code.startsWith('gcp-firewall')).map(problem => `${problem.code} ${problem.field}`)).toEqual(expected)
})
