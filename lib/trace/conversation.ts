import { PROTOCOLS } from '@/lib/net/protocol'
import type { Reachability } from '@/lib/network/answer'
import type { Conversation } from '@/lib/network/conversation'
import type { Flow } from '@/lib/network/flow'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { ClientSees, Header, Phase, Trace } from '@/lib/network/trace'
import { FAILURES } from '@/lib/network/trace'
import { indexNetwork } from './index'
import { inverse, top, type TcpSegment } from './packet'
import { clientSees } from './notice'
import { startWalk, walkAll } from './start'
import { copyMemory, emptyMemory, type Memory, type Walk } from './walk'
import { traceOf } from './trace-of'

/** A TCP segment without data, with usual options. Source: RFC 9293 section 3.1, and the options Linux sends. */
const HANDSHAKE_BYTES = 60
/** IPv4 and TCP headers without options, which a segment size does not count. Source: RFC 9293 section 3.7.1. */
const HEADERS_BYTES = 40

/** How one branch of a conversation ended. */
interface Outcome { readonly state: 'ok' | 'failed' | 'undetermined'; readonly sees: ClientSees; readonly forward: Walk; readonly back: Walk | null; readonly accepted: Walk | null }

/**
 * Asks a flow as a conversation: open, reply, then for TCP a packet of the asked size and the reply to it, with the state that each
 * branch has left behind. All choices are followed.
 *
 * Source: DESIGN section 5; TCP's three packets: RFC 9293 section 3.5.
 */
export function converse(network: Network, flow: Flow, intended: ReadonlySet<DeviceId> | null = null): Conversation {
  const index = indexNetwork(network)
  const tcp = flow.protocol === PROTOCOLS.tcp
  const send = (from: Parameters<typeof startWalk>[0], expectation: Parameters<typeof walkAll>[0]['expectation']) => walkAll({ network, index, flow, expectation, walk: startWalk(from) })
  const client = network.devices.get(flow.device)
  if (!client) return { flow, reachability: 'undetermined', clientSees: 'timeout', forward: [], return: [], accepted: [] }

  const header = headerOf(flow)
  const opened = send({ device: client, header, memory: emptyMemory(), phase: 'open', segment: tcp ? 'syn' : 'none', sizeBytes: tcp ? Math.min(flow.sizeBytes, HANDSHAKE_BYTES) : flow.sizeBytes, dontFragment: flow.dontFragment }, { type: 'listener', intended })
  const outcomes = opened.flatMap(open => {
    const failed = failure(network, open)
    if (failed) return [failed]
    return exchange(open, 'reply', tcp ? 'syn-ack' : 'none', tcp ? HANDSHAKE_BYTES : flow.sizeBytes)
  })

  function exchange(there: Walk, phase: Phase, segment: TcpSegment, bytes: number): readonly Outcome[] {
    const arrived = top(there.packet)
    const sent = there.sent ?? arrived
    const home = send({ device: there.device, header: inverse(arrived), memory: copyMemory(there.memory), phase, segment, sizeBytes: limited(bytes, there.memory), dontFragment: flow.dontFragment }, { type: 'home', device: flow.device, header: inverse(sent) })
    return home.flatMap(back => {
      if (back.ending?.disposition !== 'accepted' && tcp && phase === 'continue-reply' && learnedSize(network, back) !== null) return [{ state: 'ok' as const, sees: 'ok' as const, forward: there, back, accepted: there }]
      if (back.ending?.disposition !== 'accepted') return [{ state: isFailure(back) ? 'failed' as const : 'undetermined' as const, sees: 'timeout' as const, forward: there, back, accepted: there }]
      if (!tcp || phase === 'continue-reply') return [{ state: 'ok' as const, sees: 'ok' as const, forward: there, back, accepted: there }]
      return carryOn(there, back, sent, flow.sizeBytes)
    })
  }

  /** Data in the size asked for; a sender that is told of a smaller MTU sends again in that size (RFC 1191 section 3). */
  function carryOn(opening: Walk, answered: Walk, sent: Header, bytes: number): readonly Outcome[] {
    const there = send({ device: client as NonNullable<typeof client>, header: sent, memory: copyMemory(answered.memory), phase: 'continue', segment: 'ack', sizeBytes: limited(bytes, answered.memory), dontFragment: flow.dontFragment }, { type: 'listener', intended: new Set([opening.device.id]) })
    return there.flatMap(more => {
      const smaller = learnedSize(network, more)
      if (smaller !== null && smaller < bytes) return carryOn(opening, answered, sent, smaller)
      const failed = failure(network, more)
      if (failed) return [{ ...failed, accepted: opening }]
      return exchange(more, 'continue-reply', 'ack', flow.sizeBytes).map(last => last.state === 'ok' ? { ...last, forward: opening, back: answered, accepted: opening } : { ...last, forward: opening })
    })
  }

  return conclude(flow, outcomes)
}

const limited = (bytes: number, memory: Memory) => memory.mssBytes === null ? bytes : Math.min(bytes, memory.mssBytes + HEADERS_BYTES)

function headerOf(flow: Flow): Omit<Header, 'source'> & { readonly source?: Header['source'] } {
  return {
    destination: flow.destination, protocol: flow.protocol,
    ...(flow.source === undefined ? {} : { source: flow.source }),
    ...(flow.destinationPort === undefined ? {} : { destinationPort: flow.destinationPort, sourcePort: flow.sourcePort ?? CLIENT_PORT }),
  }
}

/** A port of the ephemeral range that stands for all of them. Source: RFC 6335 section 6; Linux ip_local_port_range starts at 32768. */
export const CLIENT_PORT = 41830

/** The MTU that a sender learns from the error its packet met, if that error finds home. */
function learnedSize(network: Network, walk: Walk): number | null {
  const notice = walk.ending?.notice
  return notice?.says === 'too-big' && clientSees(network, walk) === 'too-big' ? notice.mtuBytes : null
}

const isFailure = (walk: Walk) => (FAILURES as readonly string[]).includes(walk.ending?.disposition ?? '')

/** A packet on its way there that was not accepted. A lost reply, by contrast, always looks like a timeout to the client. */
function failure(network: Network, walk: Walk): Outcome | null {
  if (walk.ending?.disposition === 'accepted') return null
  if (!isFailure(walk)) return { state: 'undetermined', sees: 'timeout', forward: walk, back: null, accepted: null }
  return { state: 'failed', sees: clientSees(network, walk), forward: walk, back: null, accepted: null }
}

function conclude(flow: Flow, outcomes: readonly Outcome[]): Conversation {
  const forward = new Set<Walk>()
  const back = new Set<Walk>()
  const ordered = [...outcomes].sort((a, b) => rank(a) - rank(b))
  for (const outcome of ordered) { forward.add(outcome.forward); if (outcome.back) back.add(outcome.back) }
  const traces = (walks: ReadonlySet<Walk>): readonly Trace[] => [...walks].map(walk => traceOf(flow, walk))
  const accepted = ordered.flatMap(outcome => outcome.accepted ? [{ device: outcome.accepted.device.id, sourceSeen: top(outcome.accepted.packet).source, replied: outcome.state === 'ok' }] : [])
  return {
    flow, reachability: reachabilityOf(outcomes), clientSees: ordered[0]?.sees ?? 'timeout', forward: traces(forward), return: traces(back),
    accepted: accepted.filter((entry, at) => accepted.findIndex(other => other.device === entry.device && other.sourceSeen === entry.sourceSeen) === at),
  }
}

/** Failures first: they are what the answer is about. */
const rank = (outcome: Outcome) => outcome.state === 'failed' ? 0 : outcome.state === 'undetermined' ? 1 : 2

function reachabilityOf(outcomes: readonly Outcome[]): Reachability {
  const states = new Set(outcomes.map(outcome => outcome.state))
  if (states.size === 0 || states.has('undetermined')) return 'undetermined'
  if (states.size === 2) return 'ambiguous'
  return states.has('ok') ? 'reachable' : 'unreachable'
}
