import { loadBundle } from './bundle.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'

/** The kernel lab: examples and generated designs, run in network namespaces and compared with the simulator. Needs Linux and root. */
try {
  await ensureInstalled()
  const { labMain } = await loadBundle({ name: 'lab', entry: 'lab/campaign-main.ts', sources: ['lab', 'lib'] })
  process.exitCode = await labMain(process.argv.slice(2))
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}
