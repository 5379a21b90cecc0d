import { balanced } from './balance'
import { cover, newCoverage, type Coverage } from './coverage'
import { drawScenario } from './generate/scenario'
import { minimise } from './minimise'
import { runScenario, type CheckedQuestion } from './run-scenario'
import { disagreementStory } from './story'
import type { DnsScenario } from './scenario'

export interface CampaignOptions {
  readonly questions: number
  readonly seed: number
  /** Scenarios that are not generated: they come first. */
  readonly given: readonly DnsScenario[]
  /** Questions per generated scenario. */
  readonly each: number
  readonly binary: string
  readonly workers: number
  /** Disagreements are minimised and told, up to so many. */
  readonly tell: number
  readonly say: (line: string) => void
}

export interface Campaign { readonly passed: number; readonly failed: number; readonly undetermined: number; readonly examples: number; readonly generated: number; readonly coverage: Coverage }

/** Drawn for each one that is asked. */
const CANDIDATES = 6

/** Given and generated scenarios until so many questions are compared. A Corefile that the real server refuses is a failure. */
export async function runDnsCampaign({ questions, seed, given, each, binary, workers, tell, say }: CampaignOptions): Promise<Campaign> {
  const coverage = newCoverage()
  const sum = { passed: 0, failed: 0, undetermined: 0, examples: 0, generated: 0 }
  const waiting = [...given]
  let told = 0
  const next = () => {
    if (sum.passed + sum.failed >= questions) return undefined
    const example = waiting.shift()
    if (example) sum.examples += 1
    return example ?? balanced(drawScenario(seed + sum.generated++, each * CANDIDATES), each)
  }
  const work = async (): Promise<void> => {
    for (let scenario = next(); scenario; scenario = next()) {
      const result = await runScenario(scenario, binary)
      if ('refused' in result) { sum.failed += 1; say(refusal(scenario, result.refused)); continue }
      cover(coverage, scenario, result.checked)
      for (const { verdict } of result.checked) sum[COUNTED[verdict.type]] += 1
      const differing = result.checked.filter(({ verdict }) => verdict.type === 'differ')
      for (const checked of differing) say(headline(scenario, checked))
      if (differing[0] && told++ < tell) say(await smallestStory(scenario, differing[0], binary))
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return { ...sum, coverage }
}

const COUNTED = { agree: 'passed', differ: 'failed', undetermined: 'undetermined' } as const

const refusal = ({ name, servers }: DnsScenario, refused: string): string => `${name}: refused\n${refused}\n${servers.map(({ corefile }) => corefile).join('\n')}`

const headline = ({ name }: DnsScenario, { question, verdict }: CheckedQuestion): string => `${name}: ${question.name} ${question.type}: ${verdict.type === 'differ' ? verdict.differences.join('; ') : ''}`

async function smallestStory(scenario: DnsScenario, { question }: CheckedQuestion, binary: string): Promise<string> {
  const minimal = await minimise(scenario, question, binary)
  return minimal ? disagreementStory(minimal.scenario, minimal.checked) : `${scenario.name}: did not differ again`
}
