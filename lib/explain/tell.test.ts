import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { elementId as el } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Answer, Blocker, Leg } from '@/lib/network/answer'
import type { Device } from '@/lib/network/device'
import type { Filter, FilterRule } from '@/lib/network/filter'
import type { DeviceId, TableId } from '@/lib/network/ids'
import { deviceOf, filterOf, interfaceOf, linkBetween, linkOf, podDevice, tableOf } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import type { Network } from '@/lib/network/network'
import { plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import type { Route, Withheld } from '@/lib/network/route'
import type { Disposition, Header, Hop, Phase, Step, Trace } from '@/lib/network/trace'
import type { Catalogue } from './catalogue'
import { tellStory } from './tell'
import { printStory } from './text'
import { plain } from './words'

const pod = podDevice('web', 0)
const node = deviceOf('node-1')
const vpc = deviceOf('vpc-1')
const gateway = deviceOf('gateway-1')
const far = deviceOf('far-1')
const server = podDevice('db', 0)

const device = (id: DeviceId, from: string, role: Device['role'], links: Readonly<Record<string, ReturnType<typeof linkOf>>>): Device =>
  ({ ...plainDevice(id, el(from), role), interfaces: Object.entries(links).map(([name, link]) => plainInterface(interfaceOf(id, name), link, el(from), 1500)) })

const podLink = linkBetween(node, pod)
const gatewayLink = linkBetween(vpc, gateway)
const devices = [
  device(pod, 'web', 'endpoint', { eth0: podLink }),
  device(node, 'node-1', 'node', { eth0: linkOf('subnet-1'), web: podLink }),
  device(vpc, 'vpc-1', 'router', { 'subnet-1': linkOf('subnet-1'), 'gateway-1': gatewayLink }),
  device(gateway, 'gateway-1', 'gateway', { vpc: gatewayLink, outside: linkOf('outside'), 'tunnel-1': linkOf('tunnel-1') }),
  device(far, 'far-1', 'gateway', { outside: linkOf('outside'), 'tunnel-1': linkOf('tunnel-1'), db: linkBetween(far, server) }),
  device(server, 'db', 'endpoint', { eth0: linkBetween(far, server) }),
]
const links = [
  plainLink(podLink, el('node-1'), 'point-to-point'), plainLink(gatewayLink, el('gateway-1'), 'point-to-point'), plainLink(linkOf('subnet-1'), el('subnet-1'), 'segment'),
  plainLink(linkOf('outside'), el('outside'), 'segment'), plainLink(linkOf('tunnel-1'), el('tunnel-1'), 'tunnel'), plainLink(linkBetween(far, server), el('db'), 'point-to-point'),
]
const network: Network = {
  devices: new Map(devices.map(one => [one.id, one])), links: new Map(links.map(one => [one.id, one])), addressSets: new Map(), speakers: new Map(), sessions: [], propagations: [], ospfRouters: new Map(), redistributions: [], trackers: new Map(),
  conditions: new Map(), settled: new Map(), nameServers: new Map(), clusters: new Map(), stubResolvers: new Map(), virtualAddresses: [],
}
const catalogue: Catalogue = { sentences: { 'cni.snat': 'Destination {destination} is outside: the node hides the pod.', 'route.switched-off': 'Table {table} misses it.' }, labelOf: element => element }

const sent: Header = { source: ip('192.0.2.10'), destination: ip('198.51.100.5'), protocol: 6, sourcePort: 41830, destinationPort: 7000 }
const hidden: Header = { ...sent, source: ip('192.0.2.1') }
const outer: Header = { source: ip('203.0.113.1'), destination: ip('203.0.113.2'), protocol: 50 }
const reply: Header = { source: sent.destination, destination: hidden.source, protocol: 6, sourcePort: 7000, destinationPort: 41830 }

const route = (prefix: string, nextHop: Route['nextHop'], origin: string): Route => ({ prefix: cidr(prefix), nextHop, origin, preference: 10, code: 'test.route', from: el('table-1') })
const toGateway = route('198.51.100.0/24', { type: 'interface', interfaceId: interfaceOf(vpc, 'gateway-1') }, 'propagated')
const byDefault = route('0.0.0.0/0', { type: 'interface', interfaceId: interfaceOf(vpc, 'gateway-1') }, 'static')
const routed = (matched: Route | null, more: Partial<Extract<Step, { type: 'route' }>> = {}): Step =>
  ({ type: 'route', table: tableOf(vpc, 'table-1') as TableId, from: el('table-1'), matched, lost: [], withheld: [], ways: 1, certain: true, ...more })
const withheld: Withheld = { route: toGateway, why: { code: 'route.switched-off', elements: [el('table-1')] } }

const rule = (name: string, type: 'accept' | 'drop', code: FilterRule['code'] = 'test.rule'): FilterRule =>
  ({ name, order: 1, code, from: el('group-1'), action: { type }, match: { sources: { cidrs: [cidr('192.0.2.10/32')] }, protocols: [{ protocol: 6, ports: [{ from: 7000, to: 7000 }] }] } })
const filter: Filter = {
  id: filterOf('far-1', 'in'), from: el('group-1'), guards: { element: el('far-1'), direction: 'in' }, hook: 'ingress', stateful: true, rules: [],
  otherwise: { action: { type: 'drop' }, code: 'filter.denied', elements: [el('group-1')] }, codes: { denied: 'filter.denied', reply: 'filter.denied', hidden: 'nat.hides-source' },
}
const filtered = (more: Partial<Extract<Step, { type: 'filter' }>>): Step => ({ type: 'filter', filter, verdict: 'accept', by: 'rule', lost: [], ...more })
const snat: NatRule = { id: 'snat', hook: 'postrouting', order: 200, match: {}, action: { type: 'source', addresses: [hidden.source] }, code: 'cni.snat', from: el('node-1') }

const received = (header: Header): Step => ({ type: 'receive', interfaceId: interfaceOf(far, 'x'), link: podLink, header })
const transmitted = (from: DeviceId, name: string, to: DeviceId | null, header: Header): Step => ({ type: 'transmit', interfaceId: interfaceOf(from, name), link: podLink, to, header, sizeBytes: 60 })

const fromPod: Hop = { device: pod, element: el('web'), steps: [{ type: 'originate', header: sent, sizeBytes: 60 }, routed(byDefault), transmitted(pod, 'eth0', node, sent)] }
const atNode: Hop = { device: node, element: el('node-1'), steps: [received(sent), { type: 'track', state: 'new' }, routed(byDefault), { type: 'translate', kind: 'source', before: sent, after: hidden, by: snat, ways: 1 }, transmitted(node, 'eth0', vpc, hidden)] }
const atVpc = (...steps: readonly Step[]): Hop => ({ device: vpc, element: el('vpc-1'), steps: [received(hidden), ...steps] })
const chosen = routed(toGateway, { lost: [{ route: byDefault, why: 'shorter' }] })
const atGateway: Hop = {
  device: gateway, element: el('gateway-1'),
  steps: [
    received(hidden), { type: 'encapsulate', interfaceId: interfaceOf(gateway, 'tunnel-1'), from: el('tunnel-1'), protocolName: 'ipsec', inner: hidden, outer, innerBytes: 60, outerBytes: 120 },
    { type: 'originate', header: outer, sizeBytes: 120 }, routed(byDefault), transmitted(gateway, 'outside', far, outer),
  ],
}
const atFar = (...steps: readonly Step[]): Hop => ({ device: far, element: el('far-1'), steps: [received(outer), { type: 'decapsulate', interfaceId: interfaceOf(far, 'tunnel-1'), from: el('tunnel-1'), protocolName: 'ipsec', inner: hidden, outer }, ...steps] })
const atServer: Hop = { device: server, element: el('db'), steps: [received(hidden), { type: 'deliver', header: hidden, listener: el('db') }] }

const trace = (hops: readonly Hop[], disposition: Disposition, place: string, phase: Phase = 'open'): Trace =>
  ({ phase, flow: { device: pod, destination: sent.destination, protocol: 6, destinationPort: 7000, sizeBytes: 64, dontFragment: true }, hops, disposition, device: hops.at(-1)!.device, place: el(place), arrived: phase === 'reply' ? reply : hidden, faults: [] })

const arrived = trace([fromPod, atNode, atVpc(chosen), atGateway, atFar(filtered({ rule: rule('1', 'accept'), lost: [rule('0', 'drop')] })), atServer], 'accepted', 'db')
const denied = trace([fromPod, atNode, atVpc(chosen), atGateway, atFar(filtered({ verdict: 'drop', by: 'default', lost: [rule('1', 'accept')] }))], 'denied-in', 'far-1')
const admitted = trace([fromPod, atNode, atVpc(chosen), atGateway, atFar(filtered({ rule: rule('as if admitted', 'accept', 'filter.denied') })), atServer], 'accepted', 'db')
const astray = trace([fromPod, atNode, atVpc(routed(route('198.51.0.0/16', { type: 'unreachable' }, 'local'), { withheld: [withheld] }))], 'no-route', 'vpc-1')
const home = trace([{ device: server, element: el('db'), steps: [{ type: 'originate', header: reply, sizeBytes: 60 }] }, { device: pod, element: el('web'), steps: [received(reply), { type: 'deliver', header: { ...reply, destination: sent.source }, listener: el('web') }] }], 'accepted', 'web', 'reply')

const leg = (more: Partial<Leg>): Leg => ({ destination: sent.destination, reachability: 'unreachable', clientSees: 'timeout', sourceSeen: null, forward: [], return: [], ...more })
const answer = (legs: readonly Leg[], more: Partial<Answer> = {}): Answer => ({
  question: { from: pod, to: { type: 'address', address: sent.destination }, protocol: 6, port: 7000, sizeBytes: 64 }, reachability: 'unreachable', clientSees: 'timeout', lookup: null, legs, blockers: [], moreMayLieBehind: false, repairs: [], ...more,
})
const blocked: Blocker = { code: 'nat.hides-source', stage: 'forward', place: el('far-1'), elements: [el('group-1'), el('node-1')], disposition: 'denied-in', facts: { source: hidden.source, destination: sent.destination, protocol: '6', port: '7000', hidden: sent.source } }
const told = (one: Answer) => tellStory(one, network, catalogue)
const reachable = answer([leg({ reachability: 'reachable', clientSees: 'ok', sourceSeen: hidden.source, forward: [arrived], return: [home] })], { reachability: 'reachable', clientSees: 'ok' })
const stopped = answer([leg({ forward: [denied], mended: { forward: [admitted], return: [home] } })], { blockers: [blocked] })

describe('a way that arrives', () => {
  it('is told hop by hop, with what passes through left out', () => {
    expect(printStory(told(reachable))).toBe(`web-0 to 198.51.100.5, tcp/7000  reachable
  forward    web-0     sends 192.0.2.10:41830 → 198.51.100.5:7000, 60 bytes
             node-1    snat 192.0.2.10 → 192.0.2.1 (destination 198.51.100.5 is outside)
             table-1   route 198.51.100.0/24 via gateway-1 (propagated)  over 0.0.0.0/0 via gateway-1 (shorter)
             tunnel-1  encapsulate ipsec: 60 + 60 = 120 bytes of at most 1500
             far-1     decapsulate ipsec
             group-1   lets in tcp/7000 from 192.0.2.1 (rule 1)
             db-0      accepted; source seen 192.0.2.1
  return     db-0      answers 198.51.100.5:7000 → 192.0.2.1:41830, 60 bytes
             web-0     accepted; from 198.51.100.5:7000 as asked
`)
  })

  it('lights devices and what stood on the way, the tunnel instead of what it runs over', () => {
    expect(told(reachable).lanes[0]).toMatchObject({ path: ['web', 'table-1', 'node-1', 'table-1', 'vpc-1', 'table-1', 'gateway-1', 'tunnel-1', 'far-1', 'group-1', 'db'], blockedAt: null })
  })
})

describe('a way that stops', () => {
  it('goes on from there as it would if mended, and shows the blocker where it died', () => {
    expect(printStory(told(stopped)).split('\n').slice(6)).toEqual([
      '           ! group-1   denied-in: no rule admits tcp/7000 from 192.0.2.1 to 198.51.100.5 [1]',
      '           ? db-0      accepted; source seen 192.0.2.1',
      '  return   ? db-0      answers 198.51.100.5:7000 → 192.0.2.1:41830, 60 bytes',
      '           ? web-0     accepted; from 198.51.100.5:7000 as asked',
      '  blockers 1 nat.hides-source at far-1; mend group-1 or node-1',
      '             The sender 192.0.2.10 would be admitted at far-1, but a translation on the way hides it behind 192.0.2.1. Admit 192.0.2.1 too, or turn the translation off: group-1 or node-1.',
      '',
    ])
  })

  it('says from where on the path is a wish', () => {
    const [lane] = told(stopped).lanes
    expect(lane?.path.slice(lane.blockedAt ?? 0)).toEqual(['db'])
  })

  it.each([
    { name: 'a route that refuses names the one that is withheld', way: astray, line: 'no-route: route 198.51.0.0/16 refuses it (local)  without 198.51.100.0/24 via gateway-1 (switched off)' },
    { name: 'no route at all', way: trace([fromPod, atNode, atVpc(routed(null))], 'no-route', 'vpc-1'), line: 'no-route: no route to 198.51.100.5' },
    { name: 'a rule that drops is named', way: trace([atFar(filtered({ verdict: 'drop', rule: rule('9', 'drop') }))], 'denied-in', 'far-1'), line: 'denied-in: rule 9 refuses tcp/7000 from 192.0.2.1 to 198.51.100.5' },
    { name: 'a rejection says so', way: trace([atFar(filtered({ verdict: 'reject', by: 'default' }))], 'denied-in', 'far-1'), line: 'rejected, denied-in: no rule admits tcp/7000 from 192.0.2.1 to 198.51.100.5' },
    { name: 'an invalid packet has no flow', way: trace([atFar(filtered({ verdict: 'drop', by: 'tracking' }))], 'denied-in', 'far-1'), line: 'denied-in: tcp/7000 from 192.0.2.1 to 198.51.100.5 belongs to no tracked flow' },
    { name: 'a port without a listener', way: trace([{ ...atServer, steps: [received(hidden)] }], 'refused', 'db'), line: 'refused: nothing listens on tcp/7000' },
    { name: 'a tunnel that is down', way: trace([{ ...atGateway, steps: [] }], 'tunnel-down', 'tunnel-1'), line: 'tunnel-down: the tunnel is down' },
    { name: 'a packet too big', way: trace([atVpc({ type: 'check', check: 'mtu', passed: false, at: el('vpc-1'), limitBytes: 1400, sizeBytes: 1500 })], 'mtu-exceeded', 'vpc-1'), line: 'mtu-exceeded: 1500 bytes do not fit into 1400, and may not be fragmented' },
    { name: 'a missing neighbour', way: trace([atVpc(chosen, { type: 'check', check: 'neighbor', passed: false, at: el('vpc-1') })], 'neighbor-unreachable', 'vpc-1'), line: 'neighbor-unreachable: nobody on the link answers for the destination' },
  ])('$name', ({ way, line }) => {
    const lines = told(answer([leg({ forward: [way] })])).lanes[0]!.lines
    expect(lines.filter(one => one.state === 'failed').map(one => plain(one.words))).toEqual([line])
  })

  it.each([
    { name: 'leaving the design is no failure', way: trace([atVpc(chosen)], 'exits-network', 'vpc-1'), line: 'exits-network: what happens beyond is not part of the design' },
    { name: 'what is not modelled is said in the words of its code', way: { ...trace([atVpc(chosen)], 'undetermined', 'vpc-1'), undetermined: { code: 'trace.too-many-paths' as const, facts: { device: 'vpc-1' } } }, line: 'undetermined: There are more than 1,024 ways from here on, so nobody can say what happens; most of them part at vpc-1. Ask for one address instead of a name or a service.' },
  ])('$name', ({ way, line }) => {
    const lane = told(answer([leg({ forward: [way] })])).lanes[0]!
    expect([lane.state, plain(lane.lines.at(-1)!.words)]).toEqual(['undetermined', line])
  })
})

describe('evidence', () => {
  const evidenceAt = (label: string) => told(reachable).lanes[0]!.lines.find(line => line.label === label)!.evidence!

  it('of a route shows the match, the losers and why', () => {
    expect(evidenceAt('table-1').rows.map(row => [row.state, ...row.cells, row.why])).toEqual([
      ['matched', '198.51.100.0/24', 'gateway-1', 'propagated', 'longest prefix'],
      ['lost', '0.0.0.0/0', 'gateway-1', 'static', 'shorter'],
    ])
  })

  it('of a route shows what is withheld and why', () => {
    const rows = told(answer([leg({ forward: [astray] })])).lanes[0]!.lines.at(-1)!.evidence!.rows
    expect(rows.map(row => [row.state, row.why])).toEqual([['matched', 'the only one'], ['withheld', 'switched off']])
  })

  it('of a filter shows the rules tried before', () => {
    expect(evidenceAt('group-1').rows.map(row => [row.state, ...row.cells, row.why])).toEqual([
      ['lost', '0', 'drop', 'tcp/7000', '192.0.2.10/32', 'any', 'does not match'],
      ['matched', '1', 'accept', 'tcp/7000', '192.0.2.10/32', 'any', 'first match'],
    ])
  })
})

describe('blockers', () => {
  it.each([
    { name: 'the generic sentence steps in where the mechanism asks for unknown facts', blocker: { ...blocked, code: 'filter.denied' as const, facts: { source: '192.0.2.1' } }, words: 'No rule at far-1 admits tcp/7000 from 192.0.2.1 to 198.51.100.5. Add one to group-1 or node-1.' },
    { name: 'a missing fact is called by its name', blocker: { ...blocked, code: 'route.switched-off' as const }, words: 'Table the table misses it.' },
    { name: 'a code without a sentence still says where', blocker: { ...blocked, code: 'new.unheard-of' as const }, words: 'unheard of (new.unheard-of): it shows at far-1 and is mended at group-1 or node-1.' },
  ])('$name', ({ blocker, words }) => {
    expect(plain(told({ ...stopped, blockers: [blocker] }).blockers[0]!.words)).toBe(words)
  })

  it('are numbered over the whole answer and each shown once', () => {
    const second: Blocker = { ...blocked, stage: 'return', place: el('far-1'), code: 'filter.denied' }
    const there = told({ ...stopped, blockers: [blocked, second] })
    expect(there.lanes.map(lane => lane.lines.flatMap(line => line.blocker ?? []))).toEqual([[1], []])
    expect(there.lanes[1]).toMatchObject({ state: 'unreachable' })
  })
})

it('prints the short form: question, verdict, one line per stage, blockers', () => {
  expect(printStory(told(stopped), { brief: true }).split('\n').slice(0, 4)).toEqual([
    'web-0 to 198.51.100.5, tcp/7000  unreachable',
    '  forward  stops at group-1: denied-in',
    '  return   would come home',
    '  blockers 1 nat.hides-source at far-1; mend group-1 or node-1',
  ])
})

it('is plain data', () => {
  expect(JSON.parse(JSON.stringify(told(stopped)))).toEqual(told(stopped))
})
