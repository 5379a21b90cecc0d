import type { Page } from '@playwright/test'

/** The gallery, as a person sees it. */
export const galleryOf = (page: Page) => ({
  open: () => page.goto('/'),
  cards: page.locator('li[data-example]'),
  card: (id: string) => page.locator(`li[data-example="${id}"]`),
  /** Waits until the engine has drawn and asked every example. */
  answered: () => page.waitForFunction(() => document.querySelectorAll('li[data-example]').length > 0 && document.querySelector('.pending') === null),
  name: (id: string) => page.locator(`li[data-example="${id}"] h3`).innerText(),
  ids: () => page.locator('li[data-example]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-example') ?? '')),
})
