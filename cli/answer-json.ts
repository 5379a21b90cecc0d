import type { Catalogue } from '@/lib/explain/catalogue'
import { tellStory } from '@/lib/explain/tell'
import { plain } from '@/lib/explain/words'
import type { Answer, Leg } from '@/lib/network/answer'
import type { Network } from '@/lib/network/network'
import type { Trace } from '@/lib/network/trace'
import { lookupJson } from './lookup-json'
import { plainJson } from './plain-json'

/** The answer as `ask --json` prints it: the shape that PRODUCT.md promises, and more. */
export function answerJson(answer: Answer, network: Network, catalogue: Catalogue) {
  const { blockers } = tellStory(answer, network, catalogue)
  return {
    reachability: answer.reachability,
    clientSees: answer.clientSees,
    lookup: answer.lookup && lookupJson(answer.lookup),
    legs: answer.legs.map(legJson),
    blockers: blockers.map(({ code, stage, elements, place, disposition, words }) => ({ code, stage, elements, place, disposition, message: plain(words) })),
    moreMayLieBehind: answer.moreMayLieBehind,
    repairs: answer.repairs,
  }
}

const legJson = (leg: Leg) => ({
  destination: leg.destination, reachability: leg.reachability, clientSees: leg.clientSees, sourceSeen: leg.sourceSeen,
  forward: leg.forward.map(traceJson), return: leg.return.map(traceJson),
})

const traceJson = ({ phase, disposition, place, hops }: Trace) =>
  ({ phase, disposition, place, hops: hops.map(({ device, element, steps }) => ({ device, element, steps: steps.map(plainJson) })) })
