import { expect, it } from 'vitest'
import { countPlaywright, countVitest } from './test-counts.mjs'

it('counts a test file that does not load as a failure', () => {
  const testResults = [
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'failed', assertionResults: [] },
  ]
  expect(countVitest({ numPassedTests: 1, numFailedTests: 1, testResults })).toEqual({ passed: 1, failed: 2 })
})

it('counts errors outside of any browser test as failures', () => {
  expect(countPlaywright({ stats: { expected: 3, flaky: 0, unexpected: 1 }, errors: [{}] })).toEqual({ passed: 3, failed: 2 })
})
