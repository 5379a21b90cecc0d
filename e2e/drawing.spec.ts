import { expect, test } from './fixtures'
import { designOf } from './pages/design'
import { galleryOf } from './pages/gallery'

/** Two sites, their networks, two clusters with two nodes each; pods count one by one. */
const MAIN = 'cassandra-aws-gcp'

test('every example is drawn with all its boxes and lines', async ({ page }) => {
  test.setTimeout(300_000)
  const gallery = galleryOf(page)
  const design = designOf(page)
  await gallery.open()
  await gallery.cards.first().waitFor()
  const examples = new Map<string, string>()
  for (const id of await gallery.ids()) examples.set(id, await gallery.name(id))
  for (const [id, name] of examples) {
    await design.open(id)
    await expect(page.getByRole('heading', { level: 1 }), id).toHaveText(name)
    await design.drawn()
    const wanted = Number(await page.locator('[data-boxes]').getAttribute('data-boxes'))
    expect(wanted, id).toBeGreaterThan(10)
    await expect(design.boxes, id).toHaveCount(wanted)
    await expect(page.locator('.react-flow__edge'), id).toHaveCount(Number(await page.locator('[data-lines]').getAttribute('data-lines')))
    await expect(design.verdict, id).toContainText(/reachable|undetermined|ambiguous/)
  }
})

test('the example shows its places, gateways, pods and links', async ({ page }) => {
  const design = designOf(page)
  await design.open(MAIN)
  await design.drawn()
  for (const id of ['aws', 'gcp', 'vpc-a', 'vpc-b', 'cluster-a', 'cluster-b', 'node-a1', 'node-b2', 'subnet-a1', 'rt-a1', 'igw-a', 'nat-a', 'vgw-a', 'sg-a', 'nacl-a', 'internet', 'public-dns', 'cassandra-a/0', 'cassandra-a/2', 'cassandra-b/0']) await expect(design.box(id), id).toBeVisible()
  for (const id of ['tunnel-1', 'tunnel-2']) await expect(design.line(id), id).toBeAttached()
  await expect(design.box('cassandra-a/0')).toContainText('10.10.1.37')
})

test('a phone gets the folded drawing and one lane at a time', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const design = designOf(page)
  await design.open(MAIN)
  await design.drawn()
  await expect(design.box('cassandra-a')).toContainText('×3')
  await expect(design.lane('Forward')).toBeVisible()
  await expect(design.lane('Return')).toBeHidden()
  await page.getByRole('group', { name: 'Part of the answer' }).getByRole('button', { name: 'Return' }).click()
  await expect(design.lane('Return')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
})

test('keeps the theme that a person chooses', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Theme/ }).click()
  await page.getByRole('button', { name: /^Theme/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.goto(`/design#${MAIN}`)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
