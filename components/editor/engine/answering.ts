import type { Asked, Told } from '@/components/editor/protocol'
import { readQuestions } from '@/lib/ask/read-question'
import type { Catalogue } from '@/lib/explain/catalogue'
import { tellStory } from '@/lib/explain/tell'
import type { Drawing } from '@/lib/layout/drawing'
import { err, ok, type Result } from '@/lib/net/result'
import type { Answer } from '@/lib/network/answer'
import { answerQuestion } from '@/lib/verify/answer'
import type { Prepared } from '@/lib/verify/prepare'
import { waysOver } from './ways'

/** Answers what the ask bar asks; a question that cannot be asked is one sentence. Of several askers the first asks. */
export function answered({ from, to, protocol, port, sizeBytes }: Asked, { view, network }: Prepared): Result<Answer, string> {
  const questions = readQuestions({ from, to, protocol, port: port ?? undefined, sizeBytes }, view, network)
  if (!questions.ok) return questions
  const [first] = questions.value
  return first === undefined ? err(`"${from}" has nothing that could ask.`) : ok(answerQuestion(first, network))
}

export interface Drawings { readonly drawing: Drawing; readonly folded: Drawing }

/** The answer as a story, and how its lanes run over both drawings. */
export function told(question: Asked, answer: Answer, { view, network }: Prepared, catalogue: Catalogue, { drawing, folded }: Drawings): Told {
  const story = tellStory(answer, network, catalogue)
  return { story, ways: waysOver(view, drawing, story, question), foldedWays: waysOver(view, folded, story, question) }
}
