import { expect, test } from './fixtures'

test('the first page shows its heading and the drawing', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Podway' })).toBeVisible()
  await expect(page.locator('.react-flow__pane')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the first page, ${colorScheme}`, async ({ page, expectAccessible }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto('/')
    await expect(page.locator('.react-flow__pane')).toBeVisible()
    await expectAccessible()
  })
}

test('an unknown address answers 404 with a way back', async ({ page, complaints }) => {
  const response = await page.goto('/no-such-page')
  expect(response?.status()).toBe(404)
  await page.getByRole('link', { name: 'Back to the start' }).click()
  await expect(page).toHaveURL('/')
  expect(complaints.splice(0).filter((text) => !text.includes('404'))).toEqual([])
})
