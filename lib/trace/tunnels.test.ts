import { describe, expect, it } from 'vitest'
import { cidr, DEFAULT_V4, DEFAULT_V6, type Cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device, Interface } from '@/lib/network/device'
import { deviceOf } from '@/lib/network/names'
import type { Flow } from '@/lib/network/flow'
import type { Network } from '@/lib/network/network'
import type { Tunnel } from '@/lib/network/tunnel'
import { converse } from './conversation'
import { sampleNetwork, type SampleDevice } from './sample'
import { changed, filter, flow, nat, protocol, rule, told, udp } from './sample-chain'

const ANY: readonly Cidr[] = [DEFAULT_V4, DEFAULT_V6]
/** VXLAN over IPv4: 20 + 8 + 8 + 14 bytes (RFC 7348 section 5). */
const tunnel = (local: string, remote: string, more: Partial<Tunnel> = {}, destinations = ANY, sources = ANY): Tunnel => ({
  outerProtocol: PROTOCOLS.udp, port: 4789, headerBytes: 50, trailerBytes: 0, blockBytes: 0, outerDf: 'clear', local: ip(local), dialledBy: 'either', encrypted: false, protocolName: 'vxlan',
  peers: [{ sources, destinations, endpoint: { address: ip(remote) } }], ...more,
})
interface Change { readonly left?: Partial<Tunnel>; readonly right?: Partial<Tunnel>; readonly middle?: Partial<SampleDevice>; readonly a?: Partial<Device>; readonly b?: Partial<Device>; readonly mtuBytes?: number; readonly inner?: Partial<Interface>; readonly link?: object; readonly outside?: Partial<Interface> }

/** client — a ═ middle ═ b — server: a tunnel from 203.0.113.1 to 203.0.114.1 through a router that knows nothing of the ends' networks. */
function world({ left = {}, right = {}, middle = {}, a = {}, b = {}, mtuBytes = 1450, inner = {}, link = {}, outside = {} }: Change = {}): Network {
  const ends = (tunnelled: Tunnel) => ({ tun: { mtuBytes, ...inner, tunnel: tunnelled }, out: outside })
  return sampleNetwork([
    { id: 'client', interfaces: { eth0: 'lan 192.0.2.10/24' }, routes: ['0.0.0.0/0 via 192.0.2.1'] },
    { id: 'a', interfaces: { lan: 'lan 192.0.2.1/24', out: 'p2p-a 203.0.113.1/24', tun: 'vpn 10.0.0.1/30' }, routes: ['198.51.100.0/24 dev tun', '0.0.0.0/0 via 203.0.113.254'], changeInterface: ends(tunnel('203.0.113.1', '203.0.114.1', left)), ...changed(a) },
    { id: 'middle', interfaces: { a: 'p2p-a 203.0.113.254/24', b: 'p2p-b 203.0.114.254/24' }, ...middle },
    { id: 'b', interfaces: { wan: 'wan 198.51.100.1/24', out: 'p2p-b 203.0.114.1/24', tun: 'vpn 10.0.0.2/30' }, routes: ['192.0.2.0/24 dev tun', '0.0.0.0/0 via 203.0.114.254'], changeInterface: ends(tunnel('203.0.114.1', '203.0.113.1', right)), ...changed(b) },
    { id: 'server', interfaces: { eth0: 'wan 198.51.100.20/24' }, routes: ['0.0.0.0/0 via 198.51.100.1'], listens: [80] },
  ], { vpn: { kind: 'tunnel', ...link } })
}
const both = (more: Partial<Tunnel>): Change => ({ left: more, right: more })

describe('through a tunnel', () => {
  it('the inner packet arrives as it was sent, and the hops are those of the outer one', () => {
    const made = converse(world(), flow())
    expect(made).toMatchObject({ reachability: 'reachable', accepted: [{ device: 'server', sourceSeen: '192.0.2.10' }] })
    expect(made.forward[0]?.hops.map(hop => hop.device)).toEqual(['client', 'a', 'middle', 'b', 'server'])
  })
  it('the outer hop limit is its own: the inner counts the ends only', () => {
    expect(told(world(), flow({ ttl: 3 }))).toMatchObject({ reachability: 'reachable' })
    expect(told(world(), flow({ ttl: 2 }))).toMatchObject({ disposition: 'ttl-exceeded', at: 'b', clientSees: 'unreachable' })
  })
  it.each([
    { name: 'a link that is down', change: { link: { up: false } }, expected: { disposition: 'tunnel-down', clientSees: 'timeout' } },
    { name: 'another key at the other end', change: { left: { key: 1 }, right: { key: 2 } }, expected: { disposition: 'tunnel-down', at: 'b' } },
    { name: 'another kind of tunnel on the same port', change: { right: { protocolName: 'geneve' } }, expected: { disposition: 'tunnel-down', at: 'b' } },
    { name: 'no way for the outer packet: the client is not told', change: { middle: { interfaces: { a: 'p2p-a 203.0.113.254/24' } } }, expected: { disposition: 'no-route', at: 'middle', clientSees: 'timeout' } },
    { name: 'the outer packet is filtered at the sender\'s own output', change: { a: { filters: [filter('local-out', [rule(protocol(PROTOCOLS.udp, 4789), 'drop')], { otherwise: 'accept' })] } }, expected: { disposition: 'denied-in' } },
    { name: 'and at the receiver\'s input', change: { b: { filters: [filter('local-in', [rule(protocol(PROTOCOLS.udp, 4789), 'drop')], { otherwise: 'accept' })] } }, expected: { disposition: 'denied-in' } },
    { name: 'a router\'s forward filter sees the outer header', change: { middle: changed({ filters: [filter('forward', [rule(protocol(PROTOCOLS.udp, 4789), 'accept')], { stateful: false })] }) }, expected: { reachability: 'reachable' } },
    { name: 'an address that is not the peer\'s is not taken', change: { a: { nat: [nat('postrouting', { type: 'source', addresses: [ip('203.0.113.9')] }, protocol(PROTOCOLS.udp, 4789))] } }, expected: { disposition: 'tunnel-down', at: 'b' } },
  ])('$name', ({ change, expected }) => { expect(told(world(change))).toMatchObject(expected) })

  it('fragments made before it come out of it as fragments: a filter without tracking does not see the ports of the later ones (seed 775)', () => {
    const byPort = filter('forward', [rule(protocol(PROTOCOLS.udp, 80), 'accept')], { stateful: false })
    const change = { inner: { mtuBytes: 1400 }, b: { filters: [byPort] } }
    expect(converse(world(change), udp({ sizeBytes: 1400, dontFragment: false })).accepted).toHaveLength(1)
    expect(told(world(change), udp({ sizeBytes: 1440, dontFragment: false }))).toMatchObject({ disposition: 'denied-in', clientSees: 'timeout', by: [] })
  })
  it('one that takes packets from anywhere takes it (WireGuard whitepaper, section 2.1: endpoints and roaming)', () => {
    const roaming = { accepts: 'anyone' as const }
    const change = { left: roaming, right: roaming, a: { nat: [nat('postrouting', { type: 'source', addresses: [ip('203.0.113.9')] }, protocol(PROTOCOLS.udp, 4789))] } }
    expect(told(world(change))).toMatchObject({ reachability: 'reachable' })
  })
  it('hashed source ports make each direction a flow of its own: a stateful filter must admit both (RFC 7348 section 5)', () => {
    const admitting = (interfaceName: string) => changed({ filters: [filter('forward', [rule({ ...protocol(PROTOCOLS.udp, 4789), sources: { cidrs: [cidr(interfaceName)] } }, 'accept')])] })
    expect(told(world({ middle: admitting('203.0.113.0/24') }))).toMatchObject({ reachability: 'reachable' })
    expect(told(world({ ...both({ sourcePort: 'hashed' }), middle: admitting('203.0.113.0/24') }))).toMatchObject({ reachability: 'unreachable', clientSees: 'timeout' })
    expect(told(world({ ...both({ sourcePort: 'hashed' }), middle: admitting('203.0.112.0/22') }))).toMatchObject({ reachability: 'reachable' })
  })
  it('a packet that the outer one would carry into its own tunnel never leaves', () => {
    expect(told(world({ a: {}, left: { peers: [{ sources: ANY, destinations: ANY, endpoint: { address: ip('198.51.100.1') } }] } }))).toMatchObject({ disposition: 'loop', at: 'a' })
  })
})

describe('errors through a tunnel', () => {
  it('a packet that is refused behind the tunnel is told through it (disagreement 7)', () => {
    const b = { filters: [filter('forward', [rule(protocol(PROTOCOLS.udp, 80), 'reject')])] }
    expect(told(world({ b }), udp())).toMatchObject({ disposition: 'denied-in', clientSees: 'refused' })
  })
  it('and through a filter on the way of the outer packets, which does not see that it is an error', () => {
    const middle = changed({ filters: [filter('forward', [rule(protocol(PROTOCOLS.udp, 4789), 'accept')])] })
    expect(told(world({ middle }), udp({ destinationPort: 81 }))).toMatchObject({ disposition: 'refused', clientSees: 'refused' })
  })
  it('unless it is too large for the tunnel itself (disagreement 8)', () => {
    const change = { ...both({ outerDf: 'set' as const }), outside: { mtuBytes: 600 }, mtuBytes: 1450 }
    expect(told(world(change), udp({ destinationPort: 81, sizeBytes: 540 }))).toMatchObject({ disposition: 'refused', clientSees: 'timeout' })
    expect(told(world(change), udp({ destinationPort: 81, sizeBytes: 100 }))).toMatchObject({ disposition: 'refused', clientSees: 'refused' })
  })
})

describe('selectors (RFC 4301 section 4.4.1, cryptokey routing)', () => {
  const client = [cidr('192.0.2.0/24')]
  const server = [cidr('198.51.100.0/24')]
  const selecting = (sources: readonly Cidr[], destinations: readonly Cidr[], remote: string): Partial<Tunnel> => ({ peers: [{ sources, destinations, endpoint: { address: ip(remote) } }] })
  it.each([
    { name: 'that fit let both ways pass', left: selecting(client, server, '203.0.114.1'), right: selecting(server, client, '203.0.113.1'), expected: { reachability: 'reachable' } },
    { name: 'that do not fit on the way out: the sender is told', left: selecting(client, [cidr('198.51.101.0/24')], '203.0.114.1'), right: {}, expected: { disposition: 'no-route', why: 'tunnel.selector-mismatch', clientSees: 'unreachable' } },
    { name: 'that do not fit on the way in: dropped in silence', left: {}, right: selecting(server, [cidr('192.0.3.0/24')], '203.0.113.1'), expected: { disposition: 'spoof-dropped', why: 'tunnel.selector-mismatch', clientSees: 'timeout' } },
  ])('$name', ({ left, right, expected }) => { expect(told(world({ left, right }))).toMatchObject(expected) })

  describe('of the asker itself that do not fit tell it, however silent it is to others (wg_xmit; seed 136)', () => {
    const asked = (change: object, more: Partial<Flow>) => told(world({ left: selecting(client, [cidr('198.51.101.0/24')], '203.0.114.1'), a: change }), { ...flow(), device: deviceOf('a'), ...more })
    const noErrors = { filters: [filter('local-out', [rule(protocol(PROTOCOLS.icmp), 'drop')], { stateful: false, otherwise: 'accept' })] }
    it.each([{ name: 'TCP', more: {} }, { name: 'UDP', more: { protocol: PROTOCOLS.udp } }])('$name', ({ more }) => {
      expect(asked({ notices: 'silent' }, more)).toMatchObject({ disposition: 'no-route', at: 'vpn', why: 'tunnel.selector-mismatch', clientSees: 'unreachable' })
    })
    it('TCP by an error alone, which its own filters may drop', () => { expect(asked(noErrors, {})).toMatchObject({ disposition: 'no-route', clientSees: 'timeout' }) })
    it('UDP by the call as well', () => { expect(asked(noErrors, { protocol: PROTOCOLS.udp })).toMatchObject({ disposition: 'no-route', clientSees: 'unreachable' }) })
    it('but others are not told by a silent device', () => { expect(told(world({ left: selecting(client, [cidr('198.51.101.0/24')], '203.0.114.1'), a: { notices: 'silent' } }))).toMatchObject({ disposition: 'no-route', clientSees: 'timeout' }) })
  })

  it('of several peers the one with the longest destination carries the packet', () => {
    const peers = [{ sources: ANY, destinations: ANY, endpoint: { address: ip('203.0.114.77') } }, { sources: ANY, destinations: server, endpoint: { address: ip('203.0.114.1') } }]
    expect(told(world({ left: { peers } }))).toMatchObject({ reachability: 'reachable' })
  })
})

describe('size of tunnels', () => {
  const large = udp({ sizeBytes: 1440 })
  const narrow = { changeInterface: { b: { mtuBytes: 1400 } } }
  it.each([
    { name: 'more than the tunnel takes: its near end tells', change: { mtuBytes: 1400 }, asked: large, expected: { disposition: 'mtu-exceeded', at: 'a', clientSees: 'too-big' } },
    { name: 'an outer packet that may be fragmented is, on the way (kernel-lab 2)', change: { middle: narrow }, asked: large, expected: { reachability: 'reachable' } },
    { name: 'one that may not is lost, and who asks by UDP hears nothing', change: { ...both({ outerDf: 'set' }), middle: narrow }, asked: large, expected: { disposition: 'mtu-exceeded', at: 'middle', clientSees: 'timeout' } },
    { name: 'TCP learns by way of the tunnel\'s end (RFC 4301 section 8.2.1)', change: { ...both({ outerDf: 'set' }), middle: narrow }, asked: flow({ sizeBytes: 1440 }), expected: { reachability: 'reachable' } },
    { name: 'unless the error about the outer packet is filtered', change: { ...both({ outerDf: 'set' }), middle: narrow, a: { filters: [filter('local-in', [rule(protocol(PROTOCOLS.icmp), 'drop')], { stateful: false, otherwise: 'accept' })] } }, asked: flow({ sizeBytes: 1440 }), expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
    { name: 'don\'t-fragment is copied: a packet that may be fragmented passes', change: { ...both({ outerDf: 'copy' }), middle: narrow }, asked: udp({ sizeBytes: 1440, dontFragment: false }), expected: { reachability: 'reachable' } },
    { name: 'don\'t-fragment is copied: one that may not is lost', change: { ...both({ outerDf: 'copy' }), middle: narrow }, asked: large, expected: { disposition: 'mtu-exceeded', at: 'middle' } },
    { name: 'one that may be fragmented is dropped without a word (disagreement 11, tnl_update_pmtu)', change: { ...both({ outerDf: 'set' as const }), outside: { mtuBytes: 1400 } }, asked: udp({ sizeBytes: 1440, dontFragment: false }), expected: { disposition: 'mtu-exceeded', at: 'a', clientSees: 'timeout' } },
    { name: 'the end\'s own outside is too small for the outer packet: the sender is told at once', change: { ...both({ outerDf: 'set' }), outside: { mtuBytes: 1400 } }, asked: large, expected: { disposition: 'mtu-exceeded', at: 'a', clientSees: 'too-big' } },
  ])('$name', ({ change, asked, expected }) => { expect(told(world(change), asked)).toMatchObject(expected) })
})

describe('a tunnel inside a tunnel', () => {
  it('both headers are put on and taken off, and their sizes add up (mechanisms.md 0.3, stacked)', () => {
    const network = world()
    const nest = (id: string, local: string, remote: string): Device => {
      const device = network.devices.get(deviceOf(id)) as Device
      return { ...device, interfaces: device.interfaces.map(item => item.tunnel ? { ...item, mtuBytes: 1500 } : item), forwards: true, id: device.id, from: device.from, ...(local && remote ? {} : {}) }
    }
    const inner = (id: string, local: string, remote: string): Device => {
      const device = nest(id, local, remote)
      const tun = device.interfaces.find(item => item.tunnel) as Interface
      const second: Interface = { ...tun, id: `${id}:second` as Interface['id'], link: 'vpn2' as Interface['link'], addresses: [{ address: ip(local), length: 30 }], tunnel: tunnel(local, remote, { protocolName: 'ipip', outerProtocol: PROTOCOLS.ipip, headerBytes: 20, port: undefined as never }) }
      const first: Interface = { ...tun, addresses: [{ address: ip(local), length: 30 }] }
      const redirected = device.tables.map(table => ({ ...table, routes: [...table.routes.map(route => route.nextHop.type === 'interface' ? { ...route, nextHop: { ...route.nextHop, interfaceId: second.id } } : route), { ...(table.routes[0] as never as object), prefix: cidr('10.0.0.0/30'), nextHop: { type: 'interface', interfaceId: first.id } } as never] }))
      return { ...device, interfaces: [...device.interfaces.map(item => item.id === tun.id ? first : item), second], tables: redirected }
    }
    const nested: Network = { ...network, links: new Map(network.links).set('vpn2' as never, { ...(network.links.get('vpn' as never) as never as object), id: 'vpn2' } as never), devices: new Map(network.devices).set(deviceOf('a'), inner('a', '10.0.0.1', '10.0.0.2')).set(deviceOf('b'), inner('b', '10.0.0.2', '10.0.0.1')) }
    const made = converse(nested, udp({ sizeBytes: 1000 }))
    expect(made.reachability).toBe('reachable')
    // The outermost packet may not be fragmented, the one inside it may: TCP gets through when the outer one's end has learned (disagreement 17).
    const narrow: Network = { ...nested, devices: new Map([...nested.devices].map(([id, device]) => [id, { ...device, interfaces: device.interfaces.map(item => item.tunnel?.protocolName === 'vxlan' ? { ...item, tunnel: { ...item.tunnel, outerDf: 'set' as const } } : item.id.endsWith(':b') ? { ...item, mtuBytes: 1000 } : item) }] as const)) }
    expect(told(narrow, flow({ sizeBytes: 1400 }))).toMatchObject({ reachability: 'reachable' })
    expect(told(narrow, udp({ sizeBytes: 1400 }))).toMatchObject({ disposition: 'mtu-exceeded', clientSees: 'timeout' })
    const steps = made.forward[0]?.hops.flatMap(hop => hop.steps) ?? []
    expect(steps.flatMap(step => step.type === 'encapsulate' ? [step.outerBytes] : [])).toEqual([1020, 1070])
    expect(steps.filter(step => step.type === 'decapsulate')).toHaveLength(2)
  })
})
