import { parseArgs } from 'node:util'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { countsOf, forgetReport } from './test-counts.mjs'
import { PARTS } from './test-parts.mjs'

const USAGE = `npm test [-- --only ${Object.keys(PARTS).join('|')}[,…] [-- what the tool of the one part is to be told]]`

function wanted() {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })
  const names = values.only?.split(',') ?? Object.keys(PARTS)
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name))
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}". ${USAGE}`)
  if (positionals.length > 0 && names.length !== 1) throw new Error(`Only one part can be told more. ${USAGE}`)
  return { names: Object.keys(PARTS).filter((name) => names.includes(name)), args: positionals }
}

async function passes(name, args) {
  forgetReport(name)
  try {
    return await PARTS[name](args)
  } catch (error) {
    console.error(sentenceOf(error))
    return false
  }
}

const total = { passed: 0, failed: 0 }
try {
  const { names, args } = wanted()
  await ensureInstalled()
  for (const name of names) {
    console.log(`\n=== ${name} ===\n`)
    const started = performance.now()
    const ok = await passes(name, args)
    const { passed, failed } = countsOf(name, { ok })
    total.passed += passed
    total.failed += failed
    console.log(`\n--- ${name}: ${ok ? 'ok' : 'FAILED'} after ${((performance.now() - started) / 1000).toFixed(1)} s`)
    if (!ok) break
  }
} catch (error) {
  console.error(sentenceOf(error))
  total.failed += 1
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
