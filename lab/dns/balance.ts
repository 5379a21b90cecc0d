import { outcomeOf } from './compare'
import { engineSide } from './engine-side'
import type { DnsQuestion, DnsScenario } from './scenario'

/**
 * So many of a scenario's questions, every kind of outcome as often as there is stock: drawn names mostly lead nowhere, and a comparison of
 * nothing but SERVFAIL would prove little. The engine sorts them; what it cannot say is a kind of its own.
 */
export function balanced(scenario: DnsScenario, count: number): DnsScenario {
  const engine = engineSide(scenario)
  const kinds = new Map<string, DnsQuestion[]>()
  for (const question of scenario.questions) {
    const kind = engine(question).map(({ response, undetermined }) => undetermined?.code ?? `${outcomeOf(response)} ${response?.answers[0]?.type === question.type ? '' : response?.answers[0]?.type}`).join(' or ')
    kinds.set(kind, [...(kinds.get(kind) ?? []), question])
  }
  const chosen: DnsQuestion[] = []
  for (let at = 0; chosen.length < Math.min(count, scenario.questions.length); at++) chosen.push(...[...kinds.values()].flatMap(stock => stock.slice(at, at + 1)).slice(0, count - chosen.length))
  return { ...scenario, questions: chosen }
}
