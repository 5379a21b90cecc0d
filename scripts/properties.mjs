import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './project.mjs'
import { runTool } from './run.mjs'

/*
 * `npm run properties -- --seeds 20 [--from 2]`: the property tests with cases that no test has tried, seed after seed, to the end. What one
 * of them finds becomes a case with a name; PODWAY_SEED=N npx vitest run FILE sees it again.
 */
const FILES = ['lib', 'cli', 'server', 'components', 'lab']
  .flatMap((folder) => readdirSync(inRoot(folder), { recursive: true }).map((file) => join(folder, file)))
  .filter((file) => /\.test\.tsx?$/.test(file) && readFileSync(inRoot(file), 'utf8').includes('fc.assert('))

function count(text) {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`"${text}" is not a number of seeds, nor a seed.`)
  return Number(text)
}

try {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '20' }, from: { type: 'string', default: '2' } } })
  const [seeds, from] = [count(values.seeds), count(values.from)]
  await ensureInstalled()
  const failed = []
  for (let seed = from; seed < from + seeds; seed++) {
    const { ok } = await runTool('vitest/vitest.mjs', ['run', '--reporter=dot', ...FILES], { env: { PODWAY_SEED: String(seed) } })
    if (!ok) failed.push(seed)
  }
  console.log(`\n${seeds - failed.length} passed, ${failed.length} failed${failed.length > 0 ? `: seeds ${failed.join(', ')}` : ''}`)
  process.exit(failed.length === 0 ? 0 : 1)
} catch (error) {
  console.error(sentenceOf(error))
  process.exit(1)
}
