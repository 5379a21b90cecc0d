import { parseArgs } from 'node:util'
import { runCampaign } from './campaign'

const USAGE = 'npm run lab -- [--designs 500] [--seed 1] [--workers 3] [--examples 60] [--no-examples] [--keep-going] [--daemons]'

/** The lab from the command line: examples and generated designs; exit code 0 where all agree, 1 where not, 2 where it cannot run. */
export async function labMain(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: { designs: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' }, workers: { type: 'string', default: '3' }, examples: { type: 'string', default: '60' }, 'no-examples': { type: 'boolean', default: false }, 'keep-going': { type: 'boolean', default: false }, daemons: { type: 'boolean', default: false } },
  })
  const numbers = [values.designs, values.seed, values.workers, values.examples].map(Number)
  if (numbers.some(number => !Number.isInteger(number) || number < 0)) { console.error(USAGE); return 2 }
  const [designs = 500, seed = 1, workers = 3, examples = 60] = numbers
  const started = performance.now()
  const ran = await runCampaign({ designs, seed, workers: Math.max(1, workers), keepGoing: values['keep-going'], daemons: values.daemons, say: line => console.log(line), ...(values['no-examples'] ? {} : { examples }) })
  if (!ran.ok) { console.error(`The lab cannot run: ${ran.error}.`); return 2 }
  const { passed, failed } = ran.value
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s\n${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}
