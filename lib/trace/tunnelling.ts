import { contains } from '@/lib/net/cidr'
import { fragmentBytesFor, IPV6_LEAST_MTU_BYTES } from '@/lib/net/header-bytes'
import { versionOf } from '@/lib/net/ip-address'
import { hasPorts } from '@/lib/net/protocol'
import { unreachable } from '@/lib/net/unreachable'
import type { Device, Interface } from '@/lib/network/device'
import type { Header } from '@/lib/network/trace'
import type { Tunnel } from '@/lib/network/tunnel'
import { linkUp, spoof } from './checks'
import { DEFAULT_TTL, inverse, top, type Packet, type Wrap } from './packet'
import { encapsulatedBytes, innerBytesFor } from './encapsulation'
import { innerTooBig } from './size'
import { end, failHere, isOwn, pathMtuKey, type Run, type Walk } from './walk'

export interface TunnelEnd { readonly item: Interface; readonly tunnel: Tunnel }
type Peer = Tunnel['peers'][number]

/** An outer source port made from the inner flow stands for all of them. Source: RFC 7348 section 5 (49152 to 65535). */
const HASHED_PORT = 56_789
/** Tunnels inside tunnels inside tunnels: more means that they lead into one another. Source: Linux dev_xmit_recursion, XMIT_RECURSION_LIMIT. */
const NESTING_LIMIT = 8

/** The tunnel that a packet for this device belongs to: of the same kind and key as the one that wrapped it. */
export function tunnelFor(device: Device, packet: Packet): TunnelEnd | null {
  const header = top(packet)
  const wrap = packet.wraps.at(-1)
  if (!wrap) return null
  for (const item of device.interfaces) {
    const { tunnel } = item
    if (!tunnel || tunnel.outerProtocol !== header.protocol || tunnel.local !== header.destination) continue
    if (tunnel.port !== undefined && tunnel.port !== header.destinationPort) continue
    if (tunnel.protocolName !== wrap.tunnel.protocolName || tunnel.key !== wrap.tunnel.key) continue
    if (sendersOf(tunnel, wrap, header).length > 0) return { item, tunnel }
  }
  return null
}

/** The peers that a packet may be from. Who takes packets from anywhere knows them by their keys. */
const sendersOf = (tunnel: Tunnel, wrap: Wrap, outer: Header): readonly Peer[] =>
  tunnel.peers.filter(({ endpoint }) => endpoint.address === outer.source || (tunnel.accepts === 'anyone' && (endpoint.device === undefined || endpoint.device === wrap.device)))

const carries = (peer: Peer, { source, destination }: Header): boolean =>
  peer.sources.some(range => contains(range, source)) && peer.destinations.some(range => contains(range, destination))

/**
 * 5. A tunnel's end takes the outer header off; the inner packet goes on as if it came in by the tunnel's interface. What the selectors do
 * not allow in is dropped. Sources: RFC 4301 section 5.2 step 4; WireGuard whitepaper, section 3 (cryptokey routing).
 */
export function unwrap(walk: Walk, run: Run, { item, tunnel }: TunnelEnd, next: (walk: Walk) => void): void {
  const outer = top(walk.packet)
  const wrap = walk.packet.wraps.at(-1)
  if (!wrap || !linkUp(walk, run, item)) return
  walk.packet = {
    ...walk.packet, headers: walk.packet.headers.slice(0, -1), wraps: walk.packet.wraps.slice(0, -1),
    sizeBytes: wrap.innerBytes, ttl: wrap.innerTtl, dontFragment: wrap.innerDontFragment, fragmented: wrap.innerFragmented, mark: tunnel.encrypted ? 0 : walk.packet.mark,
  }
  const inner = top(walk.packet)
  walk.steps.push({ type: 'decapsulate', interfaceId: item.id, from: placeOf(run, item), protocolName: tunnel.protocolName, inner, outer, ...marked(walk.packet.mark) })
  walk.inInterface = item
  if (!sendersOf(tunnel, wrap, outer).some(peer => carries(peer, inverse(inner)))) return spoof(walk, run, item, 'tunnel.selector-mismatch')
  next(walk)
}

/** What the drawing shows of a tunnel's interface: its link. */
export const placeOf = (run: Run, item: Interface) => run.network.links.get(item.link)?.from ?? item.from

/** The peer whose destinations hold the inner one by the longest prefix. Source: WireGuard whitepaper section 3; the first of equals (RFC 4301 section 4.4.1: ordered). */
function selectPeer(tunnel: Tunnel, inner: Header): Peer | undefined {
  const lengthFor = (peer: Peer) => Math.max(...peer.destinations.filter(range => contains(range, inner.destination)).map(range => range.length))
  return tunnel.peers.filter(peer => carries(peer, inner)).reduce<Peer | undefined>((best, peer) => best && lengthFor(best) >= lengthFor(peer) ? best : peer, undefined)
}

/**
 * Whether a tunnel's outer packet is routed into that tunnel again, which drops it there and then. Sources: Linux ip_tunnel_xmit
 * (`rt->dst.dev == dev`), udp_tunnel_dst_lookup, xfrmi_xmit2 and WireGuard's send4 (ELOOP); OpenVPN drop_if_recursive_routing.
 */
export function leadsInside({ packet, device }: Walk, out: Interface): boolean {
  const wrapped = packet.wraps.at(-1)
  return wrapped !== undefined && wrapped.device === device.id && wrapped.interfaceId === out.id
}

/** A tunnel inside itself: nothing leaves, and nobody is told. */
export const dropInside = (walk: Walk, run: Run, place: Interface['from']): void =>
  failHere(walk, run, 'loop', 'silent', { why: { code: 'tunnel.inside-itself', elements: [place] }, place, mend: { type: 'nothing' } })

/** The outer packet is a new packet of this device and starts at 0. An inner packet for which no peer is meant is told so where the device tells; its own sender always. Source: Linux wg_xmit. */
export function wrap(walk: Walk, run: Run, item: Interface, tunnel: Tunnel, next: (walk: Walk, outer: Header) => void): void {
  if (!linkUp(walk, run, item)) return
  const inner = top(walk.packet)
  const from = placeOf(run, item)
  const selected = selectPeer(tunnel, inner)
  if (!selected) {
    return end(walk, run, { disposition: 'no-route', place: from, notice: walk.device.notices === 'icmp' || isOwn(walk) ? { says: 'unreachable' } : null, onSending: true },
      { why: { code: 'tunnel.selector-mismatch', elements: [from], facts: { source: inner.source, destination: inner.destination } }, place: from, mend: { type: 'nothing' } })
  }
  if (walk.packet.wraps.length >= NESTING_LIMIT) return dropInside(walk, run, from)
  const outer = outerHeader(tunnel, selected.endpoint.address)
  const outerDf = outerMayNotFragment(tunnel, walk.packet, inner)
  const learned = walk.memory.pathMtus.get(pathMtuKey(walk.device.id, outer.destination)) ?? Infinity
  if (outerDf && encapsulatedBytes(tunnel, walk.packet.sizeBytes) > learned && !fragmentInner(walk, innerBytesFor(tunnel, learned))) return innerTooBig(walk, run, tunnel, { limitBytes: innerBytesFor(tunnel, learned), at: item })
  const { sizeBytes, ttl, dontFragment, fragmented } = walk.packet
  const mark = tunnel.encrypted ? 0 : walk.packet.mark
  const outerBytes = encapsulatedBytes(tunnel, sizeBytes)
  walk.steps.push({ type: 'encapsulate', interfaceId: item.id, from, protocolName: tunnel.protocolName, inner, outer, innerBytes: sizeBytes, outerBytes, ...marked(mark) })
  const put: Wrap = { device: walk.device.id, interfaceId: item.id, tunnel, innerBytes: sizeBytes, innerTtl: ttl, innerDontFragment: dontFragment, innerFragmented: fragmented }
  const { inInterface, tracker, tracked, trackedHeader, connectionMark } = walk
  walk.insides = [...walk.insides, { inInterface, tracker, tracked, trackedHeader, connectionMark }]
  walk.packet = {
    ...walk.packet, headers: [...walk.packet.headers, outer], wraps: [...walk.packet.wraps, put],
    sizeBytes: outerBytes > learned ? fragmentBytesFor(versionOf(outer.destination), learned) : outerBytes, ttl: DEFAULT_TTL, mark, fragmented: outerBytes > learned, dontFragment: outerDf,
  }
  walk.inInterface = null
  next(walk, outer)
}

const marked = (mark: number): { readonly mark?: number } => (mark === 0 ? {} : { mark })

function outerMayNotFragment({ outerDf }: Tunnel, { dontFragment }: Packet, { destination }: Header): boolean {
  switch (outerDf) {
    case 'set': return true
    case 'clear': return false
    case 'copy': return dontFragment || versionOf(destination) === 6
    case 'copy-ipv4': return dontFragment && versionOf(destination) === 4
    default: return unreachable(outerDf)
  }
}

/**
 * Whether what is to go in may be, and so is, cut to what the tunnel has learned to take: a device's own packet, since its route has learned
 * it too. One that is forwarded is lost, and so is IPv6 that would have to be cut below 1280 bytes, which no route learns.
 * Sources: Linux skb_dst_update_pmtu, ip_fragment, ip6_rt_update_pmtu; RFC 8200 section 5; seed 495.
 */
function fragmentInner(walk: Walk, limitBytes: number): boolean {
  const { packet } = walk
  const version = versionOf(top(packet).destination)
  const leastBytes = version === 6 ? IPV6_LEAST_MTU_BYTES : 0
  if (packet.dontFragment || walk.inInterface !== null || limitBytes < leastBytes) return false
  walk.packet = { ...packet, sizeBytes: fragmentBytesFor(version, limitBytes), fragmented: true }
  return true
}

function outerHeader(tunnel: Tunnel, destination: Header['destination']): Header {
  const { port, outerProtocol } = tunnel
  const ports = port !== undefined && hasPorts(outerProtocol) ? { sourcePort: tunnel.sourcePort === 'hashed' ? HASHED_PORT : port, destinationPort: port } : {}
  return { source: tunnel.local, destination, protocol: outerProtocol, ...ports }
}
