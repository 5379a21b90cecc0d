import { expect, test } from './fixtures'
import { designOf } from './pages/design'

test('a blocker leads to the element that mends it', async ({ page }) => {
  const design = designOf(page)
  await design.open('cassandra-aws-gcp.nacl-no-ephemeral')
  await design.drawn()
  await expect(design.verdict).toHaveText('unreachable: 1 blocker')
  const blockers = design.lane('Blockers')
  await expect(blockers).toContainText('filter.reply-ports')
  await expect(design.box('nacl-a').locator('.tag')).toHaveText('1')
  await blockers.getByRole('button', { name: 'nacl-a' }).click()
  await expect(design.box('nacl-a').locator('.sel')).toBeVisible()
  await expect(design.inspector.getByRole('heading', { name: 'nacl-a' })).toBeVisible()
  await expect(design.field('Traffic, row 1').first()).toHaveValue(/tcp/)
  await page.keyboard.press('Escape')
  await expect(design.inspector).toBeHidden()
  await expect(design.box('nacl-a').locator('.sel')).toBeHidden()
})

test('a drawn link can be the one that mends it', async ({ page }) => {
  const design = designOf(page)
  await design.open('cassandra-aws-gcp.tunnels-down')
  await design.drawn()
  await design.lane('Blockers').getByRole('button', { name: 'tunnel-1' }).click()
  await expect(design.line('tunnel-1').locator('.is-sel')).toBeAttached()
  await expect(design.field('State')).toHaveValue('down')
})

test('the drawing has one way in for the Tab key, which then walks from box to box', async ({ page }) => {
  const design = designOf(page)
  await design.open('cassandra-aws-gcp')
  await design.drawn()
  await expect(page.locator('.react-flow__node[tabindex="0"]')).toHaveCount(1)
  await page.locator('.react-flow__node[tabindex="0"]').focus()
  await page.keyboard.press('Tab')
  const first = await design.inspector.getByRole('heading').textContent()
  await page.keyboard.press('Tab')
  await expect(design.inspector.getByRole('heading')).not.toHaveText(first ?? '')
  await expect(page.locator('.react-flow__node:focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(design.inspector).toBeHidden()
})
