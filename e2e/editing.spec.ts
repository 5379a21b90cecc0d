import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { editorOf } from './pages/editor'

const MAIN = 'cassandra-aws-gcp'
test.use({ viewport: { width: 1440, height: 900 } })

async function drag(page: Page, id: string, by: { readonly dx: number; readonly dy: number }) {
  const editor = editorOf(page)
  const strip = editor.box(id).locator('.strip b')
  const from = await editor.middle((await strip.count()) > 0 ? strip : editor.box(id))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + by.dx / 2, from.y + by.dy / 2, { steps: 5 })
  await page.mouse.move(from.x + by.dx, from.y + by.dy, { steps: 5 })
  await page.mouse.up()
}

const opened = async (page: Page) => {
  const editor = editorOf(page)
  await editor.open(MAIN)
  await editor.drawn()
  await expect(editor.verdict).toHaveText('reachable')
  return editor
}

test('a drag moves one box, its network grows around it, and one step back puts it back', async ({ page }) => {
  const editor = await opened(page)
  const place = async (id: string) => editor.box(id).evaluate((element) => getComputedStyle(element).transform)
  const before = { moved: await place('sg-a'), beside: await place('rt-a1'), height: await editor.box('vpc-a').evaluate((element: HTMLElement) => element.offsetHeight) }
  await drag(page, 'sg-a', { dx: 0, dy: 240 })
  await expect.poll(() => editor.box('vpc-a').evaluate((element: HTMLElement) => element.offsetHeight)).toBeGreaterThan(before.height)
  expect(await place('sg-a')).not.toBe(before.moved)
  expect(await place('rt-a1')).toBe(before.beside)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => place('sg-a')).toBe(before.moved)
})

test('what may not stand somewhere goes back, and says why', async ({ page }) => {
  const editor = await opened(page)
  const place = () => editor.box('node-a1').evaluate((element) => getComputedStyle(element).transform)
  const before = await place()
  await drag(page, 'node-a1', { dx: 330, dy: 330 })
  await expect(editor.notice).toContainText('A node stands in a cluster')
  expect(await place()).toBe(before)
})

test('several are marked with Shift, and move as one step', async ({ page }) => {
  const editor = await opened(page)
  await editor.box('sg-a').click()
  await editor.box('nacl-a').click({ modifiers: ['Shift'] })
  await expect(page.locator('.el.sel')).toHaveCount(2)
  await editor.box('nacl-a').focus()
  const top = (id: string) => editor.box(id).evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).f)
  const before = await top('sg-a')
  await page.keyboard.press('Shift+ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => top('sg-a')).toBe(before - 20)
  await expect(page.locator('[data-saving=saved]')).toBeVisible()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => top('sg-a')).toBe(before)
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled()
})

test('copies through the clipboard and by Ctrl D, and deletes', async ({ page }) => {
  const editor = await opened(page)
  const wanted = async (boxes: number) => expect(page.locator('[data-boxes]')).toHaveAttribute('data-boxes', String(boxes))
  const boxes = Number(await page.locator('[data-boxes]').getAttribute('data-boxes'))
  await editor.box('rt-public').click()
  await page.keyboard.press('ControlOrMeta+d')
  await wanted(boxes + 1)
  await page.keyboard.press('Delete')
  await wanted(boxes)
  await editor.box('rt-public').click()
  await page.keyboard.press('ControlOrMeta+c')
  await page.keyboard.press('ControlOrMeta+v')
  await wanted(boxes + 1)
})

test('a right click asks from there, and Escape leaves the menu', async ({ page, expectAccessible }) => {
  const editor = await opened(page)
  await editor.box('cassandra-a/1').click({ button: 'right' })
  await expect(editor.menu).toBeVisible()
  await expectAccessible()
  await page.keyboard.press('Escape')
  await expect(editor.menu).toBeHidden()
  await editor.box('cassandra-a/1').click({ button: 'right' })
  await editor.menu.getByRole('menuitem', { name: 'Can it reach' }).click()
  await expect(editor.from).toHaveValue('cassandra-a-1')
  await expect(editor.to).toBeFocused()
})

test('who looks for the next element while the last is being drawn goes on writing', async ({ page }) => {
  const editor = editorOf(page)
  await editor.open('new')
  await editor.drawn()
  await page.keyboard.press('/')
  await page.keyboard.type('site')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/vpc', { delay: 30 })
  await expect(editor.box('aws')).toBeVisible()
  await expect(editor.palette.getByRole('searchbox')).toHaveValue(/^\/?vpc$/)
  await expect(editor.palette.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(editor.box('vpc-1')).toBeFocused()
})

test('on a narrow screen the palette is a sheet', async ({ page, expectAccessible }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const editor = editorOf(page)
  await editor.open(MAIN)
  await editor.drawn()
  await expect(editor.palette).toBeHidden()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(editor.palette).toBeVisible()
  await expectAccessible()
  await editor.palette.getByRole('button', { name: 'Site', exact: true }).click()
  await expect(editor.palette).toBeHidden()
  await expect(editor.box('vpc-a')).toBeVisible()
})
