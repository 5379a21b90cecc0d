import { versionOf } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { unreachable } from '@/lib/net/unreachable'
import type { Network } from '@/lib/network/network'
import type { ClientSees, Disposition, Phase } from '@/lib/network/trace'
import { routesBack } from './forwarding'
import { indexNetwork } from './index'
import { IN_SILENCE } from './originate'
import { inverse, top } from './packet'
import { addressFor, unspecified } from './source-address'
import { startWalk, walkAll } from './start'
import { confirm } from './tracking'
import { copyMemory, type Memory, type Notice, type Walk } from './walk'

/** A reset is a TCP header alone. */
const RESET_BYTES = 40

/** An ICMP error carries as much of the packet it speaks of as fits into 576 bytes, in IPv6 into 1280. Sources: RFC 1812 section 4.3.2.3, RFC 4443 section 2.4 c. */
function errorBytes({ packet }: Walk): number {
  const v4 = versionOf(top(packet).source) === 4
  return v4 ? Math.min(576, 28 + packet.sizeBytes) : Math.min(1280, 48 + packet.sizeBytes)
}

/**
 * What the client notices of a failure: the error or reset that the failing device sends must itself find its way home, through the same
 * translations and filters; otherwise the client waits in vain. Where it has several equal ways, not all of which lead home, either may be.
 * What is said about a tunnel's outer packet never reaches the client.
 */
export function clientMaySee(network: Network, failed: Walk): readonly ClientSees[] {
  const notice = failed.ending?.notice
  const client = failed.hops[0]?.device
  if (!notice || client === undefined || failed.packet.wraps.length > 0) return ['timeout']
  const sees = meaning(notice.says, { protocol: top(failed.packet).protocol, phase: failed.packet.phase })
  if (sees === 'timeout' || (failed.device.id === client && isToldAtOnce(failed))) return [sees]
  const { some, all } = arrives(network, failed, client)
  return [...(some ? [sees] : []), ...(all ? [] : ['timeout' as const])]
}

/**
 * A sender without a way is told by the call itself; about a refusal, its own port that is closed or a missing neighbour its own device sends
 * an error, past its own filters. So it does about a tunnel without a peer, of which a datagram's call fails too (ENOKEY).
 * Sources: Linux ip_route_output_flow; nf_send_unreach, icmp_send, ipv4_link_failure; wg_xmit, tcp_connect (which passes on ECONNREFUSED only).
 */
const isToldAtOnce = ({ inInterface, ending, packet }: Walk): boolean =>
  inInterface === null && ending !== null && !SAID_BY_ERROR.has(ending.disposition) && !(ending.onSending && IN_SILENCE.has(top(packet).protocol))

const SAID_BY_ERROR: ReadonlySet<Disposition> = new Set(['neighbor-unreachable', 'denied-in', 'denied-out', 'refused'])

/**
 * What an error means to the one who gets it. Errors other than too-big are advisory to an open TCP connection, which goes on sending
 * until it times out. Sources: RFC 1122 section 4.2.3.9, RFC 5927 section 5; Linux tcp_v4_err.
 */
export function meaning(says: Notice['says'], { protocol, phase }: { readonly protocol: number; readonly phase: Phase }): ClientSees {
  const open = protocol === PROTOCOLS.tcp && phase !== 'open'
  switch (says) {
    case 'too-big': return 'too-big'
    case 'reset': return open ? 'reset' : 'refused'
    case 'refused': return open ? 'timeout' : 'refused'
    case 'unreachable': case 'ttl': return open ? 'timeout' : 'unreachable'
    default: return unreachable(says)
  }
}

/** Whether a notice arrives by some of its equal ways, by all of them; what is remembered where it does, and where it is lost. */
interface Arrival { readonly some: boolean; readonly all: boolean; readonly by: readonly Memory[]; readonly lost: readonly Memory[] }

/** Whether what a failing device says comes to the device that it is meant for. */
export function arrives(network: Network, failed: Walk, to: Walk['device']['id']): Arrival {
  const notice = failed.ending?.notice
  if (!notice) return { some: false, all: false, by: [], lost: [] }
  const header = top(failed.packet)
  const reset = notice.says === 'reset'
  const aboutOuter = failed.packet.wraps.length > 0
  const sizeBytes = reset ? RESET_BYTES : errorBytes(failed)
  const memory = copyMemory(failed.memory)
  const { tracked, trackedHeader, tracker } = failed
  // The error belongs to the flow of the packet, even one that was stopped before it was confirmed (Linux nf_ct_attach).
  if (tracked?.state === 'new' && !tracked.flow && trackedHeader && tracker !== null) confirm(memory.tables, tracker, trackedHeader, header, { pickedUp: false, mark: failed.connectionMark, masqueraded: null })
  const walk = startWalk({
    device: failed.device, memory, phase: 'notice', segment: reset ? 'reset' : 'none', sizeBytes, dontFragment: false,
    ...(reset ? { header: inverse(header) } : { header: errorHeader(network, failed), quoted: header }),
  })
  if ((!reset || isRejected(failed)) && tracked?.flow && tracked.state !== 'invalid') walk.attached = { state: 'related', direction: tracked.direction === 'original' ? 'reply' : 'original', flow: tracked.flow }
  const flow = { device: failed.device.id, destination: header.source, protocol: header.protocol, sizeBytes, dontFragment: false }
  const ways = walkAll({ network, index: indexNetwork(network), flow, expectation: { type: 'notice', device: to, sent: aboutOuter ? null : failed.sent }, walk })
  const [home, lost] = [ways.filter(isHome), ways.filter(way => !isHome(way))]
  return { some: home.length > 0, all: lost.length === 0, by: home.map(way => way.memory), lost: lost.map(way => way.memory) }
}

/** By a filter, whose reset is attached to the flow as its ICMP error is; that of a closed port is not. Source: Linux nf_send_reset, nf_send_reset6 (nf_ct_attach); seed 7293. */
const isRejected = ({ ending }: Walk): boolean => ending?.disposition === 'denied-in' || ending?.disposition === 'denied-out'

const isHome = ({ ending }: Walk): boolean => ending?.disposition === 'accepted'

/**
 * An error about a packet for this very device comes from the address it was for; any other from the address that routing chooses. In IPv6 that
 * is the one for the interface by which the packet came, and it is routed with it, unless the route back prefers another.
 * Source: RFC 1812 section 4.3.2.4, RFC 4443 section 2.2; Linux icmp_send with icmp_errors_use_inbound_ifaddr off, icmp6_send ("select a more meaningful saddr from input if"; seed 25), icmpv6_rt_has_prefsrc.
 */
function errorHeader(network: Network, { packet, device, inInterface }: Walk) {
  const { source, destination } = top(packet)
  const v6 = versionOf(source) === 6
  const common = { destination: source, protocol: v6 ? PROTOCOLS.icmpv6 : PROTOCOLS.icmp }
  if (device.interfaces.some(item => item.addresses.some(own => own.address === destination))) return { ...common, source: destination }
  const prefers = () => routesBack(network, indexNetwork(network), device, { header: { ...common, source: unspecified(6) }, mark: 0, inInterface: undefined }).some(({ preferredSource }) => preferredSource !== undefined)
  const heard = v6 && inInterface !== null && !prefers() ? addressFor(device, inInterface, source, source) : null
  return heard === null ? common : { ...common, source: heard }
}
