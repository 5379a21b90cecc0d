import { expect, it } from 'vitest'
import type { LabQuestion } from '@/lib/lab/plan'
import { failedTraces } from '@/lib/network/failed'
import type { Network } from '@/lib/network/network'
import { converse } from '@/lib/trace/conversation'
import { chooseQuestions } from './choose-questions'
import { generatedNetwork } from './designs'

const SEEDS = [3, 8, 21]
const COUNT = 48
const AS_THEY_COME = 32

const endOf = (network: Network, { flow }: LabQuestion): string => {
  const simulated = converse(network, flow)
  return `${simulated.reachability} ${simulated.clientSees} ${failedTraces(simulated)[0]?.disposition ?? ''}`
}

it.each(SEEDS)('the first questions of seed %i are asked as they come, whatever their end', seed => {
  const { network, questions } = generatedNetwork(seed)
  const chosen = chooseQuestions(network, questions, COUNT)
  expect(chosen).toHaveLength(COUNT)
  expect(chosen.slice(0, AS_THEY_COME)).toEqual(questions.slice(0, AS_THEY_COME))
})

it.each(SEEDS)('every end that any question of seed %i has is asked for', seed => {
  const { network, questions } = generatedNetwork(seed)
  const ends = (some: readonly LabQuestion[]) => new Set(some.map(one => endOf(network, one)).filter(end => end.startsWith('unreachable')))
  expect(ends(chooseQuestions(network, questions, COUNT))).toEqual(ends(questions))
})

it('no question is chosen of which the simulator says that it does not know, nor any twice', () => {
  for (const seed of SEEDS) {
    const { network, questions } = generatedNetwork(seed)
    const chosen = chooseQuestions(network, questions, COUNT)
    expect(chosen.slice(AS_THEY_COME).filter(({ flow }) => converse(network, flow).reachability === 'undetermined')).toEqual([])
    expect(new Set(chosen.map(({ name }) => name)).size).toBe(COUNT)
  }
})
