import { parseArgs } from 'node:util'
import { buildCoreDns, hasCoreDns } from '@/lab/dns/build-coredns'
import { runNamesCampaign } from './campaign'
import { PLACEMENTS } from './placements'

const USAGE = 'npm run lab:names -- [--only WORDS] [--workers 2]'

/** The names lab from the command line: exit code 0 where all agree, 1 where not, 2 where it cannot run. */
export async function namesLabMain(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { only: { type: 'string', default: '' }, workers: { type: 'string', default: '2' } } })
  const workers = Number(values.workers)
  const placements = PLACEMENTS.filter(({ name }) => name.includes(values.only))
  if (!Number.isInteger(workers) || workers < 1 || placements.length === 0) { console.error(USAGE); return 2 }
  try {
    if (!hasCoreDns()) console.log('CoreDNS is built first: that takes some minutes.')
    const ran = await runNamesCampaign({ placements, binary: await buildCoreDns(), workers, say: line => console.log(line) })
    if (!ran.ok) throw new Error(ran.error)
    console.log(`${ran.value.passed} passed, ${ran.value.failed} failed`)
    return ran.value.failed > 0 ? 1 : 0
  } catch (error) {
    console.error(`The names lab cannot run: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
}
