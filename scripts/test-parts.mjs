import { existsSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { inRoot } from './project.mjs'
import { runTool } from './run.mjs'
import { serve } from './serve.mjs'
import { REPORTS } from './test-counts.mjs'

/** Runs tools one after the other, up to the first that fails. */
async function inTurn(...commands) {
  for (const [file, args, options] of commands) {
    if (!(await runTool(file, args, options)).ok) return false
  }
  return true
}

/** Runs tools beside each other; each uses one processor. */
async function atOnce(...commands) {
  const ran = await Promise.all(commands.map(([file, args, options]) => runTool(file, args, options)))
  return ran.every(({ ok }) => ok)
}

async function types() {
  // Writes the types of Next's own files, without which the app does not compile.
  if (!(await inTurn(['next/dist/bin/next', ['typegen']]))) return false
  return atOnce(['typescript/bin/tsc', ['--noEmit']], ['typescript/bin/tsc', ['-p', 'lib']])
}

const LAYERED = ['app', 'components', 'lib', 'cli', 'server', 'lab', 'e2e'].filter((folder) => existsSync(inRoot(folder)))

const lint = () =>
  atOnce(
    ['eslint/bin/eslint.js', ['.', '--max-warnings', '0', '--cache', '--cache-location', '.podway/eslint', '--cache-strategy', 'content']],
    ['dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', ...LAYERED]],
  )

const vitest = (report, args) => inTurn(['vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]])

const SHORT_LABS = ['lab/short-lab.test.ts', 'lab/dns/short-dns.test.ts', 'lab/names/short-names.test.ts']
const unit = (args) => vitest(REPORTS.unit, [...SHORT_LABS.flatMap((file) => ['--exclude', file]), ...args])
/** By themselves, one after the other: packets that wait for a busy processor look like packets that were lost. */
const lab = (args) => vitest(REPORTS.lab, ['--no-file-parallelism', ...SHORT_LABS, ...args])

async function build() {
  await ensureBuilt()
  return true
}

async function browser(args) {
  const CHROMIUM_PATH = await findBrowser()
  await ensureBuilt()
  const server = await serve({ port: 0 })
  const env = { CHROMIUM_PATH, PODWAY_URL: server.url, PLAYWRIGHT_JSON_OUTPUT_NAME: REPORTS.browser }
  const { ok } = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json', ...args], { env })
  await server.close()
  return ok
}

/** In this order; each resolves with whether it passed. */
export const PARTS = { types, lint, unit, lab, build, browser }
