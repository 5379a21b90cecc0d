import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device } from '@/lib/network/device'
import type { PacketMatch, TrackState } from '@/lib/network/match'
import { deviceOf, interfaceOf, trackerOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import { chain, changed, filter, flow, marking, nat, overV6, ping, policy, protocol, rule, told, udp } from './sample-chain'

const inState = (...states: TrackState[]): PacketMatch => ({ states })
const tcp80 = protocol(PROTOCOLS.tcp, 80)
/** The usual chain of a Linux router: established and related pass, new ones by the rules, the rest is dropped. */
const usual = (...admitted: PacketMatch[]) => filter('forward', [rule(inState('established', 'related'), 'accept', 0), ...admitted.map((match, at) => rule({ ...match, states: ['new'] }, 'accept', at + 1))], { stateful: false })

/** client — one (which sees what goes there) — server, and back by `two`. */
const asymmetric = (one: Partial<Device>, two: Partial<Device>): Network => chain({ router: changed(one), server: { routes: ['0.0.0.0/0 via 198.51.100.2'] } },
  [{ id: 'two', interfaces: { lan: 'lan 192.0.2.2/24', wan: 'wan 198.51.100.2/24' }, ...changed(two) }])
const strict = (network: Network, id: string): Network => ({ ...network, trackers: new Map([[trackerOf(id), { id: trackerOf(id), unknownAck: 'invalid' as const }]]) })

describe('a firewall that sees one direction only (kernel-lab 6)', () => {
  const firewall = { filters: [usual({})] }
  it.each([
    { name: 'the way there: TCP connects, then the ACK inside half a handshake is invalid', network: asymmetric(firewall, {}), asked: flow(), expected: { reachability: 'unreachable', disposition: 'denied-in', clientSees: 'timeout' } },
    { name: 'the way there: UDP is fine', network: asymmetric(firewall, {}), asked: udp(), expected: { reachability: 'reachable' } },
    { name: 'the way back: a SYN-ACK without its SYN is invalid', network: asymmetric({}, firewall), asked: flow(), expected: { reachability: 'unreachable', clientSees: 'timeout' } },
    { name: 'the way back: UDP replies look new and pass', network: asymmetric({}, firewall), asked: udp(), expected: { reachability: 'reachable' } },
    { name: 'the way back: an echo reply without its request is invalid (nf_conntrack_proto_icmp)', network: asymmetric({}, firewall), asked: ping(), expected: { reachability: 'unreachable' } },
    { name: 'the way back: an SCTP INIT ACK without its INIT is invalid (nf_conntrack_proto_sctp)', network: chainWithSctp({}, firewall), asked: flow({ protocol: PROTOCOLS.sctp }), expected: { reachability: 'unreachable' } },
    { name: 'the way there: ping is fine', network: asymmetric(firewall, {}), asked: ping(), expected: { reachability: 'reachable' } },
  ])('$name', ({ network, asked, expected }) => { expect(told(network, asked)).toMatchObject(expected) })

  function chainWithSctp(one: Partial<Device>, two: Partial<Device>): Network {
    const network = asymmetric(one, two)
    const server = network.devices.get(deviceOf('server')) as Device
    return { ...network, devices: new Map(network.devices).set(server.id, { ...server, listeners: [{ protocol: PROTOCOLS.sctp, ports: { from: 80, to: 80 }, from: server.from }] }) }
  }

  it('invalid packets pass where nothing drops them', () => {
    const counting = { filters: [filter('forward', [rule(inState('new'), 'accept')], { stateful: false, otherwise: 'accept' })] }
    expect(told(asymmetric(counting, {}))).toMatchObject({ reachability: 'reachable' })
  })
})

describe('a segment in the middle of an unknown connection', () => {
  // Only the way back meets the firewall, which lets the SYN-ACK pass as invalid and drops what is new.
  const network = asymmetric({}, { filters: [filter('forward', [rule(inState('new'), 'drop')], { stateful: false, otherwise: 'accept' })] })
  it('is new to Linux (nf_conntrack_tcp_loose)', () => { expect(told(network)).toMatchObject({ reachability: 'unreachable', disposition: 'denied-in' }) })
  it('is invalid to a tracker that says so', () => { expect(told(strict(network, 'two'))).toMatchObject({ reachability: 'reachable' }) })
})

describe('states as rules see them', () => {
  it.each([
    { name: 'established and related pass, new ones by the rules', filters: [usual(tcp80)], asked: flow(), expected: { reachability: 'reachable' } },
    { name: 'a new one without a rule does not', filters: [usual(tcp80)], asked: flow({ destinationPort: 81 }), expected: { disposition: 'denied-in' } },
    { name: 'IPv6 alike', filters: [usual(tcp80)], asked: overV6(flow()), expected: { reachability: 'reachable' } },
    { name: 'the error about an admitted packet is related and comes home', filters: [usual({})], asked: udp({ destinationPort: 81 }), expected: { disposition: 'refused', clientSees: 'refused' } },
    { name: 'without a rule for related it does not', filters: [filter('forward', [rule(inState('established'), 'accept', 0), rule(inState('new'), 'accept', 1)], { stateful: false })], asked: udp({ destinationPort: 81 }), expected: { disposition: 'refused', clientSees: 'timeout' } },
    { name: 'the reset of a closed port is a reply', filters: [usual({})], asked: flow({ destinationPort: 81 }), expected: { disposition: 'refused', clientSees: 'refused' } },
  ])('$name', ({ filters, asked, expected }) => { expect(told(chain({ router: changed({ filters }) }), asked)).toMatchObject(expected) })
})

it('a reset that says that an ACK is inside half a handshake ends the flow where it is said; lost on its way, it lets the data pass as a new one (nf_conntrack_tcp_packet; seed 781)', () => {
  const refusing = filter('forward', [rule(inState('invalid'), 'reset')], { stateful: false, otherwise: 'accept' })
  const mute = filter('local-out', [rule(protocol(PROTOCOLS.tcp), 'drop')], { stateful: false, otherwise: 'accept', id: 'mute' })
  expect(told(asymmetric({ filters: [refusing] }, {}))).toMatchObject({ disposition: 'denied-in', clientSees: 'reset' })
  expect(told(asymmetric({ filters: [refusing, mute] }, {}))).toMatchObject({ reachability: 'reachable' })
  expect(told(strict(asymmetric({ filters: [refusing, mute] }, {}), 'router'))).toMatchObject({ disposition: 'denied-in', clientSees: 'timeout' })
})

describe('kept out of tracking, or tracked elsewhere', () => {
  const untrack = marking('prerouting', 'raw', { type: 'untrack' })
  it('what is kept out has the state untracked', () => {
    expect(told(chain({ router: changed({ markings: [untrack], filters: [filter('forward', [rule(inState('untracked'), 'accept')], { stateful: false })] }) }))).toMatchObject({ reachability: 'reachable' })
    expect(told(chain({ router: changed({ markings: [untrack], filters: [usual({})] }) }))).toMatchObject({ disposition: 'denied-in' })
  })
  it('and is not translated (Linux nf_nat_inet_fn)', () => {
    expect(told(chain({ router: changed({ markings: [untrack], nat: [nat('postrouting', { type: 'masquerade' })] }) }))).toMatchObject({ sourceSeen: '192.0.2.10' })
  })
  it('in a zone of one interface only, a reply finds no flow (nft(8), ct zone)', () => {
    const zone = marking('prerouting', 'raw', { type: 'track-in', tracker: trackerOf('zone') }, { inInterfaces: [interfaceOf(deviceOf('router'), 'lan')] })
    expect(told(chain({ router: changed({ markings: [zone], filters: [usual(tcp80)] }) }))).toMatchObject({ reachability: 'unreachable', disposition: 'denied-in' })
    expect(told(chain({ router: changed({ markings: [{ ...zone, match: {} }], filters: [usual(tcp80)] }) }))).toMatchObject({ reachability: 'reachable' })
  })
})

describe('marks of connections (nft(8), ct mark)', () => {
  const byMark = policy('router', { back: ['192.0.2.0/24 blackhole'] }, [{ match: { mark: { value: 5, mask: 255 } } }])
  const lan = { inInterfaces: [interfaceOf(deviceOf('router'), 'lan')] }
  const wan = { inInterfaces: [interfaceOf(deviceOf('router'), 'wan')] }
  it.each([
    { name: 'set on the first packet, restored for the reply, which is then routed by it', markings: [marking('prerouting', 'mangle', { type: 'mark-connection', bits: { value: 5, mask: 255 } }, lan), marking('prerouting', 'mangle', { type: 'restore', mask: 255 }, wan)], expected: { disposition: 'null-routed' } },
    { name: 'saved from the packet\'s own mark', markings: [marking('prerouting', 'mangle', { type: 'mark', bits: { value: 5, mask: 255 } }, lan), marking('prerouting', 'mangle', { type: 'save', mask: 255 }, lan), marking('prerouting', 'mangle', { type: 'mark', bits: { value: 0, mask: 255 } }, lan), marking('prerouting', 'mangle', { type: 'restore', mask: 255 }, wan)], expected: { disposition: 'null-routed' } },
    { name: 'a mark does not travel: without restoring, the reply has none', markings: [marking('prerouting', 'mangle', { type: 'mark-connection', bits: { value: 5, mask: 255 } }, lan)], expected: { reachability: 'reachable' } },
    { name: 'saved on the way through', markings: [marking('prerouting', 'mangle', { type: 'restore', mask: 255 }, wan), marking('forward', 'mangle', { type: 'mark-connection', bits: { value: 5, mask: 255 } }, lan)], expected: { disposition: 'null-routed' } },
  ])('$name', ({ markings, expected }) => {
    expect(told(chain({ router: { change: device => ({ ...byMark.change(device), markings }) } }))).toMatchObject(expected)
  })
})

describe('translation and state', () => {
  it('an ACK that the translating device holds invalid goes on untranslated, and is not for anybody there', () => {
    // The SYN-ACK comes back past the translator, so its half handshake makes the ACK invalid and the ACK keeps the address that was asked.
    const router = { nat: [nat('prerouting', { type: 'destination', targets: [{ address: ip('198.51.100.20'), from: deviceOf('server') as never }] }, { destinations: { cidrs: [cidr('203.0.113.80/32')] } })] }
    const made = told(asymmetric(router, {}), flow({ destination: ip('203.0.113.80') }))
    expect(made).toMatchObject({ reachability: 'unreachable', disposition: 'not-a-reply', clientSees: 'timeout' })
  })
})
