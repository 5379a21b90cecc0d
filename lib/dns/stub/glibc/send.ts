import type { Answer, StubReply } from '@/lib/dns/stub/reply'
import { sendDatagrams, type Target } from './datagrams'
import { hasOption, payloadOf, type GlibcState } from './state'

export type Answers = readonly [Answer, ...Answer[]]

/** Why nobody answered: `refused` only where every server's port is closed. */
export type Errno = 'refused' | 'timed-out'

/**
 * Asks the servers in turn, as often as `attempts` says, until one answers.
 *
 * The first waits `timeout` seconds, the second twice that over the number of servers, the third four times; at least one second. After a
 * truncated answer, and with use-vc, it is TCP, where each server is asked at most once and any rcode is an answer.
 * Source: glibc resolv/res_send.c __res_context_send, send_dg, send_vc.
 */
export function send(state: GlibcState, name: string): Answers | Errno {
  const { resolver } = state
  const servers = rotated(state)
  let circuit = hasOption(resolver, 'use-vc')
  let [heard, errno]: ['yes' | 'no', Errno] = ['no', 'timed-out']
  state.failure = 'closed'
  for (let attempt = 0; attempt < (circuit ? 1 : resolver.attempts); attempt++) {
    for (const [at, server] of servers.entries()) {
      const target: Target = { name, server, seconds: secondsFor(state, at) }
      if (!circuit) {
        const sent = sendDatagrams(state, target)
        if (sent.type === 'answers') return sent.answers
        if (sent.type === 'none') {
          heard = sent.heard === 'yes' ? 'yes' : heard
          continue
        }
        circuit = true
      }
      const answers = sendCircuit(state, target)
      if (typeof answers !== 'string') return answers
      errno = answers
    }
    if (circuit) return errno
  }
  return heard === 'yes' ? 'timed-out' : 'refused'
}

function secondsFor({ resolver: { timeoutSeconds, nameServers } }: GlibcState, at: number): number {
  const seconds = timeoutSeconds * 2 ** at
  return Math.max(1, at === 0 ? seconds : Math.floor(seconds / nameServers.length))
}

/** With `rotate`, each name begins with the server after the one that the last name began with. */
function rotated(state: GlibcState): GlibcState['resolver']['nameServers'] {
  const { resolver: { nameServers } } = state
  const { offset } = state
  if (hasOption(state.resolver, 'rotate') && nameServers.length > 1) state.offset = (offset + 1) % nameServers.length
  return [...nameServers.slice(offset), ...nameServers.slice(0, offset)]
}

/**
 * How long Linux tries to open a connection: six repetitions, the first four a second apart; before 6.5 it was 127 s.
 * Source: Linux Documentation/networking/ip-sysctl.rst, tcp_syn_retries and tcp_syn_linear_timeouts; measured with glibc 2.36: 133 s.
 */
export const CONNECT_SECONDS = 131

/**
 * `timeout` and `attempts` mean datagrams only: over TCP glibc waits for as long as the kernel does, and once it is connected without end
 * (measured: longer than 200 s). Source: glibc resolv/res_send.c send_vc.
 */
const circuitSeconds = (replies: readonly StubReply[]): number => (replies.some(reply => reply.type === 'silent' && reply.connection === 'open') ? Infinity : CONNECT_SECONDS)

function sendCircuit(state: GlibcState, { name, server }: Pick<Target, 'name' | 'server'>): Answers | Errno {
  const { resolver, wire } = state
  const socket = wire.openSocket()
  const marks = { ad: hasOption(resolver, 'trust-ad'), edns: hasOption(resolver, 'edns0') }
  const replies = state.types.map(type => wire.ask({ name, type, server, transport: 'tcp', socket, ...marks }, payloadOf(resolver)))
  const answers = replies.flatMap(reply => (reply.type === 'answer' ? [reply] : []))
  const [first, ...others] = answers
  if (first) state.firstRcode = first.rcode
  if (first && answers.length === replies.length) return [first, ...others]
  if (replies.some(({ type }) => type === 'closed')) return 'refused'
  wire.wait(circuitSeconds(replies))
  state.failure = 'timeout'
  return 'timed-out'
}
