import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { figureLine } from './bench-figures.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './project.mjs'

/**
 * Runs every section in scripts/bench/: a module with a `title` and `run()`, which resolves with figures
 * `{ name, unit, samples }`, or `{ name, skipped: why }`.
 */
async function sections(only) {
  const names = readdirSync(inRoot('scripts', 'bench')).filter((name) => name.endsWith('.mjs')).map((name) => name.slice(0, -'.mjs'.length))
  if (only !== undefined && !names.includes(only)) throw new Error(`There is no section "${only}"; there are ${names.join(', ')}.`)
  return Promise.all(names.filter((name) => only === undefined || name === only).map((name) => import(`./bench/${name}.mjs`)))
}

try {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  await ensureInstalled()
  for (const { title, run } of await sections(values.only)) {
    console.log(`\n${title}`)
    for (const figure of await run()) console.log(figureLine(figure))
  }
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}
