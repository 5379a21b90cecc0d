import type { Page } from '@playwright/test'

/** My designs, as a person sees them. */
export const dashboardOf = (page: Page) => ({
  open: () => page.goto('/'),
  cards: page.locator('li[data-design]'),
  card: (name: string) => page.locator('li[data-design]').filter({ has: page.getByRole('link', { name, exact: true }) }),
  menu: async (name: string, item: string) => {
    await page.getByRole('button', { name: `More about ${name}`, exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  },
  /** Opens a file as if chosen in the browser's dialog. */
  openFile: async (name: string, text: string) => {
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Open file' }).click()
    await (await choosing).setFiles({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) })
  },
})

/** The open design as a document: its name, its history, whether it is kept. */
export const documentOf = (page: Page) => ({
  /** Opens a design of mine, an example, or `new`. */
  open: (id: string) => page.goto(`/design#${id}`),
  title: page.getByRole('heading', { level: 1 }),
  rename: async (name: string) => {
    await page.getByRole('heading', { level: 1 }).getByRole('button').click()
    await page.getByLabel('Name of the design').fill(name)
    await page.getByLabel('Name of the design').press('Enter')
  },
  saved: page.locator('[data-saving=saved]'),
  mark: page.locator('.save-mark'),
  warning: page.getByRole('alert').filter({ hasText: 'another tab' }),
  undo: page.getByRole('button', { name: 'Undo', exact: true }),
  redo: page.getByRole('button', { name: 'Redo', exact: true }),
  place: (kind: string) => page.getByRole('button', { name: new RegExp(`^${kind}\\b`) }).first().click(),
  id: () => new URL(page.url()).hash.slice(1),
})
