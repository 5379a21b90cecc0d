import { versionOf } from '@/lib/net/ip-address'
import { hasPorts, PROTOCOLS } from '@/lib/net/protocol'
import type { Conversation } from '@/lib/network/conversation'
import type { Device } from '@/lib/network/device'
import type { Flow } from '@/lib/network/flow'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { Route } from '@/lib/network/route'
import type { Header, Phase } from '@/lib/network/trace'
import { indexNetwork } from './index'
import { arrives, clientMaySee } from './notice'
import type { Unsourced } from './originate'
import { conclude, isFailure, type Outcome } from './outcomes'
import { inverse, top } from './packet'
import { learned, withLearned } from './path-mtu'
import { bytesOf, mayNotFragment, segmentOf } from './segments'
import { startWalk, walkAll } from './start'
import { isKnown } from './tracking'
import { copyMemory, emptyMemory, type Expectation, type Memory, type Walk } from './walk'

/** What both ends share while they speak: who they are, and how much each may send at once. */
interface Talk { readonly network: Network; readonly flow: Flow; readonly client: Device }

/** One packet to send: who sends it, with the state of its branch, and who may take it. */
interface Sending { readonly device: Device; readonly header: Unsourced; readonly memory: Memory; readonly phase: Phase; readonly announcedMss: number | null; readonly limitBytes: number; readonly expectation: Expectation }

/**
 * Asks a flow as a conversation: open, reply, then for TCP a packet of the asked size and the reply to it, with the state that each
 * branch has left behind. All choices are followed.
 *
 * Source: DESIGN section 5; TCP's three packets: RFC 9293 section 3.5.
 */
export function converse(network: Network, flow: Flow, intended: ReadonlySet<DeviceId> | null = null): Conversation {
  const client = network.devices.get(flow.device)
  if (!client || client.up === false) return { flow, reachability: client ? 'unreachable' : 'undetermined', clientSees: 'timeout', clientMaySee: ['timeout'], forward: [], return: [], accepted: [] }
  const talk: Talk = { network, flow, client }
  const opened = send(talk, { device: client, header: headerOf(flow), memory: emptyMemory(), phase: 'open', announcedMss: null, limitBytes: Infinity, expectation: { type: 'listener', intended } })
  return conclude(flow, opened.flatMap(open => {
    if (open.ending?.disposition === 'accepted') return answer(talk, open)
    return open.ending?.disposition === 'delivered-elsewhere' ? falseSuccess(talk, open) : failures(talk, open)
  }))
}

/**
 * Sends one packet. A TCP sender that learns of a smaller path, itself or by a tunnel on the way, sends again (RFC 1191 section 3, RFC 8201
 * section 4). What it learns itself ends the way that its socket had kept: it is routed again, now with its source, and a size holds for the
 * route it was learned on (Linux inet6_csk_update_pmtu; seed 591).
 */
function send(talk: Talk, sending: Sending): readonly Walk[] {
  return walksOf(talk, sending).flatMap(sent => {
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

/** What the client sees of an answer from someone who was not meant: that all is well, if it comes home. */
function falseSuccess(talk: Talk, open: Walk): readonly Outcome[] {
  const seen = new Set([...answer(talk, open)].sort((a, b) => Number(a.state === 'ok') - Number(b.state === 'ok')).map(outcome => outcome.sees))
  return (seen.size > 0 ? [...seen] : ['timeout' as const]).map(sees => failedWith(open, sees))
}

/** The reply to the packet that opened, from the device that accepted it, with the state of its own branch. */
function answer(talk: Talk, open: Walk): readonly Outcome[] {
  return reply(talk, open, 'reply', null).flatMap(back => {
    const lost = lostReply(open, back)
    if (lost) return [lost]
    return talk.flow.protocol === PROTOCOLS.tcp ? carryOn(talk, open, back) : [{ state: 'ok', sees: 'ok', forward: open, back, accepted: open }]
  })
}

const sentHeader = (walk: Walk): Header => walk.sent ?? top(walk.packet)

function reply(talk: Talk, there: Walk, phase: Phase, announcedMss: number | null): readonly Walk[] {
  return send(talk, {
    device: there.device, header: inverse(top(there.packet)), memory: there.memory, phase, announcedMss, limitBytes: Infinity,
    expectation: { type: 'home', device: talk.client.id, header: inverse(sentHeader(there)) },
  })
}

/** The reply that does not come home; the client waits in vain, whatever is said to the one who replies. */
function lostReply(there: Walk, back: Walk): Outcome | null {
  if (back.ending?.disposition === 'accepted') return null
  return { state: isFailure(back) ? 'failed' : 'undetermined', sees: 'timeout', forward: there, back, accepted: there }
}

/**
 * What the client sees when its answer goes to someone whose it is not. That one resets the connection of the one who answers, who then
 * refuses what the client sends again; if both resets find their way the client sees one, else it waits in vain.
 * Source: RFC 9293 sections 3.10.7.1 and 3.5.3.
 */
function seenAfterStray({ network, client }: Talk, there: Walk, { ending, ...stray }: Walk): readonly ('reset' | 'timeout')[] {
  if (!ending || stray.device.notices === 'silent' || (ending.disposition !== 'not-a-reply' && ending.disposition !== 'delivered-elsewhere')) return ['timeout']
  const reset = (walk: Omit<Walk, 'ending'>, to: DeviceId) => arrives(network, { ...walk, ending: { ...ending, notice: { says: 'reset' } } }, to)
  const first = reset(stray, there.device.id)
  const second = first.by.map(memory => reset({ ...there, memory }, client.id))
  return [...(second.some(one => one.some) ? ['reset' as const] : []), ...(first.all && second.every(one => one.all) ? [] : ['timeout' as const])]
}

/** What the client sends on: in IPv6 the socket keeps the way that was found before its source was (Linux ip6_sk_dst_store_flow), in IPv4 it is routed with its source. */
function sentAgain(flow: Flow, sent: Header): Unsourced {
  if (flow.source !== undefined || versionOf(sent.destination) === 4) return sent
  const { source: _chosen, ...rest } = sent
  return rest
}

/** Data in the size asked for, within what the other end has announced, and the answer to it. */
function carryOn(talk: Talk, open: Walk, answered: Walk): readonly Outcome[] {
  const data = (memory: Memory) => send(talk, {
    device: talk.client, header: sentAgain(talk.flow, sentHeader(open)), memory, phase: 'continue', announcedMss: answered.packet.mssBytes, limitBytes: Infinity,
    expectation: { type: 'connection', device: open.device.id, header: top(open.packet) },
  })
  const outcomes = (there: Walk): readonly Outcome[] => there.ending?.disposition === 'accepted' ? answerToMore(talk, { open, answered, there }) : failures(talk, there).map(failed => ({ ...failed, accepted: open }))
  return data(answered.memory).flatMap(there => {
    const forgotten = forgottenBy(talk, there)
    if (forgotten.length === 0) return outcomes(there)
    return [...outcomes(there).filter(({ sees }) => sees !== 'timeout'), ...forgotten.flatMap(memory => data(memory).flatMap(outcomes))]
  })
}

/**
 * What is remembered after a reset of the middle of a handshake that did not find home: who said it has forgotten the flow by it, and what is
 * sent on begins another. Source: Linux nf_conntrack_tcp_packet ("if only reply is a RST …"); measured (seed 781).
 */
function forgottenBy({ network, client }: Talk, walk: Walk): readonly Memory[] {
  const { ending, tracked, tracker, trackedHeader } = walk
  if (ending?.notice?.says !== 'reset' || tracked?.state !== 'invalid' || !tracked.flow || tracker === null || !trackedHeader) return []
  return arrives(network, walk, client.id).lost.filter(({ tables }) => !isKnown(tables, tracker, trackedHeader))
}

function answerToMore(talk: Talk, { open, answered, there }: { readonly open: Walk; readonly answered: Walk; readonly there: Walk }): readonly Outcome[] {
  return reply(talk, there, 'continue-reply', open.packet.mssBytes).flatMap((last): readonly Outcome[] => {
    const lost = lostReply(there, last)
    if (!lost) return [{ state: 'ok', sees: 'ok', forward: open, back: answered, accepted: open }]
    return seenAfterStray(talk, there, last).map(sees => ({ ...lost, forward: open, sees }))
  })
}

function headerOf(flow: Flow): Unsourced {
  return {
    destination: flow.destination, protocol: flow.protocol,
    ...(flow.source === undefined ? {} : { source: flow.source }),
    ...(flow.destinationPort === undefined || !hasPorts(flow.protocol) ? {} : { destinationPort: flow.destinationPort, sourcePort: flow.sourcePort ?? CLIENT_PORT }),
  }
}

/** A port of the ephemeral range that stands for all of them. Source: RFC 6335 section 6; Linux ip_local_port_range starts at 32768. */
export const CLIENT_PORT = 41830

/** A packet on its way there that was not accepted, once for each thing that the client may see of it. A lost reply, by contrast, always looks like a timeout to the client. */
function failures({ network }: Talk, walk: Walk): readonly Outcome[] {
  if (!isFailure(walk)) return [{ ...failedWith(walk, 'timeout'), state: 'undetermined' }]
  return clientMaySee(network, walk).map(sees => failedWith(walk, sees))
}

const failedWith = (walk: Walk, sees: Outcome['sees']): Outcome => ({ state: 'failed', sees, forward: walk, back: null, accepted: null })
