import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { designOf } from './pages/design'
import { editorOf } from './pages/editor'
import { galleryOf } from './pages/gallery'

interface Recorded { readonly startTime: number; readonly duration: number }
declare global { var podwayTasks: Recorded[] }

const LONGEST_MS = 100
/** Other programs run on the same machine: of a few visits the calmest counts. */
const VISITS = 6

/** A recording of the page would be the longest task of all. */
test.use({ trace: 'off' })
test.describe.configure({ mode: 'serial' })

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.podwayTasks = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) globalThis.podwayTasks.push({ startTime, duration })
    }).observe({ type: 'longtask', buffered: true })
  })
})

function longestAfterFirstPaint(): number {
  const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
  return Math.max(0, ...globalThis.podwayTasks.filter(({ startTime }) => startTime >= painted).map(({ duration }) => duration))
}

/** The longest task of the calmest visit. */
async function calmest(page: Page, visit: () => Promise<unknown>): Promise<number> {
  let longest = Infinity
  for (let time = 0; time < VISITS && longest >= LONGEST_MS; time++) {
    await page.goto('about:blank')
    await visit()
    await page.waitForTimeout(500)
    longest = Math.min(longest, await page.evaluate(longestAfterFirstPaint))
  }
  return longest
}

test('no task over 100 ms after the first paint while the example mounts', async ({ page }) => {
  test.setTimeout(90_000)
  const design = designOf(page)
  const visit = async () => {
    await design.open('cassandra-aws-gcp')
    await design.drawn()
    await expect(design.verdict).toHaveText('reachable')
  }
  expect(await calmest(page, visit)).toBeLessThan(LONGEST_MS)
})

test('no task over 100 ms while the gallery draws and asks every example', async ({ page }) => {
  test.setTimeout(90_000)
  const gallery = galleryOf(page)
  const visit = async () => {
    await gallery.open()
    await gallery.answered()
  }
  expect(await calmest(page, visit)).toBeLessThan(LONGEST_MS)
})

test('no task over 100 ms while a person chooses, moves, adds, undoes, asks and looks around', async ({ page }) => {
  test.setTimeout(150_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  const editor = editorOf(page)
  const rest = () => page.waitForTimeout(250)
  const visit = async () => {
    await editor.open('cassandra-aws-gcp')
    await editor.drawn()
    await expect(editor.verdict).toHaveText('reachable')
    for (const id of ['sg-a', 'rt-a1', 'nacl-a']) {
      await editor.box(id).click()
      await rest()
    }
    await page.keyboard.press('ArrowDown')
    await rest()
    await page.keyboard.press('ControlOrMeta+d')
    await rest()
    await page.keyboard.press('ControlOrMeta+z')
    await rest()
    const from = await editor.middle(editor.box('sg-a'))
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 60, from.y + 120, { steps: 12 })
    await page.mouse.up()
    await rest()
    await editor.item('Site').click()
    await rest()
    await editor.port.fill('9042')
    await rest()
    for (const tab of [/^Lookup/, /^Tables/, /^Problems/, /^Path/]) await page.getByRole('tab', { name: tab }).first().click()
    await page.getByRole('button', { name: 'Share' }).click()
    await rest()
  }
  expect(await calmest(page, visit)).toBeLessThan(LONGEST_MS)
})
