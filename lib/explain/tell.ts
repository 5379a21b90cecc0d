import type { Answer } from '@/lib/network/answer'
import type { Network } from '@/lib/network/network'
import type { Resolution } from '@/lib/network/resolution'
import { tellBlocker } from './blocker-stories'
import type { Catalogue } from './catalogue'
import { lookupLane } from './lookup-lane'
import { packetLanes } from './packet-lanes'
import { tellHeadline, tellQuestion } from './question'
import type { Lane, Story } from './story'
import { startTelling } from './telling'

/** Tells an answer in words: plain data with nothing in it that the answer does not hold. */
export function tellStory(answer: Answer, network: Network, catalogue: Catalogue): Story {
  const telling = startTelling(network, catalogue)
  const numbered = answer.blockers.map((blocker, at) => ({ number: at + 1, blocker }))
  const blockers = numbered.map(one => tellBlocker(one, answer, telling))
  return {
    question: tellQuestion(answer.question, telling),
    reachability: answer.reachability,
    headline: tellHeadline(answer, blockers, telling),
    lanes: [...(answer.lookup ? [lookupLane(answer.lookup, numbered, telling)] : []), ...answer.legs.flatMap(leg => packetLanes(leg, numbered, telling))],
    blockers,
    moreMayLieBehind: answer.moreMayLieBehind,
  }
}

/** Tells a lookup alone. */
export function tellLookup(resolution: Resolution, network: Network, catalogue: Catalogue): Lane {
  return lookupLane(resolution, [], startTelling(network, catalogue))
}
