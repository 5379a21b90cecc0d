import { PROTOCOLS } from '@/lib/net/protocol'
import { unreachable } from '@/lib/net/unreachable'
import type { Conversation } from '@/lib/network/conversation'
import type { Flow } from '@/lib/network/flow'
import type { DeviceId, NameServerId } from '@/lib/network/ids'
import type { NameServer } from '@/lib/network/name-server'
import type { Exchange } from '@/lib/network/resolution'
import { fitMessage, messageBytes, PLAIN_DATAGRAM_BYTES } from './message-size'
import { distinct, responseKey } from './response'
import type { Asked, Asking, Reply, Session } from './served'

/**
 * Bytes of the packet that asks: the most that a question without options can need, for every name alike, so that names of one
 * lookup share their way. IPv4 20 + UDP 8 + header 12 + name 255 + type and class 4. Source: RFC 1035 sections 2.3.4 and 4.1.
 */
const QUERY_BYTES = 299

const serverIndexes = new WeakMap<ReadonlyMap<NameServerId, NameServer>, ReadonlyMap<DeviceId, NameServer>>()

/** The name server whose process runs on a device. */
export function serverOn(servers: ReadonlyMap<NameServerId, NameServer>, device: DeviceId): NameServer | undefined {
  let index = serverIndexes.get(servers)
  if (!index) {
    index = new Map([...servers.values()].flatMap(server => server.instances.map(instance => [instance, server] as const)).reverse())
    serverIndexes.set(servers, index)
  }
  return index.get(device)
}

/** Sends one query as packets and gives all that may come of it, once each: every instance that may get it, and loss where some way loses it. */
export function askServer(session: Session, asking: Asking): readonly Asked[] {
  const conversation = session.conversation(flowOf(asking))
  const answered = conversation.accepted.filter(end => end.replied).flatMap(end => answersOf(session, asking, conversation, end))
  const lost = conversation.reachability === 'reachable' ? [] : [lostOne(asking, conversation)]
  const all = conversation.reachability === 'undetermined' ? lost : [...answered, ...lost]
  return distinct(all, keyOf, (first, other) => ({ ...first, causes: [...first.causes, ...other.causes] }))
}

function flowOf({ asker, address, port, transport }: Asking): Flow {
  return { device: asker, destination: address, protocol: PROTOCOLS[transport], destinationPort: port, sizeBytes: QUERY_BYTES, dontFragment: true }
}

type End = Conversation['accepted'][number]

function answersOf(session: Session, asking: Asking, conversation: Conversation, end: End): readonly Asked[] {
  const server = serverOn(session.network.nameServers, end.device)
  if (!server) return [{ exchange: { ...wayOf(asking, conversation), undetermined: { code: 'dns.server-not-modelled', facts: { device: end.device } } }, causes: [] }]
  const { query, trail, port, transport, payloadBytes = PLAIN_DATAGRAM_BYTES } = asking
  const served = session.answer({ server, device: end.device, port, client: end.sourceSeen, transport, payloadBytes, query, trail, mode: 'real' })
  const exchange: Exchange = { ...wayOf(asking, conversation), answeredBy: { server: server.id, device: end.device, sourceSeen: end.sourceSeen }, steps: served.steps }
  return served.replies.flatMap(reply => carriedBack(session, asking, askedOf(exchange, reply), end))
}

/** Longest packet that every way carries here: a datagram of 512 bytes (RFC 1035 section 4.2.1) under 8 + 20 bytes of headers. */
const SMALL_PACKET_BYTES = PLAIN_DATAGRAM_BYTES + 28
/** IPv4 and UDP headers; over TCP, its header and the length before the message (RFC 1035 section 4.2.2). */
const OVERHEAD_BYTES = { udp: 28, tcp: 42 } as const

/** The response as it comes back: cut to what the asker takes of a datagram; and lost where the way back does not carry a packet of its size. */
function carriedBack(session: Session, asking: Asking, asked: Asked, { device, sourceSeen }: End): readonly Asked[] {
  const { exchange } = asked
  if (!exchange.response) return [asked]
  const { query, transport, payloadBytes = PLAIN_DATAGRAM_BYTES } = asking
  const response = transport === 'udp' ? fitMessage(query, exchange.response, payloadBytes) : exchange.response
  const back: Asked = { ...asked, exchange: { ...exchange, response } }
  const replyBytes = messageBytes(query, response) + OVERHEAD_BYTES[transport]
  if (replyBytes <= SMALL_PACKET_BYTES) return [back]
  const large = session.conversation({ ...flowOf(asking), replyBytes })
  const ends = large.accepted.filter(end => end.device === device && end.sourceSeen === sourceSeen)
  const lost = ends.every(end => end.replied) ? [] : [lostOne(asking, large)]
  return [...ends.some(end => end.replied) ? [back] : [], ...lost]
}

function askedOf(exchange: Exchange, reply: Reply): Asked {
  switch (reply.type) {
    case 'response': return { exchange: { ...exchange, response: reply.response }, causes: reply.causes }
    case 'silent': return { exchange: { ...exchange, failure: 'timeout' }, causes: reply.causes }
    case 'not-modelled': return { exchange: { ...exchange, undetermined: reply.undetermined }, causes: [] }
    default: return unreachable(reply)
  }
}

function wayOf({ query, asker, address, transport }: Asking, conversation: Conversation): Exchange {
  return { query, asker, server: address, transport, forward: conversation.forward, return: conversation.return, response: null, steps: [] }
}

function lostOne(asking: Asking, conversation: Conversation): Asked {
  const way = wayOf(asking, conversation)
  if (conversation.reachability === 'undetermined') {
    const why = [...conversation.forward, ...conversation.return].find(trace => trace.undetermined)?.undetermined
    return { exchange: { ...way, undetermined: why ?? { code: 'dns.way-not-modelled', facts: { server: asking.address } } }, causes: [] }
  }
  const { clientSees } = conversation
  const exchange: Exchange = { ...way, failure: clientSees === 'refused' || clientSees === 'unreachable' ? clientSees : 'timeout' }
  return { exchange, causes: [{ type: 'packets', exchange }] }
}

function keyOf({ exchange }: Asked): string {
  return exchange.response ? responseKey(exchange.response) : (exchange.failure ?? `undetermined ${exchange.undetermined?.code ?? ''}`)
}
