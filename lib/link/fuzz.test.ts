import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import type { Fuzzed } from './fuzz.fixture'

const COUNT = 10_000

/** In a process of its own, as the command line and the page have one: a test runner's memory is not the product's. */
async function fuzzApart(): Promise<Fuzzed> {
  const folder = mkdtempSync(join(tmpdir(), 'podway-fuzz-'))
  try {
    const outfile = join(folder, 'fuzz.cjs')
    await build({ entryPoints: ['lib/link/fuzz.fixture.ts'], outfile, bundle: true, platform: 'node', format: 'cjs', loader: { '.yaml': 'text', '.md': 'text', '.txt': 'text' }, logLevel: 'error' })
    return JSON.parse(execFileSync(process.execPath, ['-e', `console.log(JSON.stringify(require(${JSON.stringify(outfile)}).fuzz(${COUNT}, { now: () => performance.now(), resident: () => process.memoryUsage().rss })))`], { encoding: 'utf8', timeout: 100_000 })) as Fuzzed
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it(`${COUNT} mutated links: each gives a sentence or a valid design; none throws or hangs, and the process does not grow`, async () => {
  const { outcomes, strange, slowestMs, grownMegabytes } = await fuzzApart()
  console.log(`grown by ${grownMegabytes.toFixed(1)} MB; the slowest link took ${slowestMs.toFixed(0)} ms`)
  expect(strange).toEqual([])
  expect(Object.values(outcomes).reduce((sum, times) => sum + times, 0)).toBe(COUNT)
  for (const outcome of ['in transit: damaged', 'in transit: not-a-link', 'forged: not-a-design', 'forged: design']) expect(outcomes[outcome]).toBeGreaterThan(20)
  expect(slowestMs).toBeLessThan(5000)
  expect(grownMegabytes).toBeLessThan(50)
}, 120_000)
