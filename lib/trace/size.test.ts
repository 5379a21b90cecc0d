import { describe, expect, it } from 'vitest'
import { converse } from './conversation'
import { chain, changed, filter, flow, overV6, ping, protocol, rule, told, udp } from './sample-chain'
import { PROTOCOLS } from '@/lib/net/protocol'

const narrow = (mtuBytes: number, more: object = {}) => chain({ router: { changeInterface: { wan: { mtuBytes, ...more } } } })
const whole = (change = {}) => udp({ sizeBytes: 1452, ...change })
const cut = { sizeBytes: 1452, dontFragment: false }
/** The router refuses every ICMP error on its way out. */
const silent = { sendsTooBig: false }

describe('what fits', () => {
  it.each([
    { name: 'IPv4 with don\'t-fragment is too big (RFC 1191)', network: narrow(1400), asked: whole(), expected: { disposition: 'mtu-exceeded', at: 'router', clientSees: 'too-big' } },
    { name: 'IPv4 without is fragmented on the way (RFC 791)', network: narrow(1400), asked: whole(cut), expected: { reachability: 'reachable' } },
    { name: 'IPv6 is not fragmented by routers, whatever it says (RFC 8200 section 5)', network: narrow(1400), asked: overV6(whole(cut)), expected: { disposition: 'mtu-exceeded', at: 'router', clientSees: 'too-big' } },
    { name: 'IPv6 is fragmented by its sender', network: chain({ client: { changeInterface: { eth0: { mtuBytes: 1400 } } } }), asked: overV6(whole(cut)), expected: { reachability: 'reachable' } },
    { name: 'in fragments of a multiple of eight (RFC 8200 section 4.5): those for 1500 bytes pass 1496', network: narrow(1496), asked: overV6(whole({ sizeBytes: 1600, dontFragment: false })), expected: { reachability: 'reachable' } },
    { name: 'but not less', network: narrow(1495), asked: overV6(whole({ sizeBytes: 1600, dontFragment: false })), expected: { disposition: 'mtu-exceeded', at: 'router', clientSees: 'too-big' } },
    { name: 'a sender\'s own link is too small for what may not be fragmented', network: chain({ client: { changeInterface: { eth0: { mtuBytes: 1400 } } } }), asked: whole(), expected: { disposition: 'mtu-exceeded', at: 'client', clientSees: 'too-big' } },
    { name: 'a link below 1280 bytes does not carry IPv6 (RFC 8200 section 5)', network: narrow(1200), asked: overV6(udp()), expected: { disposition: 'protocol-not-carried', at: 'router', clientSees: 'unreachable' } },
    { name: 'but IPv4', network: narrow(1200), asked: udp(), expected: { reachability: 'reachable' } },
    { name: 'the answer to a large ping may be fragmented (Linux icmp_reply)', network: chain({ router: { changeInterface: { lan: { mtuBytes: 1400 } } } }), asked: ping({ sizeBytes: 1452, dontFragment: true }), expected: { reachability: 'reachable' } },
    { name: 'a UDP answer that says don\'t-fragment is lost, and the client waits', network: chain({ router: { changeInterface: { lan: { mtuBytes: 1400 } } } }), asked: whole(), expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
  ])('$name', ({ network, asked, expected }) => { expect(told(network, asked)).toMatchObject(expected) })

  it('a route may be narrower than its interface (ip-route(8), mtu)', () => {
    const network = chain({ router: { change: device => ({ ...device, tables: device.tables.map(table => ({ ...table, routes: table.routes.map(route => ({ ...route, mtuBytes: 1400 })) })) }) } })
    expect(told(network, whole())).toMatchObject({ disposition: 'mtu-exceeded', at: 'router' })
  })
})

describe('a route with a larger MTU than its interface is believed (ip_dst_mtu_maybe_forward; seed 644)', () => {
  const believing = (mtuBytes: number, wire: number) => chain({
    router: { changeInterface: { wan: { mtuBytes: wire } }, change: device => ({ ...device, tables: device.tables.map(table => ({ ...table, routes: table.routes.map(route => ({ ...route, mtuBytes })) })) }) },
    server: { changeInterface: { eth0: { mtuBytes: wire } } },
  })
  it.each([
    { name: 'the wire loses what it does not take, and nobody says so', network: believing(1400, 1300), asked: whole({ sizeBytes: 1380 }), expected: { disposition: 'mtu-exceeded', at: 'router', clientSees: 'timeout' } },
    { name: 'a tag\'s four bytes pass (is_skb_forwardable): it is the answer that its sender refuses', network: believing(1400, 1300), asked: whole({ sizeBytes: 1304 }), expected: { disposition: 'mtu-exceeded', at: 'server' } },
    { name: 'and no more', network: believing(1400, 1300), asked: whole({ sizeBytes: 1305 }), expected: { disposition: 'mtu-exceeded', at: 'router' } },
    { name: 'its fragments are as large as the route says, and lost', network: believing(1400, 1300), asked: whole(cut), expected: { disposition: 'mtu-exceeded', at: 'router', clientSees: 'timeout' } },
    { name: 'what the route does not take either is told', network: believing(1400, 1300), asked: whole(), expected: { disposition: 'mtu-exceeded', at: 'router', clientSees: 'too-big' } },
    { name: 'IPv6 that is forwarded is measured by the interface all the same (ip6_dst_mtu_maybe_forward)', network: believing(1400, 1300), asked: overV6(whole({ sizeBytes: 1380 })), expected: { disposition: 'mtu-exceeded', at: 'router', clientSees: 'too-big' } },
  ])('$name', ({ network, asked, expected }) => { expect(told(network, asked)).toMatchObject(expected) })

  it('TCP, whose ends know of larger wires only, stalls', () => {
    const narrowMiddle = { middle: { mtuBytes: 1300 } }
    const through = (mtuBytes: number) => chain({
      router: { interfaces: { lan: 'lan 192.0.2.1/24', middle: 'middle 203.0.113.1/24' }, routes: ['198.51.100.0/24 via 203.0.113.2'], changeInterface: narrowMiddle, change: device => ({ ...device, tables: device.tables.map(table => ({ ...table, routes: table.routes.map(route => ({ ...route, mtuBytes })) })) }) },
    }, [{ id: 'second', interfaces: { middle: 'middle 203.0.113.2/24', wan: 'wan 198.51.100.1/24' }, routes: ['192.0.2.0/24 via 203.0.113.1'], changeInterface: narrowMiddle }])
    expect(told(through(1300), flow({ sizeBytes: 1452 }))).toMatchObject({ reachability: 'reachable' })
    expect(told(through(1400), flow({ sizeBytes: 1452 }))).toMatchObject({ disposition: 'mtu-exceeded', at: 'router', clientSees: 'timeout' })
  })
})

describe('TCP', () => {
  const large = (bytes = 1452) => flow({ sizeBytes: bytes })
  it.each([
    { name: 'cuts its segments to its own link', network: chain({ client: { changeInterface: { eth0: { mtuBytes: 1400 } } } }), asked: large(), expected: { reachability: 'reachable' } },
    { name: 'cuts them to what the other end has announced (RFC 9293 section 3.7.1)', network: chain({ client: { changeInterface: { eth0: { mtuBytes: 9000 } } }, router: { changeInterface: { lan: { mtuBytes: 9000 }, wan: { mtuBytes: 1500, ...silent } } } }), asked: large(5000), expected: { reachability: 'reachable' } },
    { name: 'learns a smaller path and sends again (RFC 1191)', network: narrow(1400), asked: large(), expected: { reachability: 'reachable' } },
    { name: 'learns it over IPv6 too (RFC 8201)', network: narrow(1400), asked: overV6(large()), expected: { reachability: 'reachable' } },
    { name: 'stalls where the error is not sent: a black hole', network: narrow(1400, silent), asked: large(), expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
    { name: 'stalls where the error is filtered', network: chain({ router: { changeInterface: { wan: { mtuBytes: 1400 } }, ...changed({ filters: [filter('local-out', [rule(protocol(PROTOCOLS.icmp), 'drop')], { stateful: false, otherwise: 'accept' })] }) } }), asked: large(), expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
    { name: 'small packets pass a black hole', network: narrow(1400, silent), asked: large(100), expected: { reachability: 'reachable' } },
    { name: 'the answer\'s data learns the path as well', network: chain({ router: { changeInterface: { lan: { mtuBytes: 1400 } } } }), asked: large(), expected: { reachability: 'reachable' } },
  ])('$name', ({ network, asked, expected }) => { expect(told(network, asked)).toMatchObject(expected) })
})

describe('clamping the segment size (RFC 4459 section 3.2)', () => {
  const clamped = (more: object) => narrow(1400, { ...silent, ...more })
  it.each([
    { name: 'to a figure saves TCP', network: clamped({ mssClampBytes: 1360 }), asked: flow({ sizeBytes: 1452 }), expected: { reachability: 'reachable' } },
    { name: 'a figure too large does not', network: clamped({ mssClampBytes: 1400 }), asked: flow({ sizeBytes: 1452 }), expected: { disposition: 'mtu-exceeded' } },
    { name: 'to the routes\' MTU saves TCP (nft(8), rt mtu)', network: clamped({ mssClampToMtu: true }), asked: flow({ sizeBytes: 1452 }), expected: { reachability: 'reachable' } },
    { name: 'and IPv6, whose headers are larger', network: clamped({ mssClampToMtu: true }), asked: overV6(flow({ sizeBytes: 1452 })), expected: { reachability: 'reachable' } },
    { name: 'a figure made for IPv4 is too large for IPv6', network: clamped({ mssClampBytes: 1360 }), asked: overV6(flow({ sizeBytes: 1452 })), expected: { disposition: 'mtu-exceeded' } },
    { name: 'does nothing for UDP', network: clamped({ mssClampToMtu: true }), asked: whole(), expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
  ])('$name', ({ network, asked, expected }) => { expect(told(network, asked)).toMatchObject(expected) })

  it('it is the answer\'s announcement that limits what the client sends', () => {
    const sent = converse(clamped({ mssClampBytes: 1200 }), flow({ sizeBytes: 1452 }))
    expect(sent.reachability).toBe('reachable')
  })
})

describe('fragments and filters', () => {
  const ports = rule(protocol(PROTOCOLS.udp, 80), 'accept')
  it('a filter without tracking does not see the ports of later fragments (RFC 1858 section 2)', () => {
    const stateless = filter('forward', [ports], { stateful: false, direction: 'out' })
    const to = (filters: ReturnType<typeof filter>[]) => chain({
      router: { interfaces: { lan: 'lan 192.0.2.1/24', middle: 'middle 203.0.113.1/24' }, routes: ['198.51.100.0/24 via 203.0.113.2'], changeInterface: { middle: { mtuBytes: 1400 } } },
      server: { routes: ['0.0.0.0/0 via 198.51.100.1'] },
    }, [{ id: 'second', interfaces: { middle: 'middle 203.0.113.2/24', wan: 'wan 198.51.100.1/24' }, routes: ['192.0.2.0/24 via 203.0.113.1'], ...changed({ filters }) }])
    expect(told(to([stateless]), whole(cut))).toMatchObject({ disposition: 'denied-out' })
    expect(told(to([filter('forward', [ports])]), whole(cut))).toMatchObject({ reachability: 'reachable' })
  })
})
