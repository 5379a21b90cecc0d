import { withBuiltSite } from '../browse.mjs'

export const title = 'Edit to refreshed answer, on the two-cloud example'

const TIMES = 40

/** From a press of undo or redo to the verdict that follows from it, on the screen. */
function measured(redo) {
  return new Promise((resolve) => {
    const verdict = () => document.querySelector('.ask .verdict')?.textContent ?? ''
    const before = verdict()
    const started = performance.now()
    const done = () => requestAnimationFrame(() => resolve(performance.now() - started))
    const observer = new MutationObserver(() => {
      if (!/reachable/.test(verdict()) || verdict() === before) return
      observer.disconnect()
      done()
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    document.querySelector(`.history button[aria-label=${redo ? 'Redo' : 'Undo'}]`).click()
  })
}

export function run() {
  return withBuiltSite(async ({ browser, url }) => {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })).newPage()
    await page.goto(`${url}/design#cassandra-aws-gcp`)
    await page.locator('.ask .verdict', { hasText: /^reachable$/ }).waitFor()
    await page.locator('.react-flow__node[data-id="firewall-b"]').click()
    await page.getByRole('complementary', { name: 'Inspector' }).getByRole('button', { name: /^Delete/ }).click()
    await page.locator('.ask .verdict', { hasText: /unreachable/ }).waitFor()
    const samples = []
    for (let time = 0; time < TIMES; time++) {
      samples.push(await page.evaluate(measured, time % 2 === 1))
      await page.waitForTimeout(100)
    }
    return [{ name: 'an element removed, put back, removed…', unit: 'ms', samples }]
  })
}
