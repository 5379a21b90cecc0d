import axe from 'axe-core'
import { expect, test as base, type Locator } from '@playwright/test'

declare global {
  interface Window { axe: typeof axe }
}

interface Fixtures {
  /** What the page complained about. A test that expects a complaint takes it out of the list. */
  readonly complaints: string[]
  /** axe's default rules on the page as it stands, or on one part of it where the rest is as it was. */
  readonly expectAccessible: (within?: Locator) => Promise<void>
}

/** Every test fails on an error in the console, an uncaught error or a failed request. */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
      page.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText ?? 'unknown'
        // The browser itself gives up what a navigation has overtaken.
        if (reason !== 'net::ERR_ABORTED') complaints.push(`request: ${request.url()} ${reason}`)
      })
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`response: ${response.url()} ${response.status()}`)
      })
      await use(complaints)
      expect(complaints, 'what the page complained about').toEqual([])
    },
    { auto: true },
  ],
  expectAccessible: async ({ page }, use) => {
    await use(async (within = page.locator(':root')) => {
      if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source)
      const violations = await within.evaluate(async (root) => {
        const found = await window.axe.run(root, { resultTypes: ['violations'] })
        return found.violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(' ')) }))
      })
      expect(violations).toEqual([])
    })
  },
})

export { expect }
