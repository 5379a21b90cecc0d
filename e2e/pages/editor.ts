import type { Locator, Page } from '@playwright/test'
import { designOf } from './design'

interface Spot { readonly x: number; readonly y: number }

/** The editor, as a person sees it, with a mouse. */
export const editorOf = (page: Page) => {
  const design = designOf(page)
  const box = (id: string) => design.box(id)
  const palette = page.getByRole('complementary', { name: 'Palette' })
  const inspector = design.inspector
  const middle = async (locator: Locator): Promise<Spot> => {
    const at = await locator.boundingBox()
    if (at === null) throw new Error(`${String(locator)} is not drawn`)
    return { x: at.x + at.width / 2, y: at.y + at.height / 2 }
  }
  return {
    ...design, box, palette, inspector, middle,
    canvas: page.locator('.canvas'),
    /** A new, empty design, from the dashboard. */
    openNew: async () => {
      await page.goto('/')
      await page.getByRole('link', { name: 'New design' }).click()
      await page.locator('[data-drawn]').waitFor()
    },
    item: (title: string) => palette.getByRole('button', { name: title, exact: true }),
    notice: page.locator('.notice'),
    menu: page.getByRole('menu'),
  }
}
