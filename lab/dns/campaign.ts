import { balanced } from './balance'
import { cover, newCoverage, type Coverage } from './coverage'
import { drawScenario } from './generate/scenario'
import { minimise } from './minimise'
import { runScenario } from './run-scenario'
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

export interface Campaign { readonly passed: number; readonly failed: number; readonly undetermined: number; readonly scenarios: number; readonly coverage: Coverage }

/** Drawn for each one that is asked. */
const CANDIDATES = 6

/** Given and generated scenarios until so many questions are compared. A Corefile that the real server refuses is a failure. */
export async function runDnsCampaign({ questions, seed, given, each, binary, workers, tell, say }: CampaignOptions): Promise<Campaign> {
  const coverage = newCoverage()
  const sum = { passed: 0, failed: 0, undetermined: 0, scenarios: 0 }
  const waiting = [...given]
  let told = 0
  const next = () => (sum.passed + sum.failed >= questions ? undefined : waiting.shift() ?? balanced(drawScenario(seed + sum.scenarios, each * CANDIDATES), each))
  const work = async (): Promise<void> => {
    for (let scenario = next(); scenario; scenario = next()) {
      sum.scenarios += 1
      const result = await runScenario(scenario, binary)
      if ('refused' in result) { sum.failed += 1; say(`${scenario.name}: refused\n${result.refused}\n${scenario.servers.map(({ corefile }) => corefile).join('\n')}`); continue }
      cover(coverage, scenario, result.checked)
      for (const { verdict, question } of result.checked) {
        if (verdict.type === 'agree') sum.passed += 1
        else if (verdict.type === 'undetermined') sum.undetermined += 1
        else {
          sum.failed += 1
          say(`${scenario.name}: ${question.name} ${question.type}: ${verdict.differences.join('; ')}`)
        }
      }
      const first = result.checked.find(({ verdict }) => verdict.type === 'differ')
      if (!first || told >= tell) continue
      told += 1
      const minimal = await minimise(scenario, first.question, binary)
      say(minimal ? disagreementStory(minimal.scenario, minimal.checked) : `${scenario.name}: did not differ again`)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return { ...sum, coverage }
}
