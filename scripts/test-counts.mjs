import { existsSync, readFileSync, rmSync } from 'node:fs'
import { inRoot } from './project.mjs'

/** Where the reporters of vitest and Playwright put their results. */
export const REPORTS = { unit: inRoot('.podway', 'unit.json'), lab: inRoot('.podway', 'lab.json'), browser: inRoot('.podway', 'browser.json') }

/** A report of an earlier run must not be counted. */
export function forgetReport(part) {
  if (part in REPORTS) rmSync(REPORTS[part], { force: true })
}

/** A file that fails while loading holds no test that failed, but it failed all the same. */
export function countVitest({ numPassedTests, numFailedTests, testResults }) {
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'))
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
}

export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
}

/** Counts of one part; a part that failed without saying where counts as one failure. */
export function countsOf(part, { ok }) {
  const count = { unit: countVitest, lab: countVitest, browser: countPlaywright }[part]
  const counts = count && existsSync(REPORTS[part]) ? count(JSON.parse(readFileSync(REPORTS[part], 'utf8'))) : { passed: 0, failed: 0 }
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}
