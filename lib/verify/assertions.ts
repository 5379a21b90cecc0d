import { readQuestions } from '@/lib/ask/read-question'
import type { Assertion } from '@/lib/design/design'
import { err, ok, type Result } from '@/lib/net/result'
import type { Answer } from '@/lib/network/answer'
import { answerQuestion } from './answer'
import type { Prepared } from './prepare'

/** What became of an assertion, with the answers of everybody who was asked. */
export interface Checked { readonly assertion: Assertion; readonly holds: boolean; readonly answers: readonly Answer[] }

/** Asks what an assertion says, from every pod it names: it holds if all of them get what is expected. The error is a sentence. */
export function checkAssertion(assertion: Assertion, { view, network }: Pick<Prepared, 'view' | 'network'>): Result<Checked, string> {
  const questions = readQuestions(assertion, view, network)
  if (!questions.ok) return err(questions.error)
  const answers = questions.value.map(question => answerQuestion(question, network))
  return ok({ assertion, holds: answers.every(answer => answer.reachability === assertion.expect), answers })
}
