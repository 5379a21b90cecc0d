import { PROTOCOLS } from '@/lib/net/protocol'
import { failedTraces } from '@/lib/network/failed'
import type { Conversation } from '@/lib/network/conversation'
import type { ClientSees, Disposition, Trace } from '@/lib/network/trace'
import { STRAYED } from '@/lib/trace/carrying-on'
import { noticeOfClosedPort } from '@/lib/trace/delivery'
import { noticeOfRejection } from '@/lib/trace/filtering'
import { meaning } from '@/lib/trace/notice'
import type { Notice } from '@/lib/trace/walk'
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

/** What the end of a trace means to the client, if anything is said of it and finds home; a timeout where nothing is. Of a lost answer it hears by a reset only. */
function saidBy(trace: Trace): ClientSees {
  const { flow: { protocol }, phase, disposition } = trace
  const says = saysAtEnd(trace)
  if (phase === 'continue-reply') return protocol === PROTOCOLS.tcp && (says === 'reset' || STRAYED.has(disposition)) ? 'reset' : 'timeout'
  return says === null || phase === 'reply' ? 'timeout' : meaning(says, { protocol, phase })
}

/** What is said of the packet where its trace ends, in the simulator's own words. */
function saysAtEnd({ flow, disposition, hops }: Trace): Notice['says'] | null {
  if (disposition === 'refused') return noticeOfClosedPort(flow).says
  if (disposition !== 'denied-in' && disposition !== 'denied-out') return SAYS.get(disposition) ?? null
  const last = hops.at(-1)?.steps.findLast(step => step.type === 'filter')
  if (last?.type !== 'filter' || last.verdict !== 'reject') return null
  const action = last.rule?.action ?? last.filter.otherwise.action
  return action.type === 'reject' ? noticeOfRejection(action.answer, flow).says : null
}

/** What a device that speaks says of a packet that ended so. */
const SAYS: ReadonlyMap<Disposition, Notice['says']> = new Map([
  ['mtu-exceeded', 'too-big'], ['no-route', 'unreachable'], ['null-routed', 'unreachable'], ['neighbor-unreachable', 'unreachable'], ['ttl-exceeded', 'ttl'], ['loop', 'ttl'],
])
