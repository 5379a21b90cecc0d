import { expect, test } from './fixtures'
import { designOf } from './pages/design'

const MAIN = 'cassandra-aws-gcp'
const THERE = 'cassandra-0.cassandra.db.svc.gcp-europe-west4-c.local'

test('answers the first question of a design: lookup, forward, return', async ({ page }) => {
  const design = designOf(page)
  await design.open(MAIN)
  await expect(design.to).toHaveValue(THERE)
  await expect(design.verdict).toHaveText('reachable')
  await expect(design.lane('Lookup')).toContainText('10.24.1.5')
  await expect(design.lane('Forward')).toContainText('10.10.1.10')
  await expect(design.lane('Return').getByRole('listitem').first()).toContainText('cassandra-b-0')
})

test('answers a question asked by mouse', async ({ page }) => {
  const design = designOf(page)
  await design.open(MAIN)
  await expect(design.verdict).toHaveText('reachable')
  await design.from.selectOption('cassandra-b-0')
  await design.to.fill('cassandra-a-0')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(design.lane('Forward').getByRole('listitem').first()).toContainText('cassandra-b-0')
  await expect(design.lane('Lookup')).toBeHidden()
  await expect(design.verdict).toHaveText('reachable')
})

test('answers a question asked with the keyboard alone', async ({ page }) => {
  const design = designOf(page)
  await design.open(MAIN)
  await expect(design.verdict).toHaveText('reachable')
  await page.keyboard.press('Tab')
  while (!(await design.to.evaluate((field) => field === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('cassandra-b-0')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(design.port).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('22')
  await page.keyboard.press('Enter')
  await expect(design.verdict).toContainText('unreachable')
})

test('says in a sentence what cannot be asked', async ({ page }) => {
  const design = designOf(page)
  await design.open(MAIN)
  await expect(design.verdict).toHaveText('reachable')
  await design.to.fill('not a name!')
  await expect(design.verdict).toHaveText('not answered')
  await expect(page.getByRole('tabpanel')).toContainText('not a name!')
})

test('opens what a step looked at, with what lost', async ({ page }) => {
  const design = designOf(page)
  await design.open(MAIN)
  const step = design.lane('Forward').getByRole('button', { name: /^\d+\s*rt-a1/ })
  await step.click()
  const evidence = design.lane('Forward').getByRole('table')
  await expect(evidence.getByRole('row', { name: /matched.*10\.24\.0\.0\/14/ })).toBeVisible()
  await expect(evidence.getByRole('row', { name: /lost.*0\.0\.0\.0\/0/ })).toBeVisible()
})

test('lights on the drawing what a step points at, and the way that the packet takes', async ({ page }) => {
  const design = designOf(page)
  await design.open(MAIN)
  await design.drawn()
  await design.lane('Forward').getByRole('button', { name: /^\d+\s*vgw-a/ }).first().hover()
  await expect(design.box('vgw-a').locator('.pointed')).toBeVisible()
  await expect(design.box('rt-a1').locator('.lit')).toBeVisible()
  await expect(design.box('rt-a2').locator('.lit')).toBeHidden()
  await expect(page.locator('.ways .p-fwd').first()).toBeAttached()
  await expect(page.locator('.ways .p-ret').first()).toBeAttached()
})
