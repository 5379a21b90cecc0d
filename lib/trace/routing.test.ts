import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device } from '@/lib/network/device'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { converse } from './conversation'
import { chain, changed, filter, flow, marking, overV6, ping, policy, protocol, rule, told, udp } from './sample-chain'

const only = (prefix: string) => ({ sources: { cidrs: [cidr(prefix)] } })
const elsewhere = { other: ['198.51.100.0/24 blackhole'] }
const dropped = { disposition: 'null-routed', at: 'router' }
const passes = { reachability: 'reachable' }

describe('which table a router asks (ip-rule(8))', () => {
  it.each([
    { name: 'by source', rules: [{ match: only('192.0.2.10/32') }], expected: dropped },
    { name: 'by destination', rules: [{ match: { destinations: { cidrs: [cidr('198.51.100.20/32')] } } }], expected: dropped },
    { name: 'by protocol and port', rules: [{ match: protocol(PROTOCOLS.tcp, 80) }], expected: dropped },
    { name: 'another port does not match', rules: [{ match: protocol(PROTOCOLS.tcp, 81) }], expected: passes },
    { name: 'by in-interface', rules: [{ match: { inInterfaces: [interfaceOf(deviceOf('router'), 'lan')] } }], expected: dropped },
    { name: 'the reply comes in elsewhere', rules: [{ match: { inInterfaces: [interfaceOf(deviceOf('router'), 'wan')] } }], expected: passes },
    { name: 'a rule for own packets leaves forwarded ones alone', rules: [{ ownOnly: true as const }], expected: passes },
    { name: 'throw goes on with the next rule', tables: { other: ['198.51.100.0/24 throw'] }, rules: [{}], expected: passes },
    { name: 'prohibit refuses, and the client is told', tables: { other: ['198.51.100.0/24 prohibit'] }, rules: [{}], expected: { disposition: 'no-route', clientSees: 'unreachable' } },
    { name: 'unreachable refuses, and the client is told', tables: { other: ['198.51.100.0/24 unreachable'] }, rules: [{}], expected: { disposition: 'no-route', clientSees: 'unreachable' } },
    { name: 'a suppressed default route leaves it to the next rule', tables: { other: ['0.0.0.0/0 blackhole'] }, rules: [{ suppressPrefixLength: 0 }], expected: passes },
    { name: 'a longer route is not suppressed', tables: elsewhere, rules: [{ suppressPrefixLength: 0 }], expected: dropped },
  ])('$name', ({ tables = elsewhere, rules, expected }) => { expect(told(chain({ router: policy('router', tables, rules) }))).toMatchObject(expected) })

  it('by the mark that a raw rule has set', () => {
    const marked = { ...policy('router', elsewhere, [{ match: { mark: { value: 7, mask: 7 } } }]) }
    const router = { change: (device: Device) => ({ ...marked.change(device), markings: [marking('prerouting', 'mangle', { type: 'mark', bits: { value: 7, mask: 15 } }, protocol(PROTOCOLS.tcp))] }) }
    expect(told(chain({ router }))).toMatchObject(dropped)
    expect(told(chain({ router }), udp())).toMatchObject(passes)
  })
})

describe('a device\'s own packets', () => {
  const twoWays = { interfaces: { eth0: 'lan 192.0.2.10/24', eth1: 'lan 192.0.2.11/24' }, routes: ['0.0.0.0/0 via 192.0.2.1 dev eth0'] }
  it('a rule by source does not match while the source is open, and does when it is chosen (Linux ip_route_connect)', () => {
    const client = { ...twoWays, ...policy('client', { other: ['198.51.100.20/32 blackhole'] }, [{ match: only('192.0.2.10/32') }]) }
    expect(told(chain({ client }))).toMatchObject({ disposition: 'null-routed', at: 'client' })
    expect(told(chain({ client }), flow({ source: ip('192.0.2.11') }))).toMatchObject(passes)
  })
  it('a rule by source does not match the destination', () => {
    const client = policy('client', { other: ['198.51.100.20/32 blackhole'] }, [{ match: only('198.51.100.20/32') }])
    expect(told(chain({ client }))).toMatchObject(passes)
  })
  it('to itself they never leave (rule 0, the local table)', () => {
    const made = converse(chain({ client: { listens: [80], routes: [] } }), flow({ destination: ip('192.0.2.10') }))
    expect(made).toMatchObject({ reachability: 'reachable', accepted: [{ device: 'client', sourceSeen: '192.0.2.10' }] })
    expect(made.forward[0]?.hops).toHaveLength(1)
  })
  it('the source is the address beside the next hop (Linux inet_select_addr)', () => {
    const client = { interfaces: { eth0: 'lan 203.0.113.5/24 192.0.2.10/24' }, routes: ['0.0.0.0/0 via 192.0.2.1 dev eth0'] }
    expect(told(chain({ client }))).toMatchObject({ sourceSeen: '192.0.2.10' })
  })
  it('an IPv6 source is the one nearest to the destination, never a link-local one (RFC 6724 section 5)', () => {
    const client = { interfaces: { eth0: 'lan fe80::10/64 2001:db8:1::10/64 2001:db8:2:1::10/64' }, routes: ['::/0 via 2001:db8:1::1 dev eth0'] }
    const router = { routes: ['2001:db8:2:1::/64 via 2001:db8:1::10 dev lan'] }
    expect(told(chain({ client, router }), overV6(flow()))).toMatchObject({ reachability: 'reachable', sourceSeen: '2001:db8:2:1::10' })
  })
})

describe('next hops', () => {
  it('one behind another is followed (RFC 4271 section 5.1.3)', () => {
    expect(told(chain({ client: { routes: ['203.0.113.0/24 via 192.0.2.1', '198.51.100.0/24 via 203.0.113.9'] } }))).toMatchObject(passes)
  })
  it('one that nothing leads to is no way', () => {
    expect(told(chain({ client: { routes: ['198.51.100.0/24 via 203.0.113.9'] } }))).toMatchObject({ disposition: 'no-route', at: 'client', clientSees: 'unreachable' })
  })
  it('two that point at each other are no way', () => {
    expect(told(chain({ client: { routes: ['198.51.100.0/24 via 203.0.113.9', '203.0.113.0/24 via 198.51.100.9'] } }))).toMatchObject({ disposition: 'no-route', at: 'client' })
  })
  it('an IPv4 route over an IPv6 next hop works (RFC 5549, ip-route(8) via inet6)', () => {
    expect(told(chain({ client: { routes: ['198.51.100.0/24 via 2001:db8:1::1 dev eth0'] } }))).toMatchObject(passes)
  })
})

describe('hop limit', () => {
  it.each([
    { name: 'a packet that may take one hop dies at the first router, and the client is told (RFC 792)', asked: flow({ ttl: 1 }), expected: { disposition: 'ttl-exceeded', at: 'router', clientSees: 'unreachable' } },
    { name: 'one that may take two arrives', asked: flow({ ttl: 2 }), expected: passes },
    { name: 'IPv6 alike (RFC 4443 section 3.3)', asked: overV6(flow({ ttl: 1 })), expected: { disposition: 'ttl-exceeded', at: 'router', clientSees: 'unreachable' } },
  ])('$name', ({ asked, expected }) => { expect(told(chain(), asked)).toMatchObject(expected) })

  it.each([
    { name: 'a loop of two ends where the hop limit does: an even one at the second', ttl: 64, at: 'server' },
    { name: 'an odd one at the first', ttl: 63, at: 'router' },
  ])('$name', ({ ttl, at }) => {
    const network = chain({ router: { routes: ['203.0.113.0/24 via 198.51.100.20'] } })
    expect(told(network, flow({ destination: ip('203.0.113.9'), ttl }))).toMatchObject({ disposition: 'loop', at, clientSees: 'unreachable' })
  })
})

describe('equal ways', () => {
  /** client — left and right — server: the ways there are equal, each its own filter. */
  const diamond = (left: Partial<Device>, right: Partial<Device>) => chain({
    client: { routes: ['0.0.0.0/0 via 192.0.2.1', '0.0.0.0/0 via 192.0.2.2'] }, router: changed(left),
    server: { routes: ['0.0.0.0/0 via 198.51.100.1', '0.0.0.0/0 via 198.51.100.2'] },
  }, [{ id: 'right', interfaces: { lan: 'lan 192.0.2.2/24', wan: 'wan 198.51.100.2/24' }, ...changed(right) }])
  const closed = { filters: [filter('forward', [])] }
  const stateful = { filters: [filter('forward', [rule(protocol(PROTOCOLS.tcp, 80), 'accept')])] }

  it('all are followed: one closed is ambiguous', () => { expect(told(diamond(closed, {}))).toMatchObject({ reachability: 'ambiguous', disposition: 'denied-in' }) })
  it('all closed is unreachable', () => { expect(told(diamond(closed, closed))).toMatchObject({ reachability: 'unreachable' }) })
  it('a stateful firewall on each of two ways loses those whose reply takes the other (kernel-lab 2)', () => { expect(told(diamond(stateful, stateful))).toMatchObject({ reachability: 'ambiguous' }) })
  it('a flow keeps its way: what passes one filter does not meet the other later', () => {
    const made = converse(diamond(stateful, {}), flow())
    expect(made.reachability).toBe('ambiguous')
    expect(new Set(made.forward.map(trace => trace.disposition))).toEqual(new Set(['accepted', 'denied-in']))
  })
})

describe('several receivers at once are not modelled', () => {
  it.each([
    { name: 'multicast', destination: '224.0.0.5' }, { name: 'limited broadcast', destination: '255.255.255.255' },
    { name: 'the broadcast address of the subnet', destination: '192.0.2.255' }, { name: 'IPv6 multicast', destination: 'ff02::1' },
  ])('$name is undetermined', ({ destination }) => {
    expect(told(chain(), udp({ destination: ip(destination) }))).toMatchObject({ reachability: 'undetermined', why: 'packet.for-many' })
  })
  it('a ping between two addresses is', () => { expect(told(chain(), ping())).toMatchObject(passes) })
})
