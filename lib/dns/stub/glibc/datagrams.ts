import type { IpAddress } from '@/lib/net/ip-address'
import type { Answer, StubReply } from '@/lib/dns/stub/reply'
import { hasOption, payloadOf, type GlibcState } from './state'

/**
 * What asking one server came to: the answers taken (one where the other was refused or did not come), a truncated one (`tcp`), or nothing
 * to go by. `heard`: something came from it, or time ran out; a closed port is neither.
 */
export type Sent =
  | { readonly type: 'answers'; readonly answers: readonly [Answer, ...Answer[]] }
  | { readonly type: 'tcp' }
  | { readonly type: 'none'; readonly heard: 'yes' | 'no' }

/** One answer came, the other did not. */
interface Half { readonly type: 'half'; readonly answer: Answer }

export interface Target { readonly name: string; readonly server: IpAddress; readonly seconds: number }

/**
 * Asks one server by datagrams.
 *
 * SERVFAIL, NOTIMP and REFUSED are no answers; FORMERR is one. Where only one of two questions is answered,
 * both are asked once more in turn, then once more from a fresh socket, and then the one answer stands. In turn, a refusal of the first
 * leaves the second unasked until time runs out. Source: glibc resolv/res_send.c send_dg; measured with glibc 2.36.
 */
export function sendDatagrams(state: GlibcState, target: Target): Sent {
  let socket = state.wire.openSocket()
  for (;;) {
    const sent = state.pairing === 'together' || state.types.length === 1 ? together(state, target, socket) : inTurn(state, target, socket)
    if (sent.type !== 'half') return sent
    state.wire.wait(target.seconds)
    if (state.pairing === 'reopened') return { type: 'answers', answers: [sent.answer] }
    if (state.pairing === 'in-turn') socket = state.wire.openSocket()
    state.pairing = state.pairing === 'together' ? 'in-turn' : 'reopened'
  }
}

function together(state: GlibcState, target: Target, socket: number): Sent | Half {
  const replies = state.types.map(type => askDatagram(state, target, socket, type))
  const taken: Answer[] = []
  let refused = 0
  for (const reply of replies) {
    if (reply.type === 'closed') return CLOSED
    if (reply.type === 'silent') continue
    if (taken.length + refused === 0) state.firstRcode = reply.rcode
    const judged = judge(state, reply)
    if (judged === 'nothing') return { type: 'none', heard: 'yes' }
    if (judged === 'tcp') return { type: 'tcp' }
    if (judged === 'taken') taken.push(reply)
    else refused++
  }
  const [first, ...others] = taken
  if (taken.length + refused === state.types.length) return first ? { type: 'answers', answers: [first, ...others] } : { type: 'none', heard: 'yes' }
  return first && refused === 0 ? { type: 'half', answer: first } : timedOut(state, target)
}

function inTurn(state: GlibcState, target: Target, socket: number): Sent | Half {
  const [firstType, secondType] = state.types
  const taken: Answer[] = []
  for (const type of [firstType, secondType]) {
    if (type === undefined) continue
    const from = taken.length > 0 && state.pairing === 'reopened' ? state.wire.openSocket() : socket
    const reply = askDatagram(state, target, from, type)
    const [first] = taken
    if (reply.type === 'closed') return CLOSED
    if (reply.type === 'silent') return first ? { type: 'half', answer: first } : timedOut(state, target)
    if (!first) state.firstRcode = reply.rcode
    const judged = judge(state, reply)
    if (judged === 'nothing') return { type: 'none', heard: 'yes' }
    if (judged === 'tcp') return { type: 'tcp' }
    if (judged === 'refused') return first ? { type: 'answers', answers: [first] } : timedOut(state, target)
    taken.push(reply)
  }
  const [first, ...others] = taken
  return first ? { type: 'answers', answers: [first, ...others] } : { type: 'none', heard: 'yes' }
}

function askDatagram({ resolver, wire }: GlibcState, { name, server }: Target, socket: number, type: 'A' | 'AAAA'): StubReply {
  return wire.ask({ name, type, server, transport: 'udp', socket, ad: hasOption(resolver, 'trust-ad'), edns: hasOption(resolver, 'edns0') }, payloadOf(resolver))
}

function judge(state: GlibcState, { rcode, lame, truncated }: Answer): 'taken' | 'refused' | 'nothing' | 'tcp' {
  if (rcode === 'SERVFAIL' || rcode === 'NOTIMP' || rcode === 'REFUSED') {
    state.failure = rcode
    return 'refused'
  }
  return lame === 'yes' ? 'nothing' : truncated === 'yes' ? 'tcp' : 'taken'
}

const CLOSED: Sent = { type: 'none', heard: 'no' }

function timedOut(state: GlibcState, { seconds }: Target): Sent {
  state.wire.wait(seconds)
  if (state.failure === 'closed') state.failure = 'timeout'
  return { type: 'none', heard: 'yes' }
}
