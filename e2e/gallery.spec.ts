import { expect, test } from './fixtures'
import { galleryOf } from './pages/gallery'

test('shows every example with its drawing and how its first question ends', async ({ page }) => {
  const gallery = galleryOf(page)
  await gallery.open()
  await gallery.answered()
  const ids = await gallery.ids()
  expect(ids.length).toBeGreaterThanOrEqual(18)
  for (const id of ids) {
    const card = gallery.card(id)
    await expect(card.locator('.thumb .c').first(), id).toBeAttached()
    await expect(card, id).toContainText(/reachable|undetermined|ambiguous/)
  }
  await expect(gallery.card('cassandra-aws-gcp')).toContainText('reachable')
  await expect(gallery.card('cassandra-aws-gcp.firewall-closed')).toContainText('unreachable')
})

test('finds an example by a word and opens it', async ({ page }) => {
  const gallery = galleryOf(page)
  await gallery.open()
  await page.getByLabel('Find a design').fill('firewall for the pod only')
  await page.getByRole('link', { name: 'Firewall for the pod only', exact: true }).click()
  await expect(page).toHaveURL('/design#cassandra-aws-gcp.firewall-pod-only')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Firewall for the pod only')
})

test('an unknown address answers 404 with a way back', async ({ page, complaints }) => {
  const response = await page.goto('/no-such-page')
  expect(response?.status()).toBe(404)
  await page.getByRole('link', { name: 'Back to the start' }).click()
  await expect(page).toHaveURL('/')
  expect(complaints.splice(0).filter((text) => !text.includes('404'))).toEqual([])
})

test('a design that does not exist says so, with a way back', async ({ page }) => {
  await page.goto('/design#no-such-design')
  await expect(page.getByRole('heading', { name: 'This design cannot be opened' })).toBeVisible()
  await page.getByRole('link', { name: 'All designs' }).click()
  await expect(page).toHaveURL('/')
})
