import type { Page } from '@playwright/test'

/** The gallery, as a person sees it. */
export const galleryOf = (page: Page) => ({
  open: () => page.goto('/'),
  cards: page.locator('li[data-example]'),
  card: (id: string) => page.locator(`li[data-example="${id}"]`),
  /** Looks at every example, down to the last, and waits until the engine has drawn and asked each. */
  answered: async () => {
    const cards = page.locator('li[data-example]')
    await cards.first().waitFor()
    for (const card of await cards.all()) await card.scrollIntoViewIfNeeded()
    await page.waitForFunction(() => document.querySelector('.pending') === null)
    await page.evaluate(() => scrollTo(0, 0))
  },
  name: (id: string) => page.locator(`li[data-example="${id}"] h3`).innerText(),
  ids: () => page.locator('li[data-example]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-example') ?? '')),
})
