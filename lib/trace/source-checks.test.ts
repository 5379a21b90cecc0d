import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Device, Interface } from '@/lib/network/device'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { chain, changed, flow, marking, nat, overV6, policy, told } from './sample-chain'

/** A port of the fabric answers for the router, which would not answer for itself otherwise: see the last test. */
const fabric = { ports: { lan: {} } }
const filtered = (mode: Interface['reversePathFilter'], more: object = {}) => chain({ router: { changeInterface: { lan: { reversePathFilter: mode } }, ...fabric, ...more } })
const elsewhere = { routes: ['192.0.2.10/32 via 198.51.100.20'] }
const dropped = { disposition: 'reverse-path-dropped', at: 'router', clientSees: 'timeout' }

describe('the reverse-path filter (RFC 3704, Linux __fib_validate_source)', () => {
  it.each([
    { name: 'strict: the way back leaves by the same interface', network: filtered('strict'), expected: { reachability: 'reachable' } },
    { name: 'strict: it leaves by another', network: filtered('strict', elsewhere), expected: dropped },
    { name: 'strict: one of several equal ways is enough', network: filtered('strict', { routes: ['192.0.2.10/32 via 198.51.100.20', '192.0.2.10/32 dev lan'] }), expected: { reachability: 'ambiguous' } },
    { name: 'loose: any way will do (the reply takes it, and is spoofed at its own sender)', network: filtered('loose', { routes: ['192.0.2.10/32 via 198.51.100.20', '203.0.113.0/24 via 198.51.100.20'] }), asked: flow({ source: ip('203.0.113.5') }), expected: { disposition: 'spoof-dropped', at: 'server' } },
    { name: 'loose: no way at all', network: filtered('loose'), asked: flow({ source: ip('203.0.113.5') }), expected: dropped },
    { name: 'loose: a blackhole is no way', network: filtered('loose', { routes: ['203.0.113.0/24 blackhole'] }), asked: flow({ source: ip('203.0.113.5') }), expected: dropped },
    { name: 'off: nobody looks', network: filtered('off', { routes: ['203.0.113.5/32 via 192.0.2.10'] }), asked: flow({ source: ip('203.0.113.5') }), expected: { reachability: 'unreachable', disposition: 'loop' } },
    { name: 'IPv6 has none (ip-sysctl.rst)', network: filtered('strict', { routes: ['2001:db8:1::10/128 via 2001:db8:2::20'] }), asked: overV6(flow()), expected: { disposition: 'loop' } },
    { name: 'a packet without a way is told so first (Linux ip_route_input_slow)', network: filtered('strict', elsewhere), asked: flow({ destination: ip('203.0.113.1') }), expected: { disposition: 'no-route', at: 'router' } },
    { name: 'for the device itself it is looked at as well', network: filtered('strict', elsewhere), asked: flow({ destination: ip('192.0.2.1') }), expected: dropped },
  ])('$name', ({ network, asked, expected }) => { expect(told(network, asked)).toMatchObject(expected) })

  const back = { back: ['192.0.2.10/32 via 198.51.100.20'] }
  it.each([
    { name: 'policy rules by source and destination count, ends swapped', rules: [{ match: { sources: { cidrs: [cidr('198.51.100.20/32')] } } }], expected: dropped },
    { name: 'rules by the interface it came in by do not', rules: [{ match: { inInterfaces: [interfaceOf(deviceOf('router'), 'lan')] } }], expected: { reachability: 'reachable' } },
    { name: 'rules by the interface it leaves by do (kernel disagreement 3: __mkroute_input gives the out-interface)', rules: [{ match: { inInterfaces: [interfaceOf(deviceOf('router'), 'wan')] } }], expected: dropped },
    { name: 'rules for own packets do where the packet is for the device itself', rules: [{ ownOnly: true as const }], asked: flow({ destination: ip('192.0.2.1') }), expected: dropped },
    { name: 'rules for own packets do not where it is forwarded', rules: [{ ownOnly: true as const }], expected: { reachability: 'reachable' } },
  ])('$name', ({ rules, asked, expected }) => { expect(told(chain({ router: { changeInterface: { lan: { reversePathFilter: 'strict' } }, ...fabric, ...policy('router', back, rules) } }), asked)).toMatchObject(expected) })

  it('the mark counts only where the device says so (src_valid_mark)', () => {
    const marked = policy('router', back, [{ match: { mark: { value: 1, mask: 1 } } }])
    const router = (more: Partial<Device>) => ({
      changeInterface: { lan: { reversePathFilter: 'strict' as const } },
      change: (device: Device) => ({ ...marked.change(device), markings: [marking('prerouting', 'mangle', { type: 'mark', bits: { value: 1, mask: 1 } }, { inInterfaces: [interfaceOf(deviceOf('router'), 'lan')] })], ...more }),
    })
    expect(told(chain({ router: router({}) }))).toMatchObject({ reachability: 'reachable' })
    expect(told(chain({ router: router({ marksInReversePath: true }) }))).toMatchObject(dropped)
  })
  it('it comes after destination translation (kernel-lab 6)', () => {
    const router = { changeInterface: { lan: { reversePathFilter: 'strict' as const } }, ...policy('router', back, [{ match: { sources: { cidrs: [cidr('198.51.100.20/32')] } } }]) }
    const translating = { ...router, change: (device: Device) => ({ ...router.change(device), nat: [nat('prerouting', { type: 'destination', targets: [{ address: ip('198.51.100.20'), from: elementId('server') }] })] }) }
    expect(told(chain({ router: translating }), flow({ destination: ip('203.0.113.80') }))).toMatchObject(dropped)
  })
  it('a router that would drop a host\'s packets to it does not answer the host\'s ARP requests either, unless they know each other already (Linux arp_process; seed 5)', () => {
    const router = { changeInterface: { lan: { reversePathFilter: 'strict' as const } }, ...elsewhere }
    expect(told(chain({ router }))).toMatchObject({ disposition: 'neighbor-unreachable', at: 'client', clientSees: 'unreachable' })
    expect(told(chain({ router: { ...router, changeInterface: {} } }))).toMatchObject({ disposition: 'spoof-dropped', at: 'server' })
    // What asks for the server's neighbour is known to the server: its answer needs no question.
    const server = { changeInterface: { eth0: { reversePathFilter: 'off' as const } } }
    const asking = chain({ router: { changeInterface: { wan: { reversePathFilter: 'strict' as const } }, ...policy('router', { back: ['198.51.100.20/32 via 192.0.2.10'] }, [{ ownOnly: true }]) }, server })
    expect(told(asking)).toMatchObject({ reachability: 'reachable' })
  })
})

describe('sources that nobody may have', () => {
  it.each([
    { name: 'one of the device\'s own (Linux fib_validate_source)', asked: flow({ source: ip('198.51.100.1') }), why: 'interface.own-source' },
    { name: 'loopback (RFC 1812 section 5.3.7)', asked: flow({ source: ip('127.0.0.1') }), why: 'interface.martian-source' },
    { name: 'multicast', asked: flow({ source: ip('224.0.0.1') }), why: 'interface.martian-source' },
    { name: 'this network', asked: flow({ source: ip('0.0.0.0') }), why: 'interface.martian-source' },
    { name: 'IPv6 loopback (RFC 4291 section 2.5.3)', asked: { ...overV6(flow()), source: ip('::1') }, why: 'interface.martian-source' },
  ])('$name', ({ asked, why }) => { expect(told(chain(), asked)).toMatchObject({ disposition: 'spoof-dropped', at: 'router', why, clientSees: 'timeout' }) })

  it('IPv6 does not check for the device\'s own', () => {
    expect(told(chain(), { ...overV6(flow()), source: ip('2001:db8:2::1') })).toMatchObject({ reachability: 'unreachable', disposition: 'delivered-elsewhere' })
  })
  it('a link-local address is not routed (RFC 4291 section 2.5.6)', () => {
    expect(told(chain({ client: { interfaces: { eth0: 'lan fe80::10/64 2001:db8:1::10/64' } } }), { ...overV6(flow()), source: ip('fe80::10') })).toMatchObject({ disposition: 'no-route', at: 'router', why: 'packet.link-local' })
  })
})

describe('a host that does not forward', () => {
  it('says nothing about what it drops (Linux ip_error)', () => {
    expect(told(chain({ router: changed({ forwards: false }) }))).toMatchObject({ disposition: 'no-route', at: 'router', clientSees: 'timeout' })
  })
})
