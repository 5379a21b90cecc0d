import type { IpAddress } from '@/lib/net/ip-address'
import { responseKey, respond } from '@/lib/dns/response'
import type { Answer, StubReply } from '@/lib/dns/stub/reply'
import type { Wire } from '@/lib/dns/stub/wire'
import type { StubResolver } from '@/lib/network/name-server'

type Type = 'A' | 'AAAA'

/** Bytes of a datagram that musl takes. Source: RFC 1035 section 4.2.1; it sends no EDNS. */
const PAYLOAD_BYTES = 512
/** Source: musl src/network/lookup.h MAXNS. */
const MAX_SERVERS = 3

/** What was accepted, by type; a type that is missing got nothing to go by in the whole time. */
export type Accepted = ReadonlyMap<Type, Answer>

/** A datagram on its way back. */
interface Arrival { readonly type: Type; readonly server: IpAddress; readonly reply: StubReply }

interface Exchange { readonly wire: Wire; readonly resolver: StubResolver; readonly name: string; readonly socket: number; readonly accepted: Map<Type, Answer> }

/**
 * Asks all servers at once, for all types, from one socket that no ICMP error reaches, `attempts` times in `timeout` seconds, until every
 * type has an answer. NOERROR and NXDOMAIN are answers. SERVFAIL is asked again at once, twice per type in each round; whatever else is
 * ignored. Since 1.2.4 a truncated answer is fetched over TCP from the same server, and what fails there ends the exchange.
 * Source: musl src/network/res_msend.c; measured with musl 1.2.3.
 */
export function exchange(name: string, types: readonly Type[], resolver: StubResolver, wire: Wire): Accepted {
  const servers = resolver.nameServers.slice(0, MAX_SERVERS)
  const state: Exchange = { wire, resolver, name, socket: wire.openSocket(), accepted: new Map() }
  const rounds = Math.max(1, resolver.attempts)
  for (let round = 0; round < rounds; round++) {
    const missing = types.filter(type => !state.accepted.has(type))
    const arrivals = missing.flatMap(type => inOrder(state, servers.map((server): Arrival => ({ type, server, reply: send(state, type, server) }))))
    if (receive(state, arrivals, 2 * types.length) === 'ended') return state.accepted
    if (types.every(type => state.accepted.has(type))) return state.accepted
    wire.wait(resolver.timeoutSeconds / rounds)
  }
  return state.accepted
}

const send = ({ wire, name, socket }: Exchange, type: Type, server: IpAddress): StubReply =>
  wire.ask({ name, type, server, transport: 'udp', socket, ad: false, edns: false }, PAYLOAD_BYTES)

const isConclusive = (reply: StubReply): reply is Answer => reply.type === 'answer' && (reply.rcode === 'NOERROR' || reply.rcode === 'NXDOMAIN')

/** Whichever server is quickest answers; only where their answers differ does that matter. */
function inOrder({ wire }: Exchange, arrivals: readonly Arrival[]): readonly Arrival[] {
  const byAnswer = new Map<string, Arrival>()
  for (const arrival of arrivals) if (isConclusive(arrival.reply)) byAnswer.set(keyOf(arrival.reply), byAnswer.get(keyOf(arrival.reply)) ?? arrival)
  const [first, ...others] = byAnswer.values()
  if (!first || others.length === 0) return arrivals
  const quickest = wire.choose([first, ...others])
  return [quickest, ...arrivals.filter(arrival => arrival !== quickest)]
}

const keyOf = ({ rcode, answers, truncated }: Answer): string => `${truncated} ${responseKey(respond(rcode, { answers }))}`

function receive(state: Exchange, arrivals: readonly Arrival[], budget: number): 'ended' | 'open' {
  const queue = [...arrivals]
  let retries = budget
  for (let arrival = queue.shift(); arrival; arrival = queue.shift()) {
    const { type, server, reply } = arrival
    if (state.accepted.has(type) || reply.type !== 'answer') continue
    if (reply.rcode === 'SERVFAIL' && retries > 0) {
      retries--
      queue.push({ type, server, reply: send(state, type, server) })
    }
    if (!isConclusive(reply)) continue
    const answer = reply.truncated === 'yes' && state.resolver.library === 'musl' ? overTcp(state, type, server) : reply
    if (!answer) return 'ended'
    state.accepted.set(type, answer)
  }
  return 'open'
}

function overTcp({ wire, name, resolver }: Exchange, type: Type, server: IpAddress): Answer | null {
  const reply = wire.ask({ name, type, server, transport: 'tcp', socket: wire.openSocket(), ad: false, edns: false }, PAYLOAD_BYTES)
  if (reply.type === 'silent') wire.wait(resolver.timeoutSeconds)
  return isConclusive(reply) ? reply : null
}
