import type { Device } from '@/lib/network/device'
import type { Flow } from '@/lib/network/flow'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Route } from '@/lib/network/route'
import type { Header, Phase } from '@/lib/network/trace'
import { versionOf } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { indexNetwork } from './index'
import type { Unsourced } from './originate'
import { inverse, top } from './packet'
import { learned, withLearned } from './path-mtu'
import { bytesOf, mayNotFragment, segmentOf } from './segments'
import { startWalk, walkAll } from './start'
import { copyMemory, type Expectation, type Memory, type Walk } from './walk'

/** What both ends share while they speak: who asks, and who is meant. */
export interface Talk { readonly network: Network; readonly flow: Flow; readonly client: Device; readonly intended: ReadonlySet<DeviceId> | null }

/** One packet to send: who sends it, with the state of its branch, and who may take it. */
interface Sending { readonly device: Device; readonly header: Unsourced; readonly memory: Memory; readonly phase: Phase; readonly announcedMss: number | null; readonly limitBytes: number; readonly expectation: Expectation; readonly again?: true }

/**
 * Sends one packet. A TCP sender that learns of a smaller path, itself or by a tunnel on the way, sends again (RFC 1191 section 3, RFC 8201
 * section 4). What it learns itself ends the way that its socket had kept: it is routed again, now with its source, and a size holds for the
 * route it was learned on (Linux inet6_csk_update_pmtu; seed 591). What a device has forgotten a flow by is sent again, once (RFC 9293
 * section 3.8.1).
 */
export function send(talk: Talk, sending: Sending): readonly Walk[] {
  return walksOf(talk, sending).flatMap(sent => {
    if (sent.ending?.forgets && talk.flow.protocol === PROTOCOLS.tcp && !sending.again) return send(talk, { ...sending, memory: sent.memory, again: true })
    const lesson = talk.flow.protocol === PROTOCOLS.tcp ? learned(talk.network, sent, sizeOf(talk, sending)) : null
    if (lesson === null) return [sent]
    if (lesson.type === 'tunnel') return send(talk, { ...sending, memory: withLearned(sent.memory, lesson) })
    const again: Sending = { ...sending, memory: sent.memory, header: sentHeader(sent) }
    const sameRoute = sending.header.source !== undefined || walksOf(talk, again).every(other => firstRoute(other) === firstRoute(sent))
    return send(talk, sameRoute ? { ...again, limitBytes: lesson.bytes } : again)
  })
}

const sizeOf = ({ flow }: Talk, { header, phase, announcedMss, limitBytes }: Sending): number => Math.min(bytesOf(flow, phase, header.destination, announcedMss), limitBytes)

/** Every way that one packet goes. */
function walksOf(talk: Talk, sending: Sending): readonly Walk[] {
  const { network, flow } = talk
  const { device, header, memory, phase, expectation } = sending
  const walk = startWalk({ device, header, memory: copyMemory(memory), phase, segment: segmentOf(flow.protocol, phase), sizeBytes: sizeOf(talk, sending), dontFragment: mayNotFragment(flow, phase), ttl: phase === 'open' || phase === 'continue' ? flow.ttl : undefined })
  return walkAll({ network, index: indexNetwork(network), flow, expectation, walk })
}

/** The route by which a packet set out. */
function firstRoute({ hops, steps }: Walk): Route | null | undefined {
  const taken = (hops[0]?.steps ?? steps).find(step => step.type === 'route')
  return taken?.type === 'route' ? taken.matched : undefined
}

/** The header with which a packet set out. */
export const sentHeader = (walk: Walk): Header => walk.sent ?? top(walk.packet)

/** What the client sends on: in IPv6 the socket keeps the way that was found before its source was (Linux ip6_sk_dst_store_flow), in IPv4 it is routed with its source. */
export function sentAgain(flow: Flow, sent: Header): Unsourced {
  if (flow.source !== undefined || versionOf(sent.destination) === 4) return sent
  const { source: _chosen, ...rest } = sent
  return rest
}

/** What begins a conversation. */
export const begin = (talk: Talk, header: Unsourced, memory: Memory): readonly Walk[] =>
  send(talk, { device: talk.client, header, memory, phase: 'open', announcedMss: null, limitBytes: Infinity, expectation: { type: 'listener', intended: talk.intended } })

/** The reply to a packet from whoever took it, with the state of its branch. */
export function reply(talk: Talk, there: Walk, { phase, announcedMss = null, limitBytes = Infinity }: { readonly phase: Phase; readonly announcedMss?: number | null; readonly limitBytes?: number }): readonly Walk[] {
  return send(talk, {
    device: there.device, header: inverse(top(there.packet)), memory: there.memory, phase, announcedMss, limitBytes,
    expectation: { type: 'home', device: talk.client.id, header: inverse(sentHeader(there)) },
  })
}
