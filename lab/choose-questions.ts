import type { LabQuestion } from '@/lib/lab/plan'
import { failedTraces } from '@/lib/network/failed'
import type { Network } from '@/lib/network/network'
import { converse } from '@/lib/trace/conversation'

/** Questions that are asked as they come: without regard to what the simulator makes of them. */
const AS_THEY_COME = 32

/**
 * So many questions for one network: the first as they come, the rest from all the others, one after the other of the kind of end that has
 * been asked for least so far. So rare ends get their share. What the simulator thinks decides only what is asked, never whether it is right.
 */
export function chooseQuestions(network: Network, questions: readonly LabQuestion[], count: number): readonly LabQuestion[] {
  const [first, rest] = [questions.slice(0, AS_THEY_COME), questions.slice(AS_THEY_COME)]
  const asked = new Map<string, number>()
  const note = (end: string) => asked.set(end, (asked.get(end) ?? 0) + 1)
  for (const { flow } of first) note(endOf(network, flow))
  const waiting = new Map<string, LabQuestion[]>()
  for (const question of rest) {
    const end = endOf(network, question.flow)
    if (end === UNKNOWN) continue
    waiting.set(end, [...(waiting.get(end) ?? []), question])
  }
  const chosen: LabQuestion[] = []
  while (first.length + chosen.length < count) {
    const [rarest] = [...waiting.keys()].sort((a, b) => shareOf(a, asked) - shareOf(b, asked))
    const next = rarest === undefined ? undefined : waiting.get(rarest)?.shift()
    if (rarest === undefined || next === undefined) { if (rarest === undefined) break; waiting.delete(rarest); continue }
    note(rarest)
    chosen.push(next)
  }
  return [...first, ...chosen]
}

/**
 * Successes tell of source addresses and of who answers: they may be three times as many as any kind of failure. Ends that few networks have
 * at all may be eight or twelve times as many, where they are; two that are just frequent enough, twice.
 */
const FAVOURED: ReadonlyMap<string, number> = new Map([
  ['ok', 3], ['timeout tunnel-down', 8], ['reset denied-in', 8], ['reset not-a-reply', 8], ['reset delivered-elsewhere', 8], ['reset refused', 12],
  ['refused reverse-path-dropped', 6], ['unreachable null-routed', 2], ['unreachable denied-out', 2],
])

const shareOf = (end: string, asked: ReadonlyMap<string, number>): number => (asked.get(end) ?? 0) / (FAVOURED.get(end) ?? 1)

/** Nothing that a kernel could be compared with. */
const UNKNOWN = 'undetermined'

/** What the client sees and how the first failing trace ends, or that all is well. */
function endOf(network: Network, flow: LabQuestion['flow']): string {
  const simulated = converse(network, flow)
  return simulated.reachability === 'reachable' ? 'ok' : simulated.reachability === 'undetermined' ? UNKNOWN : `${simulated.clientSees} ${failedTraces(simulated)[0]?.disposition ?? 'none'}`
}
