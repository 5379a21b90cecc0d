import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device } from '@/lib/network/device'
import type { Filter, FilterRule } from '@/lib/network/filter'
import type { Flow } from '@/lib/network/flow'
import { deviceOf, filterOf, interfaceOf, tableOf } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import type { PacketMatch } from '@/lib/network/match'
import { converse } from './conversation'
import { sampleNetwork, sampleRoute, type SampleDevice } from './sample'

const from = elementId('rule')
const rule = (match: PacketMatch, type: 'accept' | 'drop', order = 0): FilterRule => ({ name: `${order}`, order, match, action: { type }, code: 'filter.denied', from })
const filter = (hook: Filter['hook'], rules: readonly FilterRule[], { stateful = true, otherwise = 'drop' as 'accept' | 'drop', direction = 'in' as 'in' | 'out' } = {}): Filter => ({
  id: filterOf('fw', hook), from: elementId('fw'), guards: { element: elementId('fw'), direction }, hook, stateful, rules,
  otherwise: { action: { type: otherwise }, code: 'filter.denied', elements: [elementId('fw')] },
  codes: { denied: 'filter.denied', reply: 'filter.reply-ports', hidden: 'nat.hides-source' },
})
const nat = (hook: NatRule['hook'], action: NatRule['action'], match: PacketMatch = {}): NatRule => ({ id: hook, hook, order: 100, match, action, code: 'sample.nat', from: elementId('nat') })
const tcp = { protocols: [{ protocol: PROTOCOLS.tcp }] }
const toPort = (port: number) => ({ protocols: [{ protocol: PROTOCOLS.tcp, ports: [{ from: port, to: port }] }] })

/** client 192.0.2.10 — router — server 198.51.100.20, which listens on port 80. */
function chain({ client = {}, router = {}, server = {} }: { client?: Partial<SampleDevice>; router?: Partial<SampleDevice>; server?: Partial<SampleDevice> } = {}) {
  return sampleNetwork([
    { id: 'client', interfaces: { eth0: 'lan 192.0.2.10/24' }, routes: ['0.0.0.0/0 via 192.0.2.1'], ...client },
    { id: 'router', interfaces: { lan: 'lan 192.0.2.1/24', wan: 'wan 198.51.100.1/24' }, ...router },
    { id: 'server', interfaces: { eth0: 'wan 198.51.100.20/24' }, routes: ['0.0.0.0/0 via 198.51.100.1'], listens: [80], ...server },
  ])
}
const flow = (change: Partial<Flow> = {}): Flow => ({ device: deviceOf('client'), destination: ip('198.51.100.20'), protocol: PROTOCOLS.tcp, destinationPort: 80, sizeBytes: 64, dontFragment: true, ...change })
const changed = (edit: Partial<Device>) => ({ change: (device: Device) => ({ ...device, ...edit }) })

function told(network: ReturnType<typeof chain>, asked: Flow = flow()) {
  const made = converse(network, asked)
  const end = [...made.forward, ...made.return].find(trace => trace.disposition !== 'accepted') ?? made.return[0]
  return { reachability: made.reachability, clientSees: made.clientSees, disposition: end?.disposition, at: end?.place, sourceSeen: made.accepted[0]?.sourceSeen }
}

describe('one conversation through one router', () => {
  it.each([
    { name: 'both ways routed: reachable, the source address is kept', network: chain(), expected: { reachability: 'reachable', clientSees: 'ok', sourceSeen: '192.0.2.10' } },
    { name: 'nothing listens: refused, and the client sees the reset (RFC 9293 3.10.7.1)', network: chain(), asked: flow({ destinationPort: 81 }), expected: { reachability: 'unreachable', clientSees: 'refused', disposition: 'refused', at: 'server' } },
    { name: 'no route at the router: its ICMP error comes home', network: chain(), asked: flow({ destination: ip('203.0.113.1') }), expected: { clientSees: 'unreachable', disposition: 'no-route', at: 'router' } },
    { name: 'a blackhole route is silent (kernel-lab 2)', network: chain({ router: { routes: ['203.0.113.0/24 blackhole'] } }), asked: flow({ destination: ip('203.0.113.1') }), expected: { clientSees: 'timeout', disposition: 'null-routed', at: 'router' } },
    { name: 'nobody on the segment claims the address', network: chain(), asked: flow({ destination: ip('198.51.100.99') }), expected: { clientSees: 'unreachable', disposition: 'neighbor-unreachable', at: 'router' } },
    { name: 'no way back: the request arrives, the reply dies at the server (kernel-lab 2)', network: chain({ server: { routes: [] } }), expected: { reachability: 'unreachable', clientSees: 'timeout', disposition: 'no-route', at: 'server' } },
    { name: 'a device that does not forward drops', network: chain({ router: changed({ forwards: false }) }), expected: { disposition: 'no-route', at: 'router' } },
  ])('$name', ({ network, asked, expected }) => { expect(told(network, asked)).toMatchObject(expected) })
})

describe('filters', () => {
  it.each([
    { name: 'a stateful filter lets the reply of what it admitted pass', filters: [filter('forward', [rule(toPort(80), 'accept')])], expected: { reachability: 'reachable' } },
    { name: 'a stateless filter drops the reply to an ephemeral port', filters: [filter('forward', [rule(toPort(80), 'accept')], { stateful: false })], expected: { reachability: 'unreachable', disposition: 'denied-in', at: 'fw', clientSees: 'timeout' } },
    { name: 'the first matching rule decides', filters: [filter('forward', [rule(tcp, 'drop', 0), rule(tcp, 'accept', 1)])], expected: { reachability: 'unreachable', disposition: 'denied-in' } },
    { name: 'no rule matches: the default decides', filters: [filter('forward', [], { direction: 'out' })], expected: { reachability: 'unreachable', disposition: 'denied-out' } },
    { name: 'forward filters do not see what is for the router itself', filters: [filter('forward', [])], asked: flow({ destination: ip('192.0.2.1'), protocol: PROTOCOLS.icmp }), expected: { reachability: 'reachable' } },
  ])('$name', ({ filters, asked, expected }) => { expect(told(chain({ router: changed({ filters }) }), asked)).toMatchObject(expected) })
})

describe('address translation', () => {
  it.each([
    { name: 'source translation hides the client, and the reply finds home', nat: [nat('postrouting', { type: 'source', addresses: [ip('198.51.100.1')] })], expected: { reachability: 'reachable', sourceSeen: '198.51.100.1' } },
    { name: 'masquerade takes the address of the outgoing interface', nat: [nat('postrouting', { type: 'masquerade' })], expected: { reachability: 'reachable', sourceSeen: '198.51.100.1' } },
    { name: 'an unchanged rule ahead ends the list', nat: [nat('postrouting', { type: 'unchanged' }), nat('postrouting', { type: 'masquerade' })], expected: { reachability: 'reachable', sourceSeen: '192.0.2.10' } },
    { name: 'destination translation happens before routing and is undone for the reply', nat: [nat('prerouting', { type: 'destination', targets: [{ address: ip('198.51.100.20'), port: 80, from }] })], asked: flow({ destination: ip('203.0.113.80'), destinationPort: 8080 }), expected: { reachability: 'reachable', sourceSeen: '192.0.2.10' } },
    { name: 'all targets are followed: one of two dead is ambiguous', nat: [nat('prerouting', { type: 'destination', targets: [{ address: ip('198.51.100.20'), from }, { address: ip('198.51.100.99'), from }] })], asked: flow({ destination: ip('203.0.113.80') }), expected: { reachability: 'ambiguous' } },
    { name: 'one-to-one mapping keeps the host bits, both ways', nat: [nat('postrouting', { type: 'source-prefix', inside: cidr('192.0.2.0/24'), outside: cidr('203.0.113.0/24') }, { outInterfaces: [interfaceOf(deviceOf('router'), 'wan')] }), nat('prerouting', { type: 'destination-prefix', inside: cidr('192.0.2.0/24'), outside: cidr('203.0.113.0/24') })], expected: { reachability: 'reachable', sourceSeen: '203.0.113.10' } },
  ])('$name', ({ nat: rules, asked, expected }) => { expect(told(chain({ router: changed({ nat: rules }) }), asked)).toMatchObject(expected) })

  it('a forward filter sees the address after destination and before source translation (netfilter hooks)', () => {
    const seen: PacketMatch = { sources: { cidrs: [cidr('192.0.2.10/32')] }, destinations: { cidrs: [cidr('198.51.100.20/32')] } }
    const rules = [nat('prerouting', { type: 'destination', targets: [{ address: ip('198.51.100.20'), from }] }), nat('postrouting', { type: 'masquerade' })]
    expect(told(chain({ router: changed({ nat: rules, filters: [filter('forward', [rule(seen, 'accept')])] }) }), flow({ destination: ip('203.0.113.80') }))).toMatchObject({ reachability: 'reachable' })
  })

  it('a refusal that the hidden source would have passed blames the translation', () => {
    const admits = filter('ingress', [rule({ sources: { cidrs: [cidr('192.0.2.10/32')] } }, 'accept')])
    const made = converse(chain({ router: changed({ nat: [nat('postrouting', { type: 'masquerade' })] }), server: { ports: { eth0: { filters: [admits] } } } }), flow())
    expect(made.forward[0]?.faults[0]?.why).toMatchObject({ code: 'nat.hides-source', elements: ['fw', 'nat'] })
  })
})

describe('checks', () => {
  it.each([
    { name: 'a port that checks the source drops a foreign one', network: chain({ client: { ports: { eth0: { check: 'source' } } } }), asked: flow({ source: ip('192.0.2.77') }), expected: { disposition: 'spoof-dropped', at: 'client' } },
    { name: 'a claim lets an address of another interface of the device pass, both ways', network: chain({ client: { interfaces: { eth0: 'lan 192.0.2.10/24', lo: 'inside 192.0.2.77/32' }, ports: { eth0: { check: 'source-and-destination', claims: [cidr('192.0.2.77/32')] } } } }), asked: flow({ source: ip('192.0.2.77') }), expected: { reachability: 'reachable', sourceSeen: '192.0.2.77' } },
    { name: 'my own address as source is a spoof', network: chain(), asked: flow({ source: ip('192.0.2.1') }), expected: { disposition: 'spoof-dropped', at: 'router' } },
    { name: 'strict reverse path: the way back leaves elsewhere (RFC 3704 2.2)', network: chain({ router: { routes: ['192.0.2.10/32 via 198.51.100.20'], ports: { lan: {} }, changeInterface: { lan: { reversePathFilter: 'strict' } } } }), expected: { disposition: 'reverse-path-dropped', at: 'router', clientSees: 'timeout' } },
    { name: 'loose reverse path: any way back will do (RFC 3704 2.4)', network: chain({ router: { routes: ['203.0.113.0/24 via 198.51.100.20'], changeInterface: { lan: { reversePathFilter: 'loose' } } } }), expected: { reachability: 'reachable' } },
    { name: 'too big and not to be fragmented: the sender learns the size, TCP goes on', network: chain({ router: { changeInterface: { wan: { mtuBytes: 1400 } } } }), asked: flow({ sizeBytes: 1452 }), expected: { reachability: 'reachable' } },
    { name: 'the same for UDP is too big', network: chain({ router: { changeInterface: { wan: { mtuBytes: 1400 } } } }), asked: flow({ sizeBytes: 1452, protocol: PROTOCOLS.udp }), expected: { clientSees: 'too-big', disposition: 'mtu-exceeded', at: 'router' } },
    { name: 'an MTU black hole: no error is sent, TCP connects and stalls', network: chain({ router: { changeInterface: { wan: { mtuBytes: 1400, sendsTooBig: false } } } }), asked: flow({ sizeBytes: 1452 }), expected: { reachability: 'unreachable', clientSees: 'timeout', disposition: 'mtu-exceeded' } },
    { name: 'a clamped segment size saves TCP', network: chain({ router: { changeInterface: { wan: { mtuBytes: 1400, sendsTooBig: false, mssClampBytes: 1360 } } } }), asked: flow({ sizeBytes: 1452 }), expected: { reachability: 'reachable' } },
    { name: 'but not UDP', network: chain({ router: { changeInterface: { wan: { mtuBytes: 1400, sendsTooBig: false, mssClampBytes: 1360 } } } }), asked: flow({ sizeBytes: 1452, protocol: PROTOCOLS.udp }), expected: { clientSees: 'timeout', disposition: 'mtu-exceeded' } },
    { name: 'two routers that point at each other: a loop', network: chain({ router: { routes: ['203.0.113.0/24 via 198.51.100.20'] } }), asked: flow({ destination: ip('203.0.113.9') }), expected: { disposition: 'loop' } },
  ])('$name', ({ network, asked, expected }) => { expect(told(network, asked)).toMatchObject(expected) })
})

describe('routing', () => {
  const table = (id: string, text: string) => ({ id: tableOf(deviceOf('router'), id), from, routes: [sampleRoute(deviceOf('router'), text)], withheld: [], ties: 'all' as const })
  it('a policy rule sends a source through its own table (ip-rule(8))', () => {
    const router = { change: (device: Device): Device => ({
      ...device, tables: [...device.tables, table('other', '198.51.100.0/24 blackhole')],
      policyRules: [{ priority: 1, match: { sources: { cidrs: [cidr('192.0.2.10/32')] } }, table: tableOf(deviceOf('router'), 'other'), code: 'sample.rule', from }],
    }) }
    expect(told(chain({ router }))).toMatchObject({ disposition: 'null-routed' })
  })
  it('a rule whose table has no route goes on to the next, unless it is final', () => {
    const router = (final: boolean) => ({ change: (device: Device): Device => ({
      ...device, tables: [...device.tables, table('other', '203.0.113.0/24 blackhole')],
      policyRules: [{ priority: 1, match: {}, table: tableOf(deviceOf('router'), 'other'), code: 'sample.rule', from, final }],
    }) })
    expect(told(chain({ router: router(false) })).reachability).toBe('reachable')
    expect(told(chain({ router: router(true) })).disposition).toBe('no-route')
  })
})

describe('false success (DESIGN section 5)', () => {
  const stranger = new Set([deviceOf('somebody-else')])
  it('accepted by one who was not meant: it fails, although the client sees nothing wrong', () => {
    expect(converse(chain(), flow(), stranger)).toMatchObject({ reachability: 'unreachable', clientSees: 'ok', forward: [{ disposition: 'delivered-elsewhere' }] })
  })
  it('unless the answer does not come home', () => {
    expect(converse(chain({ server: { routes: [] } }), flow(), stranger)).toMatchObject({ reachability: 'unreachable', clientSees: 'timeout' })
  })
})
