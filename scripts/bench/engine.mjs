import { loadBundle } from '../bundle.mjs'
import { inRoot } from '../project.mjs'

export const title = 'Engine, on the two-cloud example'

const ROUNDS = 31

export async function run() {
  const { timeEngine } = await loadBundle({ name: 'engine-timings', entry: 'cli/engine-timings.ts', sources: ['cli', 'lib'] })
  const { parseAndCompile, settle, ask, questions } = timeEngine(inRoot(), ROUNDS)
  return [
    { name: 'parse and compile', unit: 'ms', samples: parseAndCompile },
    { name: 'exchange routes and settle conditions', unit: 'ms', samples: settle },
    { name: `ask, ${questions} ordered pod pairs, half by name`, unit: 'ms', samples: ask },
  ]
}
