import { PROTOCOLS } from '@/lib/net/protocol'
import { failedTraces } from '@/lib/network/failed'
import type { Conversation } from '@/lib/network/conversation'
import type { ClientSees, Disposition, Trace } from '@/lib/network/trace'
import type { Observed } from './classify/observed'
import { endsAt } from './compare'

/**
 * The class of a failure: what the client saw on the kernel, and how the trace ended that tells of it. Of the failing traces that end where the
 * kernel's packets did, that is the first whose own notice the client saw: equal ways, targets and later packets may end at the same device in
 * another manner. Where none says it (the notice was lost, or is about what was sent again), the first of them; where none ends there, the first of all.
 */
export function failureClass(simulated: Conversation, { sees, diedAt }: Pick<Observed, 'sees' | 'diedAt'>): string {
  const failed = failedTraces(simulated)
  const here = failed.filter(trace => endsAt(trace, diedAt))
  const trace = here.find(one => saidBy(one) === sees) ?? here[0] ?? failed[0]
  return `${sees} · ${trace?.disposition ?? 'none'}`
}

/** What the end of a trace says to the client, if it is said and finds home; a timeout where nothing is. Sources: lib/trace/notice.ts, RFC 1122 section 4.2.3.9, RFC 9293 section 3.10.7.1. */
function saidBy(trace: Trace): ClientSees {
  const tcp = trace.flow.protocol === PROTOCOLS.tcp
  const reply = trace.phase === 'reply' || trace.phase === 'continue-reply'
  const says = SAID.get(trace.disposition) ?? (trace.disposition === 'denied-in' || trace.disposition === 'denied-out' ? refusalIn(trace) : 'timeout')
  if (reply) return tcp && trace.phase === 'continue-reply' && (says === 'reset' || STRAYED.has(trace.disposition)) ? 'reset' : 'timeout'
  if (says === 'reset' || says === 'refused') return !tcp || trace.phase === 'open' ? 'refused' : says === 'reset' || trace.disposition === 'refused' ? 'reset' : 'timeout'
  return says === 'unreachable' && tcp && trace.phase !== 'open' ? 'timeout' : says
}

const SAID: ReadonlyMap<Disposition, ClientSees> = new Map([
  ['mtu-exceeded', 'too-big'], ['refused', 'refused'], ['no-route', 'unreachable'], ['null-routed', 'unreachable'], ['neighbor-unreachable', 'unreachable'], ['ttl-exceeded', 'unreachable'], ['loop', 'unreachable'],
])

/** An answer that came to somebody else, or from somebody else: it is answered with a reset. */
const STRAYED: ReadonlySet<Disposition> = new Set(['not-a-reply', 'delivered-elsewhere'])

/** What the filter that stopped it answers. A reset answers TCP only. Source: nft(8), reject. */
function refusalIn({ flow, hops }: Trace): ClientSees {
  const last = hops.at(-1)?.steps.findLast(step => step.type === 'filter')
  if (last?.type !== 'filter' || last.verdict !== 'reject') return 'timeout'
  const action = last.rule?.action ?? last.filter.otherwise.action
  if (action.type !== 'reject') return 'timeout'
  if (action.answer === 'reset') return flow.protocol === PROTOCOLS.tcp ? 'reset' : 'refused'
  return action.answer === 'port-unreachable' ? 'refused' : 'unreachable'
}
