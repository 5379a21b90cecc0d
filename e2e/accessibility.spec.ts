import { expect, test } from './fixtures'
import { designOf } from './pages/design'
import { galleryOf } from './pages/gallery'

/** In dark, too, with what is in sight: dashboard.spec.ts. */
test('axe finds nothing in the gallery with every example answered', async ({ page, expectAccessible }) => {
  const gallery = galleryOf(page)
  await gallery.open()
  await gallery.answered()
  await expectAccessible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

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

    test('axe finds nothing in the fields of any kind of element', async ({ page, expectAccessible }) => {
      test.setTimeout(180_000)
      const design = designOf(page)
      await design.open('cassandra-aws-gcp')
      await design.drawn()
      for (const id of ['rt-a1', 'sg-a', 'nacl-a', 'cluster-a', 'coredns-a/0', 'cassandra-a/0']) {
        await design.box(id).click({ position: { x: 12, y: 8 } })
        await expect(design.field('Id')).toHaveValue(id.split('/')[0] ?? id)
        await expectAccessible(design.inspector)
      }
      await page.getByRole('tab', { name: 'Tables' }).click()
      await expect(page.getByLabel('Device', { exact: true })).toBeVisible()
      await expectAccessible()
    })

    test('axe finds nothing in a shared link, its dialog, and one that is damaged', async ({ page, expectAccessible }) => {
      const design = designOf(page)
      await design.open('cassandra-aws-gcp')
      await expect(design.verdict).toHaveText('reachable')
      const url = await design.share()
      await expectAccessible()
      await page.goto(url)
      await design.drawn()
      await design.choose('rt-a1')
      await expect(design.inspector).toBeVisible()
      await expectAccessible()
      await page.goto('/view#p1.damaged')
      await expect(page.getByRole('heading', { name: 'This link cannot be opened' })).toBeVisible()
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
