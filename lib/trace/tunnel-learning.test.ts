import { describe, expect, it } from 'vitest'
import { cidr, DEFAULT_V4, DEFAULT_V6 } from '@/lib/net/cidr'
import { ip, versionOf } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device, Interface, Link } from '@/lib/network/device'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import type { Route } from '@/lib/network/route'
import type { Tunnel } from '@/lib/network/tunnel'
import { sampleNetwork } from './sample'
import { flow, nat, overV6, told, udp } from './sample-chain'

/*
 * A packet that does not fit through a tunnel's outside: who learns of it, and what the next packet does. Measured on Linux 6.18 with vxlan
 * (seeds 133, 277 and 284): forwarded IPv4 is never told, forwarded IPv6 and own packets from the second packet on.
 */

const outside = (local: string, remote: string, more: Partial<Tunnel>): Tunnel => ({
  outerProtocol: PROTOCOLS.udp, port: 4789, headerBytes: 50, trailerBytes: 0, blockBytes: 0, outerDf: 'set', local: ip(local), dialledBy: 'either', encrypted: false, protocolName: 'vxlan',
  peers: [{ sources: [DEFAULT_V4, DEFAULT_V6], destinations: [DEFAULT_V4, DEFAULT_V6], endpoint: { address: ip(remote) } }], ...more,
})

/** client — a ═ middle ═ b — server, in IPv4 and IPv6; the wire behind the middle takes `narrowBytes`, and so does the near one if `near`. */
function world(more: Partial<Tunnel>, { narrowBytes = 1400, near = false } = {}) {
  const tun = (local: string, remote: string) => ({ tun: { mtuBytes: 1450, tunnel: outside(local, remote, more) } })
  const narrow = { mtuBytes: narrowBytes }
  return sampleNetwork([
    { id: 'client', interfaces: { eth0: 'lan 192.0.2.10/24 2001:db8:1::10/64' }, routes: ['0.0.0.0/0 via 192.0.2.1', '::/0 via 2001:db8:1::1'] },
    { id: 'a', interfaces: { lan: 'lan 192.0.2.1/24 2001:db8:1::1/64', out: 'p2p-a 203.0.113.1/24', tun: 'vpn 10.0.0.1/30 2001:db8:3::1/64' }, routes: ['198.51.100.0/24 dev tun', '2001:db8:2::/64 dev tun', '0.0.0.0/0 via 203.0.113.254'], changeInterface: { ...tun('203.0.113.1', '203.0.114.1'), ...(near ? { out: narrow } : {}) } },
    { id: 'middle', interfaces: { a: 'p2p-a 203.0.113.254/24', b: 'p2p-b 203.0.114.254/24' }, changeInterface: { b: narrow } },
    { id: 'b', interfaces: { wan: 'wan 198.51.100.1/24 2001:db8:2::1/64', out: 'p2p-b 203.0.114.1/24', tun: 'vpn 10.0.0.2/30 2001:db8:3::2/64' }, routes: ['192.0.2.0/24 dev tun', '2001:db8:1::/64 dev tun', '0.0.0.0/0 via 203.0.114.254'], changeInterface: tun('203.0.114.1', '203.0.113.1') },
    { id: 'server', interfaces: { eth0: 'wan 198.51.100.20/24 2001:db8:2::20/64' }, routes: ['0.0.0.0/0 via 198.51.100.1', '::/0 via 2001:db8:2::1'], listens: [80] },
  ], { vpn: { kind: 'tunnel' } })
}

/** The same with a tunnel inside that tunnel, whose outer packets are IPv6 and may be cut, on a near wire of so many bytes. */
function nested(narrowBytes: number) {
  const network = world({ learnsTooBig: 'route' }, { narrowBytes, near: true })
  const inside = (id: string, local: string, remote: string) => {
    const device = network.devices.get(deviceOf(id)) as Device
    const outer = device.interfaces.find(item => item.tunnel) as Interface
    const added: Interface = { ...outer, id: interfaceOf(device.id, 'in'), link: linkOf('inside'), addresses: [], mtuBytes: 1440, tunnel: outside(local, remote, { protocolName: 'wireguard', port: 51820, headerBytes: 60, outerDf: 'clear' }) }
    const into = (route: Route): Route => ('interfaceId' in route.nextHop && route.nextHop.interfaceId === outer.id && versionOf(route.prefix.address) === 4 && route.nextHop.type === 'interface' ? { ...route, nextHop: { type: 'interface', interfaceId: added.id } } : route)
    return { ...device, interfaces: [...device.interfaces, added], tables: device.tables.map(table => ({ ...table, routes: table.routes.map(into) })) }
  }
  const ends = [inside('a', '2001:db8:3::1', '2001:db8:3::2'), inside('b', '2001:db8:3::2', '2001:db8:3::1')]
  const vpn = [...network.links.values()].find(link => link.kind === 'tunnel') as Link
  return { ...network, devices: new Map([...network.devices, ...ends.map(device => [device.id, device] as const)]), links: new Map(network.links).set(linkOf('inside'), { ...vpn, id: linkOf('inside') }) }
}
const tcp = flow({ sizeBytes: 1440 })
const own = { device: deviceOf('a') }

describe('only the route inside learns (skb_tunnel_check_pmtu)', () => {
  const routed = { learnsTooBig: 'route' } as const
  it.each([
    { name: 'forwarded IPv4 is never told: TCP stalls (ip_forward_use_pmtu)', asked: tcp, expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
    { name: 'forwarded IPv6 is told from the second packet on: TCP gets through', asked: overV6(tcp), expected: { reachability: 'reachable' } },
    { name: 'a datagram is one packet only', asked: overV6(udp({ sizeBytes: 1440 })), expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
    { name: 'the device\'s own TCP gets through', asked: { ...tcp, ...own }, expected: { reachability: 'reachable' } },
    { name: 'the device\'s own first datagram is lost, although nobody refused it', asked: { ...udp({ sizeBytes: 1440 }), ...own }, expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
  ])('$name', ({ asked, expected }) => {
    expect(told(world(routed), asked)).toMatchObject(expected)
    expect(told(world(routed, { near: true }), asked)).toMatchObject(expected)
  })
  it('a route of IPv6 learns nothing below 1280 bytes (ip6_rt_update_pmtu)', () => {
    expect(told(world(routed, { narrowBytes: 1300 }), overV6(tcp))).toMatchObject({ disposition: 'mtu-exceeded', clientSees: 'timeout' })
    expect(told(world(routed, { narrowBytes: 1330 }), overV6(tcp))).toMatchObject({ reachability: 'reachable' })
  })
  it('nor is an own packet of IPv6, such as that of a tunnel inside, cut to less (seed 495)', () => {
    expect(told(nested(1400), tcp)).toMatchObject({ reachability: 'reachable' })
    expect(told(nested(1330), tcp)).toMatchObject({ reachability: 'reachable' })
    expect(told(nested(1329), tcp)).toMatchObject({ disposition: 'mtu-exceeded', at: 'a', clientSees: 'timeout' })
  })
})

describe('nobody learns (a process in user space)', () => {
  it.each([
    { name: 'forwarded TCP stalls', asked: tcp },
    { name: 'and so does the device\'s own', asked: { ...tcp, ...own } },
    { name: 'over IPv6 too', asked: overV6(tcp) },
  ])('$name', ({ asked }) => { expect(told(world({ learnsTooBig: 'nobody' }), asked)).toMatchObject({ disposition: 'mtu-exceeded', clientSees: 'timeout' }) })
})

describe('a copied don\'t-fragment', () => {
  const asked = udp({ sizeBytes: 1440, dontFragment: false })
  it.each([
    { name: 'of IPv4 is its own', outerDf: 'copy', asked, expected: { reachability: 'reachable' } },
    { name: 'IPv6 counts as set, ICMP errors and echo replies too (vxlan_xmit_one; seeds 212 and 312)', outerDf: 'copy', asked: overV6(asked), expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
    { name: 'copied from IPv4 only, IPv6 has none (ip_tunnel_xmit, nopmtudisc)', outerDf: 'copy-ipv4', asked: overV6(asked), expected: { reachability: 'reachable' } },
    { name: 'copied from IPv4 only, IPv4 keeps its own', outerDf: 'copy-ipv4', asked: udp({ sizeBytes: 1440 }), expected: { disposition: 'mtu-exceeded', clientSees: 'timeout' } },
  ] as const)('$name', ({ outerDf, asked: one, expected }) => { expect(told(world({ outerDf, learnsTooBig: 'nobody' }), one)).toMatchObject(expected) })
})

describe('the sender learns (tnl_update_pmtu)', () => {
  it('IPv4 and IPv6 alike', () => {
    expect(told(world({}), tcp)).toMatchObject({ reachability: 'reachable' })
    expect(told(world({}), overV6(tcp))).toMatchObject({ reachability: 'reachable' })
  })
  it('the error belongs to the inner packet\'s flow, not to the outer one\'s (nf_ct_attach; seed 267)', () => {
    const network = world({}, { near: true })
    const a = network.devices.get(deviceOf('a')) as Device
    const masquerading = { ...network, devices: new Map(network.devices).set(a.id, { ...a, nat: [nat('postrouting', { type: 'masquerade' }, { sources: { cidrs: [cidr('192.0.2.0/24')] } })] }) }
    expect(told(masquerading, udp({ sizeBytes: 1440 }))).toMatchObject({ disposition: 'mtu-exceeded', at: 'a', clientSees: 'too-big' })
  })
  it('a forwarded packet that may be fragmented is lost in silence: what has learned is the outer packet\'s route', () => {
    expect(told(world({}, { near: true }), udp({ sizeBytes: 1440, dontFragment: false }))).toMatchObject({ disposition: 'mtu-exceeded', at: 'a', clientSees: 'timeout' })
  })
  it('over IPv6 it is told of no less than 1280 bytes, which then do not fit either', () => {
    expect(told(world({}, { narrowBytes: 1300 }), overV6(tcp))).toMatchObject({ disposition: 'mtu-exceeded', clientSees: 'timeout' })
  })
})
