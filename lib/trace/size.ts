import { fragmentBytesFor, IPV6_LEAST_MTU_BYTES, segmentOverheadBytes } from '@/lib/net/header-bytes'
import { versionOf } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Interface } from '@/lib/network/device'
import type { Tunnel } from '@/lib/network/tunnel'
import type { Way } from './forwarding'
import { routesTo } from './forwarding'
import { innerBytesFor } from './encapsulation'
import { top, type Wrap } from './packet'
import { end, failHere, isOwn, pathMtuKey, type Run, type TunnelLesson, type Walk } from './walk'

/** What a device holds to fit through a way, in bytes: what its route says, even above the interface's MTU, else that. Source: Linux ip_dst_mtu_maybe_forward, ip6_mtu (seed 644). */
export const pathMtu = ({ route, out }: Pick<Way, 'route' | 'out'>): number => route.mtuBytes ?? out.mtuBytes

/**
 * What this packet may have on a way: what fits, and what the device has learned for its destination. IPv4 that is forwarded goes by what fits,
 * IPv6 by the interface's MTU as well.
 * Sources: ip-sysctl.rst, ip_forward_use_pmtu (off); Linux ip6_dst_mtu_maybe_forward, which reads the learned MTU of a forwarded packet too.
 */
function limitFor({ packet, device, inInterface, memory }: Walk, way: Way): number {
  const { destination } = top(packet)
  const linkBytes = inInterface !== null && versionOf(destination) === 6 ? way.out.mtuBytes : Infinity
  const learns = inInterface === null ? packet.wraps.length === 0 : versionOf(destination) === 6
  return Math.min(pathMtu(way), linkBytes, learns ? memory.pathMtus.get(pathMtuKey(device.id, destination)) ?? Infinity : Infinity)
}

/**
 * 6 and 9. Whether a packet fits, as a whole or in fragments.
 *
 * IPv4 is fragmented anywhere unless it says don't-fragment (RFC 791 section 3.2, RFC 1191 section 4). IPv6 is fragmented by its sender
 * only, so a router's link is too small for a packet whatever it says, and does not carry it at all below 1280 bytes (RFC 8200 section 5).
 * A TCP sender cuts its own segments to size.
 */
export function fits(walk: Walk, run: Run, way: Way): boolean {
  const { packet, device } = walk
  const version = versionOf(top(packet).destination)
  const limitBytes = limitFor(walk, way)
  if (version === 6 && limitBytes < IPV6_LEAST_MTU_BYTES) {
    failHere(walk, run, 'protocol-not-carried', 'unreachable', { why: { code: 'mtu.below-ipv6-minimum', elements: [way.out.from], facts: { limit: String(limitBytes) } }, place: device.from, mend: { type: 'nothing' } })
    return false
  }
  if (packet.sizeBytes <= limitBytes) return true
  const mine = walk.inInterface === null
  if (mine && packet.wraps.length === 0 && top(packet).protocol === PROTOCOLS.tcp) {
    walk.packet = { ...packet, sizeBytes: limitBytes }
    return true
  }
  if (!packet.dontFragment && (version === 4 || mine)) {
    walk.packet = { ...packet, sizeBytes: fragmentBytesFor(version, limitBytes), fragmented: true }
    return true
  }
  if (mine && packet.wraps.length > 0) return tooBigOutside(walk, run, limitBytes)
  tooBig(walk, run, { limitBytes, at: way.out })
  return false
}

/**
 * Whether a forwarded packet is measured only where it leaves, after the filters: IPv4 that is cut there, IPv6 that only a route's MTU stops.
 * Source: Linux ip_forward (ip_exceeds_mtu asks for DF), ip6_forward (ip6_dst_mtu_maybe_forward: the interface's MTU), ip6_finish_output (seeds 85, 258).
 */
export const isMeasuredWhereItLeaves = ({ packet }: Walk, { out }: Way): boolean =>
  versionOf(top(packet).destination) === 4 ? !packet.dontFragment : packet.sizeBytes <= out.mtuBytes

/**
 * An outer packet that does not fit on its own device goes back inside, where who is to learn of it learns what fits. Source: RFC 4301 section 8.2.1, Linux tnl_update_pmtu.
 */
function tooBigOutside(walk: Walk, run: Run, outerLimitBytes: number): false {
  const wrap = walk.packet.wraps.at(-1) as Wrap
  const lesson: TunnelLesson = { key: pathMtuKey(walk.device.id, top(walk.packet).destination), bytes: outerLimitBytes }
  const { headers, wraps } = walk.packet
  walk.packet = { ...walk.packet, headers: headers.slice(0, -1), wraps: wraps.slice(0, -1), sizeBytes: wrap.innerBytes, ttl: wrap.innerTtl, dontFragment: wrap.innerDontFragment, fragmented: wrap.innerFragmented }
  Object.assign(walk, walk.insides.at(-1))
  innerTooBig(walk, run, wrap.tunnel, { limitBytes: innerBytesFor(wrap.tunnel, outerLimitBytes), at: run.index.interfaces.get(wrap.interfaceId) ?? (walk.device.interfaces[0] as Interface), lesson })
  return false
}

interface TooBig { readonly limitBytes: number; readonly at: Interface; readonly silent?: boolean; readonly lesson?: TunnelLesson }

/**
 * As {@link tooBig}, for a packet that does not fit through a tunnel's outside; who learns of it is the tunnel's ({@link Tunnel.learnsTooBig}).
 * A sender is told only of a packet that must not be fragmented, and over IPv6 of no less than 1280 bytes, which it need not go below.
 * Sources: Linux tnl_update_pmtu, ip6_tnl_xmit, skb_tunnel_check_pmtu; ip6_rt_update_pmtu, which learns nothing below 1280.
 */
export function innerTooBig(walk: Walk, run: Run, { learnsTooBig = 'sender' }: Tunnel, why: TooBig): void {
  const { packet: { sizeBytes, dontFragment }, inInterface, device } = walk
  const { destination } = top(walk.packet)
  const six = versionOf(destination) === 6
  const limitBytes = six ? Math.max(why.limitBytes, IPV6_LEAST_MTU_BYTES) : why.limitBytes
  const told = learnsTooBig === 'sender' && (six ? sizeBytes > limitBytes : dontFragment)
  const routed = learnsTooBig === 'route' && (six ? limitBytes === why.limitBytes : inInterface === null)
  const lesson = routed ? { key: pathMtuKey(device.id, destination), bytes: limitBytes } : why.lesson
  tooBig(walk, run, { limitBytes, at: why.at, silent: !told, ...(lesson ? { lesson } : {}) })
}

/** Ends a packet that does not fit; the sender learns the size from an ICMP error, where one is sent, or at once where it is the device itself. */
export function tooBig(walk: Walk, run: Run, { limitBytes, at, silent = false, lesson }: TooBig): void {
  const { sizeBytes } = walk.packet
  walk.steps.push({ type: 'check', check: 'mtu', passed: false, at: at.from, limitBytes, sizeBytes })
  end(walk, run, { disposition: 'mtu-exceeded', place: walk.device.from, notice: !silent && (at.sendsTooBig || isOwn(walk)) ? { says: 'too-big', mtuBytes: limitBytes } : null, ...(lesson ? { lesson } : {}) },
    { why: { code: 'mtu.exceeded', elements: [at.from], facts: { bytes: String(sizeBytes), limit: String(limitBytes) } }, place: walk.device.from, mend: { type: 'nothing' } })
}

/**
 * Whether a device's own datagram that may not be fragmented fits its own link: it is refused before a packet is made, so before any filter.
 * Source: Linux ip_append_data, ip6_append_data (EMSGSIZE).
 */
export function fitsOwnLink(walk: Walk, run: Run, way: Way): boolean {
  const { packet } = walk
  if (!isOwn(walk) || !packet.dontFragment || top(packet).protocol === PROTOCOLS.tcp || packet.sizeBytes <= limitFor(walk, way)) return true
  return fits(walk, run, way)
}

/** A SYN and its answer announce what the sender's link takes in one piece. Source: RFC 9293 section 3.7.1. */
export function announceSegmentSize(walk: Walk, way: Way): void {
  const { packet } = walk
  if (packet.mssBytes !== null || packet.wraps.length > 0 || !announces(walk)) return
  walk.packet = { ...packet, mssBytes: pathMtu(way) - segmentOverheadBytes(versionOf(top(packet).destination)) }
}

/**
 * TCP only, and only downwards: the announced segment size is cut to what an interface on the way says, be it a figure or the smaller MTU of
 * the two directions. Source: RFC 4459 section 3.2; nft(8), maxseg; Linux nft_rt get_tcpmss for `rt mtu`.
 */
export function clampSegmentSize(walk: Walk, run: Run, way: Way): void {
  const { packet } = walk
  if (packet.mssBytes === null || !announces(walk)) return
  for (const item of [walk.inInterface, way.out]) {
    const limits = [item?.mssClampBytes ?? Infinity, item?.mssClampToMtu ? mtuBothWays(walk, run, way) - segmentOverheadBytes(versionOf(top(packet).destination)) : Infinity]
    walk.packet = { ...walk.packet, mssBytes: Math.min(walk.packet.mssBytes ?? Infinity, ...limits) }
  }
}

const announces = ({ packet }: Walk): boolean => top(packet).protocol === PROTOCOLS.tcp && (packet.segment === 'syn' || packet.segment === 'syn-ack')

function mtuBothWays(walk: Walk, run: Run, way: Way): number {
  const back = routesTo(run.network, run.index, walk.device, top(walk.packet).source)
  const mtus = back.flatMap(route => {
    const { nextHop } = route
    const out = 'interfaceId' in nextHop && nextHop.interfaceId !== undefined ? run.index.interfaces.get(nextHop.interfaceId) : undefined
    return out ? [pathMtu({ route, out })] : []
  })
  return Math.min(pathMtu(way), ...mtus)
}
