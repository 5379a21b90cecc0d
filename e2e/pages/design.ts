import type { Page } from '@playwright/test'

/** A design with its answer, as a person sees it. */
export const designOf = (page: Page) => ({
  open: (id: string) => page.goto(`/design#${id}`),
  /** Waits until every box and line is drawn. */
  drawn: () => page.locator('[data-drawn=true]').waitFor(),
  boxes: page.locator('.react-flow__node'),
  box: (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`),
  line: (id: string) => page.locator(`.react-flow__edge[data-id="${id}"]`),
  from: page.getByRole('combobox', { name: 'From', exact: true }),
  to: page.getByRole('combobox', { name: 'To a name, a pod or an address' }),
  port: page.getByRole('textbox', { name: 'Port', exact: true }),
  verdict: page.getByRole('search').getByRole('status'),
  lane: (name: string) => page.getByRole('region', { name, exact: true }),
  /** An input of the inspector, by its title. */
  field: (name: string | RegExp) => page.getByRole('complementary', { name: 'Inspector' }).getByLabel(name, { exact: typeof name === 'string' }),
  /** Chooses an element by the keyboard of its box, wherever it stands. */
  choose: async (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`).click({ position: { x: 12, y: 8 } }),
  /** Opens the dialog with the link, and gives the link. */
  share: async () => {
    await page.getByRole('button', { name: 'Share' }).click()
    return page.getByRole('textbox', { name: 'Link' }).inputValue()
  },
  inspector: page.getByRole('complementary', { name: 'Inspector' }),
})
