import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { PROTOCOLS } from '@/lib/net/protocol'
import { ip } from '@/lib/net/ip-address'
import type { Device } from '@/lib/network/device'
import type { PacketMatch } from '@/lib/network/match'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import { converse } from './conversation'
import type { SampleDevice } from './sample'
import { chain, changed, filter, flow, marking, nat, overV6, ping, policy, protocol, rule, told, udp } from './sample-chain'

/* Cases in which the kernel and the simulator once disagreed, each with what the kernel did. */

const masquerading = { nat: [nat('postrouting', { type: 'masquerade' })] }

describe('errors through a masquerade come to the translator\'s own address, and on to the client (nf_nat_icmp_reply_translation)', () => {
  it.each([
    { name: 'port unreachable from the server', network: chain({ router: changed(masquerading) }), asked: udp({ destinationPort: 81 }), sees: 'refused' },
    { name: 'the same over IPv6', network: chain({ router: changed(masquerading) }), asked: overV6(udp({ destinationPort: 81 })), sees: 'refused' },
    { name: 'host unreachable from a router behind it', network: beyond({}), asked: udp({ destination: ip('203.0.113.99') }), sees: 'unreachable' },
    { name: 'too big from a router behind it', network: beyond({ far: { mtuBytes: 1400 } }), asked: ping({ destination: ip('203.0.113.7'), sizeBytes: 1452, dontFragment: true }), sees: 'too-big' },
  ])('$name', ({ network, asked, sees }) => { expect(told(network, asked)).toMatchObject({ clientSees: sees }) })
})

/** A second router with a segment 203.0.113.0/24 behind the translating one. */
function beyond(changeInterface: Record<string, object>) {
  return chain({ router: { ...changed(masquerading), routes: ['203.0.113.0/24 via 198.51.100.2'] } }, [
    { id: 'second', interfaces: { near: 'wan 198.51.100.2/24', far: 'far 203.0.113.1/24' }, changeInterface },
    { id: 'last', interfaces: { eth0: 'far 203.0.113.7/24' }, routes: ['0.0.0.0/0 via 203.0.113.1'] },
  ])
}

describe('what is not about the packet that was sent is ignored (RFC 9293 section 3.10.7.3, RFC 5927 section 4)', () => {
  // The server stands on the client's own segment, so its answer does not come back through the translator.
  const besides = (asked: ReturnType<typeof flow>) => told(chain({
    router: changed({ nat: [nat('prerouting', { type: 'destination', targets: [{ address: ip('192.0.2.20'), from: elementId('near') }] }, { destinations: { cidrs: [cidr('203.0.113.80/32')] } })] }),
  }, [{ id: 'near', interfaces: { eth0: 'lan 192.0.2.20/24' } }]), { ...asked, destination: ip('203.0.113.80') })
  it('a reset from another address than the one asked', () => { expect(besides(flow())).toMatchObject({ disposition: 'refused', clientSees: 'timeout' }) })
  it('an error that quotes another header', () => { expect(besides(udp())).toMatchObject({ disposition: 'refused', clientSees: 'timeout' }) })
})

describe('a device\'s own packet that has no way fails at once, silent or not (ip-route(8))', () => {
  it.each([
    { name: 'a blackhole', routes: ['198.51.100.0/24 blackhole', '::/0 blackhole'], disposition: 'null-routed' },
    { name: 'prohibited', routes: ['198.51.100.0/24 prohibit', '::/0 prohibit'], disposition: 'no-route' },
    { name: 'unreachable', routes: ['198.51.100.0/24 unreachable', '::/0 unreachable'], disposition: 'no-route' },
    { name: 'no route', routes: [], disposition: 'no-route' },
  ])('$name', ({ routes, disposition }) => {
    expect(told(chain({ client: { routes } }))).toMatchObject({ disposition, at: 'client', clientSees: 'unreachable' })
    expect(told(chain({ client: { routes } }), overV6(udp()))).toMatchObject({ disposition, at: 'client', clientSees: 'unreachable' })
  })
  it('on another device a blackhole stays silent', () => { expect(told(chain({ router: { routes: ['198.51.100.20/32 blackhole'] } }))).toMatchObject({ clientSees: 'timeout' }) })
})

it('who accepted has replied if any of several ways leads home', () => {
  const made = converse(chain({ server: { routes: ['192.0.2.0/24 via 198.51.100.1', '192.0.2.0/24 via 198.51.100.99'] } }), udp())
  expect(made).toMatchObject({ reachability: 'ambiguous', accepted: [{ device: 'server', replied: true }] })
})

describe('errors on their way back', () => {
  it('a tracked flow\'s error meets its flow\'s translation only, not a prefix mapping beside it (disagreement 6)', () => {
    const mapping = { inside: cidr('198.51.100.0/24'), outside: cidr('203.0.113.0/24') }
    const router = changed({ nat: [nat('postrouting', { type: 'source-prefix', ...mapping }, { outInterfaces: [interfaceOf(deviceOf('router'), 'lan')] })], filters: [filter('forward', [rule({ states: ['new'] }, 'accept')])] })
    expect(told(chain({ router }), udp({ destinationPort: 81 }))).toMatchObject({ disposition: 'refused', clientSees: 'refused' })
    expect(told(chain({ router }))).toMatchObject({ reachability: 'reachable' })
  })
  it('one that is as large as it may be does not fit everywhere itself (disagreement 8, RFC 4443 section 2.4 c)', () => {
    const lan = (mtuBytes: number) => chain({ router: { changeInterface: { lan: { mtuBytes } } } })
    expect(told(lan(1280), { ...overV6(udp({ destinationPort: 81 })), sizeBytes: 1270 })).toMatchObject({ clientSees: 'refused' })
  })
})

describe('a sender\'s own link (Linux ip_append_data)', () => {
  const own = (more: object, edit: object = {}) => chain({ client: { changeInterface: { eth0: { mtuBytes: 1400, ...more } }, ...edit } })
  it('it is told at once, even where the interface tells others nothing (disagreement 15)', () => {
    expect(told(own({ sendsTooBig: false }), udp({ sizeBytes: 1452 }))).toMatchObject({ disposition: 'mtu-exceeded', at: 'client', clientSees: 'too-big' })
  })
  it('and before any of its filters (disagreement 16)', () => {
    expect(told(own({}, changed({ filters: [filter('local-out', [rule({}, 'reject')])] })), udp({ sizeBytes: 1452 }))).toMatchObject({ disposition: 'mtu-exceeded', clientSees: 'too-big' })
    expect(told(own({}, changed({ filters: [filter('local-out', [rule({}, 'reject')])] })), udp({ sizeBytes: 100 }))).toMatchObject({ disposition: 'denied-in', clientSees: 'refused' })
  })
})

it('a packet that is translated back to its sender and refused there is no answer to what it sent (seed 33 probe 31)', () => {
  const router = changed({ nat: [nat('prerouting', { type: 'destination', targets: [{ address: ip('2001:db8:1::10'), from: elementId('client') }] }, { destinations: { cidrs: [cidr('2001:db8:9::9/128')] } })] })
  expect(told(chain({ router }), { ...overV6(flow()), destination: ip('2001:db8:9::9') })).toMatchObject({ disposition: 'refused', at: 'client', clientSees: 'timeout' })
})

it('a device\'s own error about a missing neighbour meets its own filters (seed 80 probe 16)', () => {
  const client = changed({ filters: [filter('local-in', [], { stateful: false })] })
  expect(told(chain({ client }), udp({ destination: ip('192.0.2.99') }))).toMatchObject({ disposition: 'neighbor-unreachable', at: 'client', clientSees: 'timeout' })
  expect(told(chain(), udp({ destination: ip('192.0.2.99') }))).toMatchObject({ disposition: 'neighbor-unreachable', at: 'client', clientSees: 'unreachable' })
})

describe('an error with several equal ways, of which one is dead, is seen or not (disagreements 18 and 19)', () => {
  const server = { routes: ['192.0.2.0/24 via 198.51.100.1', '192.0.2.0/24 via 198.51.100.99'] }
  it.each([
    { name: 'a reset', asked: flow({ destinationPort: 81 }) },
    { name: 'port unreachable', asked: udp({ destinationPort: 81 }) },
  ])('$name', ({ asked }) => {
    expect(converse(chain({ server }), asked)).toMatchObject({ reachability: 'unreachable', clientSees: 'refused', clientMaySee: ['refused', 'timeout'] })
    expect(converse(chain(), asked)).toMatchObject({ clientMaySee: ['refused'] })
  })
})

describe('a device\'s own IPv6 packet is routed before it has a source, and not again (Linux ip6_dst_lookup_tail; seed 45 probe 27)', () => {
  const fromOwn = (prefix: string, only: string) => ({ client: policy('client', { special: [only] }, [{ match: { sources: { cidrs: [cidr(prefix)] } } }]) })
  it('a rule by source does not see it', () => {
    expect(told(chain(fromOwn('2001:db8:1::/64', '::/0 blackhole')), overV6(flow()))).toMatchObject({ reachability: 'reachable' })
  })
  it('but sees it in IPv4, and where the source was given', () => {
    expect(told(chain(fromOwn('192.0.2.0/24', '0.0.0.0/0 blackhole')), flow())).toMatchObject({ disposition: 'null-routed', at: 'client' })
    expect(told(chain(fromOwn('2001:db8:1::/64', '::/0 blackhole')), { ...overV6(flow()), source: ip('2001:db8:1::10') })).toMatchObject({ disposition: 'null-routed', at: 'client' })
  })
})

it('a router\'s own too-big about a packet that it is yet to translate belongs to the flow, so its rule about related errors sees it (nf_ct_attach; seed 361 probe 22)', () => {
  const silenced = { ...masquerading, filters: [filter('local-out', [rule({ states: ['related'] }, 'drop')], { stateful: false, otherwise: 'accept' })] }
  const small = { changeInterface: { wan: { mtuBytes: 1300 } } }
  expect(told(chain({ router: { ...small, ...changed(silenced) } }), flow({ sizeBytes: 1400 }))).toMatchObject({ reachability: 'unreachable', disposition: 'mtu-exceeded', clientSees: 'timeout' })
  expect(told(chain({ router: { ...small, ...changed(masquerading) } }), flow({ sizeBytes: 1400 }))).toMatchObject({ reachability: 'reachable' })
})

it('a datagram in fragments is refused in silence where nothing puts it together: its checksum cannot be verified, where it is (nf_send_unreach, nf_reject_verify_csum; seed 305 probe 42)', () => {
  const refusing = (kind: 'stateless' | 'stateful') => changed({ filters: [filter('forward', [rule({}, 'reject')], { stateful: kind === 'stateful', otherwise: 'accept' })] })
  const asked = (kind: 'stateless' | 'stateful', protocol: number = PROTOCOLS.udp) => told(chain({ client: { changeInterface: { eth0: { mtuBytes: 1300 } } }, router: refusing(kind) }), udp({ sizeBytes: 1430, dontFragment: false, protocol }))
  expect(asked('stateless')).toMatchObject({ disposition: 'denied-in', clientSees: 'timeout' })
  expect(asked('stateful')).toMatchObject({ disposition: 'denied-in', clientSees: 'refused' })
  expect(asked('stateless', PROTOCOLS.sctp)).toMatchObject({ disposition: 'denied-in', clientSees: 'refused' })
})

describe('a one-to-one mapping by flow (nft(8), snat prefix)', () => {
  // The answer comes back by another router, which maps the server's prefix and has not seen the SYN.
  const answered = (byFlow: object) => converse(chain({ server: { routes: ['0.0.0.0/0 via 198.51.100.2'] } }, [{
    id: 'second', interfaces: { lan: 'lan 192.0.2.2/24', wan: 'wan 198.51.100.2/24' },
    ...changed({ nat: [nat('postrouting', { type: 'source-prefix', inside: cidr('198.51.100.0/24'), outside: cidr('203.0.113.0/24'), ...byFlow }, { outInterfaces: [interfaceOf(deviceOf('second'), 'lan')] })] }),
  }]), flow())
  it('leaves a SYN-ACK of an unknown connection as it is (nf_nat_inet_fn), and maps what it then picks up', () => {
    expect(answered({ byFlow: true }).return.map(trace => `${trace.phase} ${trace.disposition}`)).toEqual(['continue-reply not-a-reply'])
  })
  it('where a fabric maps every packet alike', () => {
    expect(answered({}).return.map(trace => `${trace.phase} ${trace.disposition}`)).toEqual(['reply not-a-reply'])
  })
})

it('a packet to the sender\'s own address is delivered on its own device and leaves by no interface (ip-rule(8), rule 0)', () => {
  for (const [destination, asked] of [['192.0.2.10', flow()], ['192.0.2.10', udp()], ['2001:db8:1::10', overV6(flow())]] as const) {
    const made = converse(chain({ client: { listens: [80], routes: ['192.0.2.0/24 blackhole'] } }), { ...asked, destination: ip(destination) })
    expect(made).toMatchObject({ reachability: 'reachable', accepted: [{ device: 'client', sourceSeen: destination, replied: true }] })
    expect(made.forward.flatMap(trace => trace.hops.map(hop => hop.device))).toEqual(['client'])
    expect(made.forward.flatMap(trace => trace.hops.flatMap(hop => hop.steps.map(step => step.type)))).not.toContain('transmit')
  }
  expect(told(chain(), { ...flow({ destinationPort: 81 }), destination: ip('192.0.2.10') })).toMatchObject({ disposition: 'refused', at: 'client', clientSees: 'refused' })
})

describe('a stranger\'s reset may end the connection (RFC 9293 section 3.10.7.1; seed 295)', () => {
  // Answers come by a router that has not seen the SYN: it leaves the SYN-ACK alone, and gives what comes next a source that nobody asked.
  const stray = (second: object) => told(chain({ router: changed(masquerading), server: { routes: ['0.0.0.0/0 via 198.51.100.1', '198.51.100.1/32 via 198.51.100.2'] } }, [
    { id: 'second', interfaces: { wan: 'wan 198.51.100.2/24' }, ...changed({ ...masquerading, ...second }) },
  ]))
  it('the server, reset by the one who got its answer, resets the client, since a flow whose only answer is a reset is forgotten (nf_conntrack_tcp_packet)', () => {
    expect(stray({})).toMatchObject({ reachability: 'unreachable', disposition: 'delivered-elsewhere', at: 'router', clientSees: 'reset' })
  })
  it('unless the stranger\'s reset does not come to the server', () => {
    expect(stray({ filters: [filter('forward', [rule({ states: ['established'] }, 'drop')], { stateful: false, otherwise: 'accept' })] })).toMatchObject({ disposition: 'delivered-elsewhere', clientSees: 'timeout' })
  })
  it('also where its translator marks connections: what a reset has ended is not remembered again by a mark (seed 428)', () => {
    expect(stray({ markings: [marking('prerouting', 'mangle', { type: 'mark-connection', bits: { value: 16, mask: 255 } })] })).toMatchObject({ disposition: 'delivered-elsewhere', clientSees: 'reset' })
  })
  it('or the stranger is silent', () => {
    const network = chain({ router: changed({ ...masquerading, notices: 'silent' }), server: { routes: ['0.0.0.0/0 via 198.51.100.1', '198.51.100.1/32 via 198.51.100.2'] } }, [{ id: 'second', interfaces: { wan: 'wan 198.51.100.2/24' }, ...changed(masquerading) }])
    expect(told(network)).toMatchObject({ disposition: 'delivered-elsewhere', clientSees: 'timeout' })
  })
})

describe('a packet that was translated and comes by the translator again (get_unique_tuple; seeds 11, 19, 25, 65)', () => {
  // The router sends the client's packet to a second one, which sends it back; only then does it go to the server.
  const round = policy('router', { round: ['0.0.0.0/0 via 198.51.100.2 dev wan', '::/0 via 2001:db8:2::2 dev wan'] }, [{ match: { inInterfaces: [interfaceOf(deviceOf('router'), 'lan')] } }])
  const twice = (action: Parameters<typeof nat>[1], server: object = {}) => chain({
    router: { change: device => ({ ...round.change(device), nat: [nat('postrouting', action, { sources: { cidrs: [cidr('192.0.2.0/24'), cidr('2001:db8:1::/64')] } })] }) }, server,
  }, [{ id: 'second', interfaces: { wan: 'wan 198.51.100.2/24 2001:db8:2::2/64' }, routes: ['198.51.100.20/32 via 198.51.100.1', '203.0.113.0/24 via 198.51.100.1', '2001:db8:2::20/128 via 2001:db8:2::1'] }])
  const mapping = { type: 'source-prefix', inside: cidr('192.0.2.0/24'), outside: cidr('203.0.113.0/24'), byFlow: true } as const

  it('is a flow of its own with another source port, so that the answer finds its way back through both', () => {
    const made = converse(twice(mapping, { routes: ['203.0.113.0/24 via 198.51.100.1'] }), udp())
    const ports = made.forward[0]?.hops.flatMap(hop => hop.steps.flatMap(step => (step.type === 'translate' ? [`${step.after.source} ${step.after.sourcePort === step.before.sourcePort ? 'same' : 'other'} port`] : [])))
    expect(ports).toEqual(['203.0.113.10 same port', '203.0.113.10 other port'])
  })
  it('its answer comes back to the translator\'s own address and not to the client (in IPv6, which does not mind its own source)', () => {
    expect(told(twice({ type: 'masquerade' }), overV6(udp()))).toMatchObject({ reachability: 'unreachable', by: ['server'], clientSees: 'timeout' })
  })
  it('a ping gets another identifier in the same way', () => {
    expect(told(twice({ type: 'masquerade' }), overV6(ping()))).toMatchObject({ reachability: 'unreachable', by: ['server'], clientSees: 'timeout' })
  })
})

describe('a masqueraded flow belongs to the interface by which it first left (nf_nat_oif_changed; seed 440)', () => {
  const fixed = { type: 'source', addresses: [ip('198.51.100.1'), ip('2001:db8:1::1')] } as const
  it('so the router\'s own packet that comes back to it and is to leave elsewhere is dropped (IPv6, which does not mind its own source)', () => {
    const round = policy('router', { round: ['::/0 via 2001:db8:1::3 dev lan'] }, [{ ownOnly: true }])
    const asked = { ...overV6(udp({ device: deviceOf('router') })), source: ip('2001:db8:1::1') }
    const world = (action: Parameters<typeof nat>[1]) => chain({ router: { change: device => ({ ...round.change(device), nat: [nat('postrouting', action)] }) } }, [{ id: 'second', interfaces: { lan: 'lan 2001:db8:1::3/64' }, routes: ['::/0 via 2001:db8:1::1'] }])
    expect(told(world({ type: 'masquerade' }), asked)).toMatchObject({ disposition: 'denied-out', at: 'router', clientSees: 'timeout', why: 'nat.leaves-by-another' })
    expect(told(world(fixed), asked)).toMatchObject({ reachability: 'reachable' })
  })
  it('and what TCP sends on by another is dropped, forgotten, and taken for a new flow when it is sent again', () => {
    const elsewhere = policy('router', { other: ['198.51.100.0/24 via 203.0.113.2 dev side'] }, [{ match: { mark: { value: 5, mask: 255 } } }])
    const markings = [marking('prerouting', 'mangle', { type: 'mark', bits: { value: 5, mask: 255 } }, { states: ['established'], inInterfaces: [interfaceOf(deviceOf('router'), 'lan')] })]
    const world = (action: Parameters<typeof nat>[1]) => chain({ router: {
      interfaces: { lan: 'lan 192.0.2.1/24', wan: 'wan 198.51.100.1/24', side: 'side 203.0.113.1/24' }, change: device => ({ ...elsewhere.change(device), markings, nat: [nat('postrouting', action, { sources: { cidrs: [cidr('192.0.2.0/24')] } })] }),
    } }, [{ id: 'second', interfaces: { side: 'side 203.0.113.2/24' }, routes: ['198.51.100.0/24 blackhole'] }])
    expect(told(world(fixed))).toMatchObject({ disposition: 'null-routed', at: 'second' })
    expect(told(world({ type: 'masquerade' }))).toMatchObject({ reachability: 'reachable', sourceSeen: '198.51.100.1' })
  })
})

it('an error about a translated flow leaves with the address that was asked, whoever sent it, and meets the reverse-path filter with that (nf_nat_icmp_reply_translation; seed 119)', () => {
  const router = changed({ nat: [nat('prerouting', { type: 'destination', targets: [{ address: ip('203.0.113.99'), from: elementId('last') }] }, { destinations: { cidrs: [cidr('192.0.2.1/32')] } })] })
  const network = chain({ router: { ...router, routes: ['203.0.113.0/24 via 198.51.100.2'] }, client: { routes: [], changeInterface: { eth0: { reversePathFilter: 'strict' } } } }, [{ id: 'second', interfaces: { near: 'wan 198.51.100.2/24', far: 'far 203.0.113.1/24' }, routes: ['192.0.2.0/24 via 198.51.100.1'] }])
  // The client has no route to the one who sends it.
  expect(told(network, udp({ destination: ip('192.0.2.1') }))).toMatchObject({ disposition: 'neighbor-unreachable', at: 'second', clientSees: 'unreachable' })
})

it('what a device says of its own closed port to itself meets its own filters (seed 52)', () => {
  const own = { ...udp({ destinationPort: 81 }), destination: ip('192.0.2.10') }
  const silenced = changed({ filters: [filter('local-out', [rule({ ...protocol(PROTOCOLS.icmp), states: ['related'] }, 'drop')], { stateful: false, otherwise: 'accept' })] })
  expect(told(chain(), own)).toMatchObject({ disposition: 'refused', at: 'client', clientSees: 'refused' })
  expect(told(chain({ client: silenced }), own)).toMatchObject({ disposition: 'refused', at: 'client', clientSees: 'timeout' })
})

it('what the second routing of an own packet cannot place fails a datagram at once; TCP sends again in silence (tcp_connect, NF_DROP_ERR; seeds 139, 176, 205, 261, 332)', () => {
  const toServer = nat('output', { type: 'destination', targets: [{ address: ip('198.51.100.20'), from: elementId('server') }] }, { destinations: { cidrs: [cidr('203.0.113.80/32')] } })
  const network = chain({ client: { routes: ['203.0.113.0/24 via 192.0.2.1', '198.51.100.0/24 blackhole'], ...changed({ nat: [toServer] }) } })
  expect(told(network, { ...udp(), destination: ip('203.0.113.80') })).toMatchObject({ disposition: 'null-routed', at: 'client', clientSees: 'unreachable' })
  expect(told(network, { ...flow(), destination: ip('203.0.113.80') })).toMatchObject({ disposition: 'null-routed', at: 'client', clientSees: 'timeout' })
})

it('nor does a ping over IPv6 hear of it (icmpv6_push_pending_frames; seed 631)', () => {
  const translated = (asked: string, real: string) => nat('output', { type: 'destination', targets: [{ address: ip(real), from: elementId('server') }] }, { destinations: { cidrs: [cidr(asked)] } })
  const client = { routes: ['203.0.113.0/24 via 192.0.2.1', '198.51.100.0/24 blackhole', '2001:db8:3::/64 via 2001:db8:1::1', '2001:db8:2::/64 blackhole'], ...changed({ nat: [translated('203.0.113.80/32', '198.51.100.20'), translated('2001:db8:3::80/128', '2001:db8:2::20')] }) }
  const toBlackhole = { disposition: 'null-routed', at: 'client' }
  expect(told(chain({ client }), ping({ destination: ip('203.0.113.80') }))).toMatchObject({ ...toBlackhole, clientSees: 'unreachable' })
  expect(told(chain({ client }), { ...ping(), protocol: PROTOCOLS.icmpv6, destination: ip('2001:db8:3::80') })).toMatchObject({ ...toBlackhole, clientSees: 'timeout' })
  expect(told(chain({ client }), { ...udp(), destination: ip('2001:db8:3::80') })).toMatchObject({ ...toBlackhole, clientSees: 'unreachable' })
})

it('a TCP sender over IPv6 that has learned a size is routed anew, now with its source (inet6_csk_update_pmtu; seed 591)', () => {
  const asked = overV6(flow({ sizeBytes: 1452 }))
  const bySource = policy('client', { own: ['2001:db8:2::/64 blackhole'] }, [{ match: { sources: { cidrs: [cidr('2001:db8:1::10/128')] } } }])
  const narrow = { changeInterface: { wan: { mtuBytes: 1400 } } }
  expect(told(chain({ client: bySource }), asked)).toMatchObject({ reachability: 'reachable' })
  expect(told(chain({ router: narrow }), asked)).toMatchObject({ reachability: 'reachable' })
  expect(told(chain({ client: bySource, router: narrow }), asked)).toMatchObject({ disposition: 'null-routed', at: 'client', clientSees: 'timeout' })
})

describe('what TCP sends besides its data', () => {
  const second = (more: SampleDevice['interfaces'], changes: Partial<SampleDevice> = {}): SampleDevice => ({ id: 'second', interfaces: { wan: 'wan 198.51.100.2/24', ...more }, ...changes })
  const server = { routes: ['0.0.0.0/0 via 198.51.100.2'] }
  const lan = { lan: 'lan 192.0.2.2/24' }

  it('a SYN without an answer goes again, and who has seen the answer go by may refuse it (seed 874)', () => {
    const world = (filters: Device['filters']) => chain({
      router: { interfaces: { lan: 'lan 192.0.2.1/24', wan: 'wan 198.51.100.1/24', side: 'side 203.0.113.1/24' }, changeInterface: { side: { reversePathFilter: 'strict' } }, ...changed({ filters }) }, server,
    }, [second({ side: 'side 203.0.113.2/24' }, { routes: ['192.0.2.0/24 via 203.0.113.1'] })])
    const answered = { states: ['established' as const], inInterfaces: [interfaceOf(deviceOf('router'), 'lan')] }
    expect(told(world([filter('forward', [rule(answered, 'drop')], { stateful: false, otherwise: 'accept' })]))).toMatchObject({ disposition: 'reverse-path-dropped', at: 'router', clientSees: 'timeout' })
    expect(told(world([filter('forward', [rule(answered, 'reset')], { stateful: false, otherwise: 'accept' })]))).toMatchObject({ disposition: 'reverse-path-dropped', at: 'router', clientSees: 'refused' })
  })

  it('an answer that is rejected with a reset resets the one who answers, who then refuses what comes (seed 884)', () => {
    const world = (answer: 'drop' | 'reset') => chain({ server }, [second(lan, changed({ filters: [filter('forward', [rule({ states: ['new'] }, answer)], { stateful: false, otherwise: 'accept' })] }))])
    expect(told(world('drop'))).toMatchObject({ disposition: 'denied-in', clientSees: 'timeout' })
    expect(told(world('reset'))).toMatchObject({ disposition: 'denied-in', clientSees: 'reset' })
  })

  it('an acknowledgement is small and comes further than data: where it is a stranger\'s, it ends the connection (seed 914)', () => {
    const world = (more: Partial<Device>) => chain({ server }, [second(lan, { changeInterface: { lan: { mtuBytes: 1000, sendsTooBig: false } }, ...changed(more) })])
    const asked = flow({ sizeBytes: 1200 })
    expect(told(world({}), asked)).toMatchObject({ disposition: 'mtu-exceeded', at: 'second', clientSees: 'timeout' })
    expect(told(world({ nat: [nat('postrouting', { type: 'masquerade' })] }), asked)).toMatchObject({ disposition: 'not-a-reply', at: 'client', clientSees: 'reset' })
  })

  it('and on its way there it may be refused behind the place where data is lost', () => {
    const refusing = changed({ filters: [filter('forward', [rule({ states: ['established'], inInterfaces: [interfaceOf(deviceOf('far'), 'middle')] }, 'reset')], { stateful: false, otherwise: 'accept' })] })
    const world = (more: Partial<SampleDevice>) => chain({
      router: { interfaces: { lan: 'lan 192.0.2.1/24', middle: 'middle 203.0.113.1/24' }, routes: ['198.51.100.0/24 via 203.0.113.2'], changeInterface: { middle: { mtuBytes: 1000, sendsTooBig: false } } },
    }, [{ id: 'far', interfaces: { middle: 'middle 203.0.113.2/24', wan: 'wan 198.51.100.1/24' }, routes: ['192.0.2.0/24 via 203.0.113.1'], ...more }])
    expect(told(world({}), flow({ sizeBytes: 1200 }))).toMatchObject({ disposition: 'mtu-exceeded', at: 'router', clientSees: 'timeout' })
    expect(told(world(refusing), flow({ sizeBytes: 1200 }))).toMatchObject({ clientSees: 'reset' })
  })
})

it('what a device says to itself is masqueraded too: with its first address, since lo has none (inet_select_addr; seed 915)', () => {
  const own = { ...flow({ device: deviceOf('router'), destinationPort: 53 }), protocol: PROTOCOLS.udp }
  const network = chain({ router: { listens: [53], ...changed(masquerading) } })
  expect(told(network, { ...own, destination: ip('198.51.100.1') })).toMatchObject({ reachability: 'reachable', by: ['router'], sourceSeen: '192.0.2.1' })
  expect(told(network, { ...own, destination: ip('2001:db8:2::1') })).toMatchObject({ reachability: 'reachable', by: ['router'], sourceSeen: '2001:db8:2::1' })
})

it('a forwarded datagram is whole until it leaves: a filter before that refuses it aloud (ip_forward, ip_finish_output; seed 85)', () => {
  const router = { changeInterface: { wan: { mtuBytes: 1300 } }, ...changed({ filters: [filter('forward', [rule({}, 'reject')], { stateful: false, otherwise: 'accept' })] }) }
  expect(told(chain({ router }), udp({ sizeBytes: 1430, dontFragment: false }))).toMatchObject({ disposition: 'denied-in', clientSees: 'refused' })
})

it('an IPv6 sender without a way takes an address all the same, and a rule for that address may have one (ip6_dst_lookup_tail; seed 91)', () => {
  const byOwn = policy('client', { own: ['::/0 via 2001:db8:1::1 dev eth0'] }, [{ match: { sources: { cidrs: [cidr('2001:db8:1::10/128')] } } }])
  expect(told(chain({ client: { routes: [], ...byOwn } }), overV6(flow()))).toMatchObject({ reachability: 'reachable' })
})

describe('a forwarded IPv6 packet meets the MTU of its interface before the filters, that of its route after them (ip6_forward, ip6_finish_output; seed 258)', () => {
  const dropping = { filters: [filter('forward', [], { stateful: false })] }
  const asked = overV6(udp({ sizeBytes: 1452 }))
  it('of the interface', () => { expect(told(chain({ router: { changeInterface: { wan: { mtuBytes: 1400 } }, ...changed(dropping) } }), asked)).toMatchObject({ disposition: 'mtu-exceeded', clientSees: 'too-big' }) })
  it('of the route', () => {
    const small = (device: Device): Device => ({ ...device, ...dropping, tables: device.tables.map(table => ({ ...table, routes: table.routes.map(route => ({ ...route, mtuBytes: 1400 })) })) })
    expect(told(chain({ router: { change: small } }), asked)).toMatchObject({ disposition: 'denied-in', clientSees: 'timeout' })
  })
})

describe('an ICMPv6 error has the address of the interface by which its packet came, an ICMP error that of the one by which it leaves (icmp6_send, icmp_send; seed 25)', () => {
  const ways = ['192.0.2.10/32 via 203.0.113.2', '2001:db8:1::10/128 via 2001:db8:9::2']
  const preferring = (source: string) => (device: Device): Device => ({ ...device, tables: device.tables.map(table => ({ ...table, routes: table.routes.map(route => (route.prefix.length === 128 ? { ...route, preferredSource: ip(source) } : route)) })) })
  const seen = (asked: ReturnType<typeof flow>, deaf: string, router: Partial<SampleDevice> = {}) => told(chain({
    client: changed({ filters: [filter('local-in', [rule({ sources: { cidrs: [cidr(deaf)] } }, 'drop')], { stateful: false, otherwise: 'accept' })] }),
    router: { interfaces: { lan: 'lan 192.0.2.1/24 2001:db8:1::1/64', side: 'side 203.0.113.1/24 2001:db8:9::1/64' }, routes: ways, ...router },
  }, [{ id: 'second', interfaces: { side: 'side 203.0.113.2/24 2001:db8:9::2/64', lan: 'lan 192.0.2.2/24 2001:db8:1::2/64' } }]), asked).clientSees
  it('in IPv6 that of the way in', () => {
    expect(seen(overV6(udp()), '2001:db8:1::1/128')).toBe('timeout')
    expect(seen(overV6(udp()), '2001:db8:9::1/128')).toBe('unreachable')
  })
  it('unless the route back prefers another', () => {
    expect(seen(overV6(udp()), '2001:db8:1::1/128', { change: preferring('2001:db8:9::1') })).toBe('unreachable')
    expect(seen(overV6(udp()), '2001:db8:9::1/128', { change: preferring('2001:db8:9::1') })).toBe('timeout')
  })
  it('and not where only a less specific route prefers one', () => {
    const routes = [...ways, '::/0 via 2001:db8:9::7']
    const change = (device: Device): Device => ({ ...device, tables: device.tables.map(table => ({ ...table, routes: table.routes.map(route => (route.prefix.length === 0 ? { ...route, preferredSource: ip('2001:db8:9::1') } : route)) })) })
    expect(seen(overV6(udp({ ttl: 1 })), '2001:db8:1::1/128', { routes, change })).toBe('timeout')
    expect(seen(overV6(udp({ ttl: 1 })), '2001:db8:9::1/128', { routes, change })).toBe('unreachable')
  })
  it('in IPv4 that of the way back', () => {
    expect(seen(udp(), '192.0.2.1/32')).toBe('unreachable')
    expect(seen(udp(), '203.0.113.1/32')).toBe('timeout')
  })
})

it('a way is looked up before the source is judged: one\'s own address as the source of what has no way is told so (ip_route_input_slow; seed 7415)', () => {
  const asked = (destination: string) => told(chain(), flow({ source: ip('192.0.2.1'), destination: ip(destination) }))
  expect(asked('203.0.113.9')).toMatchObject({ disposition: 'no-route', at: 'router' })
  expect(asked('198.51.100.20')).toMatchObject({ disposition: 'spoof-dropped', at: 'router' })
})

it('any rule that looks at states puts datagrams together, a mark\'s too (nf_ct_netns_get; seed 7317)', () => {
  const filters = [filter('forward', [rule(protocol(PROTOCOLS.udp, 80), 'accept'), rule({ protocols: [{ protocol: PROTOCOLS.udp, sourcePorts: [{ from: 80, to: 80 }] }] }, 'accept', 1)], { stateful: false })]
  const asked = (match: PacketMatch) => told(chain({ client: { changeInterface: { eth0: { mtuBytes: 1300 } } }, router: changed({ filters, markings: [marking('prerouting', 'mangle', { type: 'mark', bits: { value: 1, mask: 1 } }, match)] }) }), udp({ sizeBytes: 1430, dontFragment: false }))
  expect(asked({})).toMatchObject({ disposition: 'denied-in' })
  expect(asked({ states: ['established'] })).toMatchObject({ reachability: 'reachable' })
})

it('a filter\'s reset belongs to the flow that it ends, so that it is translated back both ways (nf_send_reset, nf_ct_attach; seed 7293)', () => {
  const cut = filter('forward', [rule({ states: ['established'], destinations: { cidrs: [cidr('198.51.100.20/32')] } }, 'reset')], { stateful: false, otherwise: 'accept' })
  const router = changed({ nat: [nat('prerouting', { type: 'destination', targets: [{ address: ip('198.51.100.20'), from: elementId('router') }] }, { destinations: { cidrs: [cidr('192.0.2.1/32')] } }), nat('postrouting', { type: 'source', addresses: [ip('198.51.100.1')] })], filters: [cut] })
  expect(told(chain({ router }), flow({ destination: ip('192.0.2.1') }))).toMatchObject({ disposition: 'denied-in', clientSees: 'reset' })
})

it('an error about a flow whose source is translated is routed once more, with its own source: a rule for that may lose it (nf_nat_ipv4_local_fn; seed 7060)', () => {
  const asked = (nats: object) => told(chain({ router: { changeInterface: { wan: { mtuBytes: 1400 } }, change: device => ({ ...policy('router', { lost: ['0.0.0.0/0 blackhole'] }, [{ priority: 10, match: { sources: { cidrs: [cidr('192.0.2.1/32')] } }, table: tableOf(deviceOf('router'), 'lost') }, { priority: 20, table: tableOf(deviceOf('router'), 'main') }]).change(device), ...nats }) } }), flow({ sizeBytes: 1452 }))
  expect(asked({})).toMatchObject({ reachability: 'reachable' })
  expect(asked(masquerading)).toMatchObject({ disposition: 'mtu-exceeded', clientSees: 'timeout' })
})
