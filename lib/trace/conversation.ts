import { hasPorts, PROTOCOLS } from '@/lib/net/protocol'
import type { Conversation } from '@/lib/network/conversation'
import type { Flow } from '@/lib/network/flow'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { carryOn } from './carrying-on'
import { failedWith, failures, lostReply } from './losses'
import { clientMaySee } from './notice'
import type { Unsourced } from './originate'
import { conclude, isFailure, type Outcome } from './outcomes'
import { begin, reply, sentAgain, sentHeader, type Talk } from './sending'
import { emptyMemory, type Walk } from './walk'

/**
 * Asks a flow as a conversation: open, reply, then for TCP a packet of the asked size and the reply to it, with the state that each
 * branch has left behind. All choices are followed.
 *
 * Source: DESIGN section 5; TCP's three packets: RFC 9293 section 3.5.
 */
export function converse(network: Network, flow: Flow, intended: ReadonlySet<DeviceId> | null = null): Conversation {
  const client = network.devices.get(flow.device)
  if (!client || client.up === false) return { flow, reachability: client ? 'unreachable' : 'undetermined', clientSees: 'timeout', clientMaySee: ['timeout'], forward: [], return: [], accepted: [] }
  const talk: Talk = { network, flow, client, intended }
  return conclude(flow, begin(talk, headerOf(flow), emptyMemory()).flatMap(open => {
    if (open.ending?.disposition === 'accepted') return answer(talk, open)
    return open.ending?.disposition === 'delivered-elsewhere' ? falseSuccess(talk, open) : failures(talk, open)
  }))
}

/** What the client sees of an answer from someone who was not meant: that all is well, if it comes home. */
function falseSuccess(talk: Talk, open: Walk): readonly Outcome[] {
  const seen = new Set([...answer(talk, open)].sort((a, b) => Number(a.state === 'ok') - Number(b.state === 'ok')).map(outcome => outcome.sees))
  return (seen.size > 0 ? [...seen] : ['timeout' as const]).map(sees => failedWith(open, sees))
}

/** The reply to the packet that opened, from the device that accepted it, with the state of its own branch. */
function answer(talk: Talk, open: Walk): readonly Outcome[] {
  return reply(talk, open, { phase: 'reply' }).flatMap(back => {
    const lost = lostReply(open, back)
    if (lost) return seenAfterSilence(talk, open, back).map(sees => ({ ...lost, sees }))
    return talk.flow.protocol === PROTOCOLS.tcp ? carryOn(talk, open, back) : [{ state: 'ok', sees: 'ok', forward: open, back, accepted: open }]
  })
}

/**
 * What the client sees when no answer comes: a TCP client sends its SYN again, which may be refused by whoever has seen the answer go by.
 * Source: RFC 9293 section 3.8.1 (retransmission); measured (seed 874).
 */
function seenAfterSilence(talk: Talk, open: Walk, back: Walk): readonly Outcome['sees'][] {
  if (talk.flow.protocol !== PROTOCOLS.tcp) return ['timeout']
  const again = begin(talk, sentAgain(talk.flow, sentHeader(open)), back.memory)
  return [...new Set(again.flatMap(walk => (isFailure(walk) ? clientMaySee(talk.network, walk) : ['timeout' as const])))]
}

function headerOf(flow: Flow): Unsourced {
  return {
    destination: flow.destination, protocol: flow.protocol,
    ...(flow.source === undefined ? {} : { source: flow.source }),
    ...(flow.destinationPort === undefined || !hasPorts(flow.protocol) ? {} : { destinationPort: flow.destinationPort, sourcePort: flow.sourcePort ?? CLIENT_PORT }),
  }
}

/** A port of the ephemeral range that stands for all of them. Source: RFC 6335 section 6; Linux ip_local_port_range starts at 32768. */
const CLIENT_PORT = 41830
