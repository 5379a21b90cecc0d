import { expect, test } from './fixtures'
import { designOf } from './pages/design'
import { galleryOf } from './pages/gallery'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing in the gallery', async ({ page, expectAccessible }) => {
      const gallery = galleryOf(page)
      await gallery.open()
      await gallery.answered()
      await expectAccessible()
    })

    test('axe finds nothing in an answered design', async ({ page, expectAccessible }) => {
      const design = designOf(page)
      await design.open('cassandra-aws-gcp.nacl-no-ephemeral')
      await design.drawn()
      await expect(design.verdict).toContainText('unreachable')
      await expectAccessible()
      await design.lane('Blockers').getByRole('button', { name: 'nacl-a' }).click()
      await design.lane('Forward').getByRole('button', { name: /^\d+\s*rt-a1/ }).click()
      await expect(design.inspector).toBeVisible()
      await expectAccessible()
    })

    test('axe finds nothing in a lookup, among problems and on a phone', async ({ page, expectAccessible }) => {
      const design = designOf(page)
      await design.open('cassandra-aws-gcp.stanza-missing')
      await design.drawn()
      await page.getByRole('tab', { name: 'Lookup' }).click()
      await expectAccessible()
      await page.getByRole('tab', { name: /Problems/ }).click()
      await expectAccessible()
      await page.getByRole('tab', { name: 'Path' }).click()
      await page.setViewportSize({ width: 360, height: 740 })
      await design.drawn()
      await expectAccessible()
    })
  })
}
