import { parseArgs } from 'node:util'
import { buildCoreDns, hasCoreDns } from './build-coredns'
import { runDnsCampaign } from './campaign'
import { coverageText } from './coverage'
import { exampleScenarios } from './from-network'
import { balanced } from './balance'

/** Questions per scenario. */
const EACH = 30

const USAGE = 'npm run lab:dns -- [--questions 5000] [--seed 1] [--workers 2] [--tell 5] [--no-examples]'

/** The DNS lab from the command line: exit code 0 where all agree, 1 where not, 2 where it cannot run. */
export async function dnsLabMain(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { questions: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' }, workers: { type: 'string', default: '2' }, tell: { type: 'string', default: '5' }, 'no-examples': { type: 'boolean', default: false } } })
  const [questions = 0, seed = 0, workers = 0, tell = 0] = [values.questions, values.seed, values.workers, values.tell].map(Number)
  if ([questions, seed, workers, tell].some(number => !Number.isInteger(number) || number < 0) || workers === 0) { console.error(USAGE); return 2 }
  let binary: string
  try {
    if (!hasCoreDns()) console.log('CoreDNS is built first: that takes some minutes.')
    binary = await buildCoreDns()
  } catch (error) {
    console.error(`The DNS lab cannot run: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
  const started = performance.now()
  const { passed, failed, undetermined, examples, generated, coverage } = await runDnsCampaign({ questions, seed, given: values['no-examples'] ? [] : exampleScenarios(seed).map(scenario => balanced(scenario, EACH)), each: EACH, binary, workers, tell, say: line => console.log(line) })
  console.log(coverageText(coverage))
  console.log(`${examples} examples, ${generated} generated scenarios, ${undetermined} questions undetermined, ${((performance.now() - started) / 1000).toFixed(0)} s\n${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}
