import { expect, test } from './fixtures'
import { designOf } from './pages/design'

const NACL = 'cassandra-aws-gcp.nacl-no-ephemeral'

test('a link gives the same answer in another browser, read-only, and a copy of its own', async ({ page, browser, baseURL }) => {
  const design = designOf(page)
  await design.open(NACL)
  await expect(design.verdict).toHaveText('unreachable: 1 blocker')
  const url = await design.share()
  expect(url).toMatch(new RegExp(`^${baseURL}/view#p1\\.[A-Za-z0-9_-]+$`))
  expect(url.length).toBeLessThan(2000)
  await expect(page.getByRole('dialog', { name: 'Share' })).toContainText(`${url.length.toLocaleString('en')} characters`)

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const other = await context.newPage()
  const requests: string[] = []
  other.on('request', (request) => requests.push(request.url()))
  const shared = designOf(other)
  await other.goto(url)
  await shared.drawn()
  await expect(shared.verdict).toHaveText('unreachable: 1 blocker')
  expect(requests.filter((address) => address.includes(url.slice(-40)) && !address.includes('#'))).toEqual([])
  await shared.lane('Blockers').getByRole('button', { name: 'nacl-a' }).click()
  await expect(shared.field('Id')).not.toBeEditable()
  await expect(shared.inspector.getByRole('button', { name: 'Delete' })).toHaveCount(0)

  await other.getByRole('button', { name: 'Keep a copy' }).click()
  await expect(other).toHaveURL(/\/design#/)
  await shared.drawn()
  await expect(shared.verdict).toHaveText('unreachable: 1 blocker')
  await context.close()
})

test.describe('a link that is not whole', () => {
  for (const [name, change] of [
    ['cut off', (url: string) => url.slice(0, -20)],
    ['changed on the way', (url: string) => url.slice(0, -30) + (url.at(-30) === 'A' ? 'B' : 'A') + url.slice(-29)],
  ] as const) {
    test(`${name} says so and offers nothing else`, async ({ page }) => {
      const design = designOf(page)
      await design.open(NACL)
      await expect(design.verdict).toContainText('unreachable')
      const url = await design.share()
      await page.goto('about:blank')
      await page.goto(change(url))
      await expect(page.getByRole('heading', { name: 'This link cannot be opened' })).toBeVisible()
      await expect(page.getByText('This link is damaged or cut off')).toBeVisible()
      await expect(page.getByRole('banner')).toHaveCount(0)
      await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
      await expect(page.getByRole('main').getByRole('link')).toHaveCount(0)
    })
  }
  for (const [name, fragment, sentence] of [
    ['of a newer version', 'p9.AAAA', 'made by a newer Podway'],
    ['longer than any', `p1.${'A'.repeat(140_000)}`, 'holds more than a link may hold'],
    ['of something else', 'hello', 'not a Podway link'],
  ] as const) {
    test(`${name} says so`, async ({ page }) => {
      await page.goto(`/view#${fragment}`)
      await expect(page.getByText(sentence)).toBeVisible()
    })
  }
})

test('the link is copied without the clipboard of secure pages', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  const design = designOf(page)
  await design.open(NACL)
  await expect(design.verdict).toContainText('unreachable')
  const url = await design.share()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  await page.keyboard.press('Escape')
  await design.to.fill('')
  await design.to.focus()
  await page.keyboard.press('ControlOrMeta+v')
  expect(url.startsWith(await design.to.inputValue())).toBe(true)
})
