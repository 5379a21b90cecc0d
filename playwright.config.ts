import { defineConfig, devices } from '@playwright/test'

/** scripts/test.mjs finds the browser and serves the built app, and says so in the environment. */
const { CHROMIUM_PATH, PODWAY_URL } = process.env

/** What is measured in time runs when nothing else does. */
const MEASURED = '**/long-tasks.spec.ts'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: PODWAY_URL ?? 'http://localhost:3000',
    // Recording takes a sixth of the time, and nobody sees a trace of CI.
    trace: process.env['CI'] ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: CHROMIUM_PATH === undefined ? {} : { executablePath: CHROMIUM_PATH },
  },
  projects: [
    { name: 'chromium', use: { colorScheme: 'light' }, testIgnore: MEASURED },
    { name: 'measured', use: { colorScheme: 'light' }, testMatch: MEASURED, dependencies: ['chromium'] },
  ],
})
