import { ask, type PlainAnswer } from '@/lib/ask/ask'
import type { ElementId } from '@/lib/net/element-id'
import type { Answer, Blocker, Leg, Question, Stage } from '@/lib/network/answer'
import type { Network } from '@/lib/network/network'
import type { ResolvedAddress } from '@/lib/network/resolution'
import type { Withholding } from '@/lib/network/route'
import { FAILURES, type Disposition, type Fault, type Trace } from '@/lib/network/trace'
import { mend } from './mend'

/** Blockers looked for at most; behind more of them nobody reads on. */
const ROUND_LIMIT = 24

/** Where the search stands: the answer with everything found so far mended. */
interface Stand { readonly answer: PlainAnswer; readonly network: Network; readonly assumed: readonly ResolvedAddress[] | undefined }

/** One thing to blame, and the Network or the addresses with which the question goes on. */
interface Suspect {
  readonly stage: Stage
  readonly why: Withholding
  readonly place: ElementId
  readonly disposition: Disposition | null
  readonly fault: Fault | null
  readonly withheld: readonly ResolvedAddress[] | null
}

/**
 * The whole answer: asked, and where it fails, every blocker rather than the first.
 *
 * After each blocker the question is asked again on a copy of the Network in which that one is mended, until it succeeds or nothing more
 * can be seen. A suspect that changes nothing when mended is not a blocker. Source: DESIGN section 8.
 */
export function answerQuestion(question: Question, network: Network): Answer {
  const first = ask(question, network)
  if (first.reachability === 'reachable' || first.reachability === 'undetermined' && failingTraces(first).length === 0 && first.lookup?.faults.length !== 1) {
    return { ...first, blockers: [], moreMayLieBehind: false, repairs: [] }
  }
  const { blockers, mended, more } = search(question, network, first)
  return { ...first, legs: withMended(first.legs, mended), blockers, moreMayLieBehind: more, repairs: [] }
}

function search(question: Question, network: Network, first: PlainAnswer): { readonly blockers: readonly Blocker[]; readonly mended: PlainAnswer | null; readonly more: boolean } {
  const blockers: Blocker[] = []
  let at: Stand = { answer: first, network, assumed: undefined }
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const suspects = suspectsOf(at)
    const step = suspects.map(suspect => ({ suspect, next: goOn(question, at.network, at.assumed, suspect) }))
      .find(({ next }) => next !== null && signature(next) !== signature(at))
    if (!step?.next) {
      const dead = suspects.at(-1)
      if (dead) join(blockers, dead)
      return { blockers, mended: null, more: true }
    }
    join(blockers, step.suspect)
    for (const why of alsoWithheld(step.suspect)) join(blockers, { ...step.suspect, why })
    if (step.next.answer.reachability === 'reachable') return { blockers, mended: step.next.answer, more: false }
    at = step.next
  }
  return { blockers, mended: null, more: true }
}

/** What may be blamed now, in the order of the question: a failed lookup, then the ways there, then the ways back. */
function suspectsOf({ answer, assumed }: Stand): readonly Suspect[] {
  const { lookup } = answer
  if (lookup && assumed === undefined && lookup.outcome !== 'NOERROR') {
    return lookup.faults.map(({ why, place, packet, withheld }) => ({ stage: 'lookup' as const, why, place, disposition: null, fault: packet ?? null, withheld }))
  }
  const trace = failingTraces(answer)[0]
  return trace ? trace.faults.map(fault => ({ stage: stageOf(trace), why: fault.why, place: fault.place, disposition: trace.disposition, fault, withheld: null })) : []
}

const stageOf = (trace: Trace): Stage => trace.phase === 'reply' || trace.phase === 'continue-reply' ? 'return' : 'forward'

const failed = (trace: Trace) => (FAILURES as readonly string[]).includes(trace.disposition) || trace.disposition === 'exits-network' || trace.disposition === 'delivered-to-subnet'
const failingTraces = (answer: PlainAnswer) => answer.legs.flatMap(leg => [...leg.forward, ...leg.return]).filter(failed)

function goOn(question: Question, network: Network, assumed: readonly ResolvedAddress[] | undefined, suspect: Suspect): Stand | null {
  const { fault, withheld } = suspect
  if (fault && fault.mend.type !== 'nothing') {
    const changed = mend(network, fault.mend)
    return changed && { answer: ask(question, changed, assumed), network: changed, assumed }
  }
  if (!withheld || withheld.length === 0) return null
  return { answer: ask(question, network, withheld), network, assumed: withheld }
}

/** Tells whether mending something has changed how the question ends. */
function signature({ answer, assumed }: Stand): string {
  const lookup = assumed !== undefined ? 'assumed' : `${answer.lookup?.outcome ?? ''} ${answer.lookup?.faults.map(fault => `${fault.why.code} ${fault.place} ${fault.packet?.place ?? ''} ${fault.packet?.mend.type ?? ''}`).join() ?? ''}`
  return `${answer.reachability} ${lookup} ${failingTraces(answer).map(trace => `${trace.phase} ${trace.disposition} ${trace.place} ${trace.device} ${trace.hops.length}`).join(';')}`
}

/** A route may be missing for several reasons at once: it comes only when all of them are mended. */
const alsoWithheld = ({ fault }: Suspect): readonly Withholding[] => fault?.mend.type === 'route' ? fault.mend.withheld.also ?? [] : []

/**
 * Blockers with one code and one cause are one blocker. A later one whose elements are among an earlier one's alternatives is that one again:
 * the way on leads through one of the alternatives, as through one of two tunnels that are both down.
 */
function join(blockers: Blocker[], suspect: Suspect): void {
  const { elements } = suspect.why
  if (blockers.some(blocker => blocker.code === suspect.why.code && elements.every(element => blocker.elements.includes(element)))) return
  blockers.push({ code: suspect.why.code, stage: suspect.stage, place: suspect.place, elements, disposition: suspect.disposition, facts: suspect.why.facts ?? {} })
}

function withMended(legs: readonly Leg[], mended: PlainAnswer | null): readonly Leg[] {
  if (!mended) return legs
  const whole = (leg: Leg) => ({ forward: leg.forward, return: leg.return })
  if (legs.length === 0) return mended.legs.map(leg => ({ ...leg, reachability: 'unreachable' as const, clientSees: 'timeout' as const, sourceSeen: null, forward: [], return: [], mended: whole(leg) }))
  return legs.map(leg => {
    const after = mended.legs.find(other => other.destination === leg.destination)
    return leg.reachability !== 'reachable' && after ? { ...leg, mended: whole(after) } : leg
  })
}
