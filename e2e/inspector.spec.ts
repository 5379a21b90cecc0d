import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { designOf } from './pages/design'

const MAIN = 'cassandra-aws-gcp'

async function drawn(page: Page) {
  const design = designOf(page)
  await design.open(MAIN)
  await design.drawn()
  return design
}

/** The route table of a subnet, with a row that is not in it yet. */
async function withNewRoute(page: Page) {
  const design = await drawn(page)
  await design.choose('rt-a1')
  await design.inspector.getByRole('button', { name: 'Add to Static routes' }).click()
  const row = design.inspector.getByRole('group', { name: 'New in Static routes' })
  return { design, row, add: row.getByRole('button', { name: 'Add' }) }
}

/** The Corefile of a name server, to be written. */
async function withCorefile(page: Page) {
  const design = await drawn(page)
  await page.evaluate(() => scrollTo(0, 0))
  await design.box('coredns-a/0').click()
  return { design, corefile: design.field('Corefile') }
}

test('a range that is none says so at its field, keeps what was typed, and changes nothing', async ({ page }) => {
  const design = await drawn(page)
  await expect(design.verdict).toHaveText('reachable')
  await design.choose('subnet-a1')
  const range = design.field('Range')
  await expect(range).toHaveValue('10.10.1.0/24')
  await range.fill('10.10.1.7/24')
  await range.press('Enter')
  await expect(range).toHaveAttribute('aria-invalid', 'true')
  await expect(range).toHaveAccessibleDescription(/host bits/)
  await expect(range).toHaveValue('10.10.1.7/24')
  await expect(design.box('subnet-a1')).toContainText('10.10.1.0/24')
  await design.choose('subnet-a2')
  await design.choose('subnet-a1')
  await expect(range).toHaveValue('10.10.1.7/24')
  await range.press('Escape')
  await expect(range).toHaveValue('10.10.1.0/24')
  await expect(range).not.toHaveAttribute('aria-invalid')
  await expect(design.verdict).toHaveText('reachable')
})

test('a route deleted in its table changes the answer, and what is undone comes back', async ({ page }) => {
  const design = await drawn(page)
  await expect(design.verdict).toHaveText('reachable')
  await design.choose('rt-a1')
  await expect(design.field('Target, row 1')).toHaveValue('nat-a')
  await design.inspector.getByRole('group', { name: 'Propagation' }).getByRole('button', { name: /^Remove Propagation/ }).click()
  await expect(design.verdict).toContainText('unreachable')
  await expect(design.lane('Blockers')).toContainText('rt-a1')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(design.verdict).toHaveText('reachable')
})

test('a row goes into a table when it is complete', async ({ page }) => {
  const { design, row, add } = await withNewRoute(page)
  await row.getByLabel('Destination').fill('192.0.2.0')
  await row.getByLabel('Target').selectOption('nat-a')
  await add.click()
  await expect(row).toContainText('prefix')
  await row.getByLabel('Destination').fill('192.0.2.0/24')
  await page.keyboard.press('Enter')
  await expect(design.field('Destination, row 2')).toHaveValue('192.0.2.0/24')
})

test('a row that is added leaves alone what was typed into another just before', async ({ page }) => {
  const { design, row, add } = await withNewRoute(page)
  await row.getByLabel('Destination').fill('192.0.2.0/24')
  await row.getByLabel('Target').selectOption('nat-a')
  await design.field('Destination, row 1').fill('198.51.100.0/24')
  await add.click()
  await expect(design.field('Destination, row 2')).toHaveValue('192.0.2.0/24')
  await expect(design.field('Destination, row 1')).toHaveValue('198.51.100.0/24')
})

test('an element gets another id, and with it all that names it', async ({ page }) => {
  const design = await drawn(page)
  await design.choose('nat-a')
  await design.field('Id').fill('way-out')
  await design.field('Id').press('Enter')
  await expect(design.inspector.getByRole('heading', { name: 'way-out' })).toBeVisible()
  await design.choose('rt-a1')
  await expect(design.field('Target, row 1')).toHaveValue('way-out')
})

test('deleting says what goes with it', async ({ page }) => {
  const design = await drawn(page)
  await design.choose('subnet-a1')
  await design.inspector.getByRole('button', { name: 'Delete', exact: true }).click()
  const weigh = design.inspector.getByRole('alertdialog')
  await expect(weigh).toContainText(/node-a1, \d+ pods/)
  await weigh.getByRole('button', { name: 'Keep' }).click()
  await expect(design.box('subnet-a1')).toBeVisible()
  await design.inspector.getByRole('button', { name: 'Delete', exact: true }).click()
  await weigh.getByRole('button', { name: 'Delete all' }).click()
  await expect(design.box('subnet-a1')).toHaveCount(0)
  await expect(design.box('node-a1')).toHaveCount(0)
})

test('a Corefile that cannot be read marks its line in the margin', async ({ page }) => {
  const { design, corefile } = await withCorefile(page)
  const text = await corefile.inputValue()
  await corefile.fill(text.trimEnd().slice(0, -1))
  await corefile.blur()
  await expect(design.inspector.locator('.margin .wrong')).toHaveText(/^\d+$/)
  await expect(corefile).toHaveAccessibleDescription(/Corefile/)
})

test('a Corefile is read while it is typed: its blocks beside it, errors with line and column', async ({ page, expectAccessible }) => {
  const { design, corefile } = await withCorefile(page)
  const read = design.inspector.getByRole('region', { name: 'As CoreDNS reads it' })
  await corefile.fill('. {\n  forward . 192.0.2.53\n  errors\n  flibbertigibbet\n}\n')
  await expect(read.getByRole('listitem')).toHaveText([/flibbertigibbet.*not simulated/, 'errors', 'forward . 192.0.2.53'])
  await expectAccessible()
  await read.getByRole('button', { name: 'errors' }).press('Enter')
  await expect(corefile).toBeFocused()
  expect(await corefile.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe('  errors')

  await corefile.fill('. {\n  errors\n  import nothing\n}\n')
  await expect(read).toContainText('Line 3, column 10')
  await expect(design.inspector.locator('.margin .wrong')).toHaveText('3')
  await expectAccessible()
  await read.getByRole('button', { name: 'Line 3, column 10' }).click()
  expect(await corefile.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe('. {\n  errors\n  import '.length)
})

test('who types on while the last value is being taken loses nothing', async ({ page }) => {
  const { corefile } = await withCorefile(page)
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  const [first, second] = ['.:53 {\n  errors\n}\n', '.:53 {\n  errors\n}\n# whoami\n']
  const before = await corefile.inputValue()
  await corefile.fill(first)
  // Left and written on before the engine can have said a word.
  await corefile.evaluate((area: HTMLTextAreaElement) => {
    area.blur()
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
    document.execCommand('insertText', false, '# whoami\n')
  })
  await expect(undo).toBeEnabled()
  await corefile.blur()
  await expect(corefile).toHaveValue(second)
  await undo.click()
  await expect(corefile).toHaveValue(first)
  await undo.click()
  await expect(corefile).toHaveValue(before)
})

test('the tables of a device show what the answer came to', async ({ page }) => {
  const design = designOf(page)
  await design.open(MAIN)
  await expect(design.verdict).toHaveText('reachable')
  await page.getByRole('tab', { name: 'Tables' }).click()
  await page.getByLabel('Device', { exact: true }).selectOption('vpc-a')
  await expect(page.getByRole('row', { name: /the answer came to this.*10\.24\.0\.0\/14/ })).toBeVisible()
  await page.getByLabel('Device', { exact: true }).selectOption('node-a1')
  await expect(page.getByRole('row', { name: /the answer came to this.*postrouting/ })).toBeVisible()
})

test('a workload can be asked for from its fields', async ({ page }) => {
  const design = await drawn(page)
  await design.box('cassandra-b/0').click()
  await design.inspector.getByRole('button', { name: 'Can it reach…' }).click()
  await expect(design.from).toHaveValue('cassandra-b-0')
  await expect(design.to).toBeFocused()
  await expect(design.to).toHaveValue('')
})
