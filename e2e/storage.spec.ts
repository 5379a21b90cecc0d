import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { dashboardOf, documentOf } from './pages/dashboard'

/** A design of mine, open and kept. */
async function begun(page: Page, name: string): Promise<string> {
  const design = documentOf(page)
  await design.open('new')
  await design.rename(name)
  await expect(design.saved).toBeVisible()
  return design.id()
}

async function alsoOpen(context: BrowserContext, id: string): Promise<Page> {
  const page = await context.newPage()
  await documentOf(page).open(id)
  await expect(documentOf(page).saved).toBeVisible()
  return page
}

test('an edit is kept within half a second, and undone steps are kept, too', async ({ page }) => {
  const design = documentOf(page)
  const id = await begun(page, 'One')
  const started = Date.now()
  await design.rename('Two')
  await expect(design.title).toHaveText('Two')
  await expect(design.saved).toBeVisible()
  // The clicks of the test itself take their part of it.
  expect(Date.now() - started).toBeLessThan(1500)
  await design.undo.click()
  await expect(design.title).toHaveText('One')
  await expect(design.saved).toBeVisible()
  await expect(design.redo).toBeEnabled()
  await design.open(id)
  await page.reload()
  await expect(design.title).toHaveText('One')
  await expect(design.undo).toBeDisabled()
})

test('undo and redo by keyboard', async ({ page }) => {
  const design = documentOf(page)
  await begun(page, 'One')
  await design.rename('Two')
  await expect(design.title).toHaveText('Two')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(design.title).toHaveText('One')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(design.title).toHaveText('Untitled design')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(design.title).toHaveText('Untitled design')
  await page.keyboard.press('ControlOrMeta+y')
  await expect(design.title).toHaveText('One')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(design.title).toHaveText('Two')
})

test('two tabs: the slower one learns at once, overwrites nothing, and may take the other\'s', async ({ page, context }) => {
  const [here, id] = [documentOf(page), await begun(page, 'Mine')]
  const there = documentOf(await alsoOpen(context, id))
  await here.rename('From here')
  await expect(here.saved).toBeVisible()
  await expect(there.warning).toBeVisible()
  await there.rename('From there')
  await expect(there.title).toHaveText('From there')
  await expect(there.mark).toHaveText('Not saved')
  await expect(here.saved).toBeVisible()
  await expect(here.warning).toHaveCount(0)
  await there.warning.getByRole('button', { name: 'Take the other’s' }).click()
  await expect(there.title).toHaveText('From here')
  await expect(there.saved).toBeVisible()
  await there.rename('Third')
  await expect(there.saved).toBeVisible()
  await expect(here.warning).toBeVisible()
})

test('two tabs: mine goes on as a copy, and both are kept', async ({ page, context }) => {
  const [here, id] = [documentOf(page), await begun(page, 'Mine')]
  const other = await alsoOpen(context, id)
  const there = documentOf(other)
  await here.rename('From here')
  await expect(there.warning).toBeVisible()
  await there.rename('From there')
  await expect(there.title).toHaveText('From there')
  await there.warning.getByRole('button', { name: 'Keep mine as a copy' }).click()
  await expect(there.title).toHaveText('From there (copy)')
  await expect(there.saved).toBeVisible()
  await expect(there.warning).toHaveCount(0)
  expect(there.id()).not.toBe(id)
  const dashboard = dashboardOf(page)
  await dashboard.open()
  await expect(dashboard.card('From here')).toBeVisible()
  await expect(dashboard.card('From there (copy)')).toBeVisible()
  await expect(dashboard.cards).toHaveCount(2)
})

test('two tabs that do not hear of each other: the store itself refuses the older one', async ({ page, context }) => {
  await context.addInitScript(() => {
    BroadcastChannel.prototype.postMessage = () => {}
  })
  const [here, id] = [documentOf(page), await begun(page, 'Mine')]
  const there = documentOf(await alsoOpen(context, id))
  await here.rename('From here')
  await expect(here.saved).toBeVisible()
  await expect(there.warning).toHaveCount(0)
  await there.rename('From there')
  await expect(there.warning).toBeVisible()
  await expect(there.mark).toHaveText('Not saved')
  await page.reload()
  await expect(here.title).toHaveText('From here')
})

test('a design that is deleted elsewhere says so, and comes back when that is undone', async ({ page, context }) => {
  const [here, id] = [documentOf(page), await begun(page, 'Mine')]
  const other = await context.newPage()
  const dashboard = dashboardOf(other)
  await dashboard.open()
  await expect(dashboard.card('Mine')).toBeVisible()
  await dashboard.menu('Mine', 'Delete')
  const gone = page.getByRole('alert').filter({ hasText: 'deleted elsewhere' })
  await expect(gone).toBeVisible()
  await here.rename('Still here')
  await expect(here.mark).toHaveText('Not saved')
  await other.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(gone).toHaveCount(0)
  await expect(here.saved).toBeVisible()
  expect(here.id()).toBe(id)
  await expect(dashboard.card('Still here')).toBeVisible()
})

/** Numbers that look random and are the same every time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const MOMENTS = 25

async function kill(page: Page, how: 'closed' | 'crashed'): Promise<void> {
  if (how === 'crashed') {
    const devtools = await page.context().newCDPSession(page)
    // The answer never comes: there is nobody left to give it.
    void devtools.send('Page.crash').catch(() => {})
    await page.waitForEvent('crash')
  }
  await page.close({ runBeforeUnload: false })
}

for (const seed of [1, 2]) {
  test(`a page that is killed at ${MOMENTS} random moments finds every edit whose mark was shown (${seed})`, async ({ context, page }) => {
    test.setTimeout(300_000)
    const random = numbers(seed)
    const id = await begun(page, 'Edit 0')
    await page.close()
    let edits = 0
    let shown = 0
    await context.addInitScript(() => {
      const tell = () => {
        if (document.querySelector('[data-saving=saved]') !== null) console.debug(`kept ${document.querySelector('h1')?.textContent ?? ''}`)
      }
      new MutationObserver(tell).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-saving'] })
    })
    for (let moment = 0; moment < MOMENTS; moment++) {
      const victim = await context.newPage()
      victim.on('console', (message) => {
        const [, number] = /^kept Edit (\d+)$/.exec(message.text()) ?? []
        if (number !== undefined) shown = Math.max(shown, Number(number))
      })
      const design = documentOf(victim)
      await design.open(id)
      await expect(design.saved).toBeVisible()
      const [, found] = /^Edit (\d+)$/.exec(await design.title.innerText()) ?? []
      expect(Number(found)).toBeGreaterThanOrEqual(shown)
      const enough = edits + Math.floor(random() * 3)
      const editing = (async () => {
        for (;;) {
          await design.rename(`Edit ${++edits}`)
          await victim.waitForTimeout(random() * 400)
        }
      })().catch(() => {})
      await expect.poll(() => edits, { intervals: [5] }).toBeGreaterThan(enough)
      await victim.waitForTimeout(random() * 300)
      await kill(victim, moment % 2 === 0 ? 'closed' : 'crashed')
      await editing
    }
    expect(shown).toBeGreaterThan(MOMENTS / 2)
    const last = await context.newPage()
    await documentOf(last).open(id)
    await expect(documentOf(last).saved).toBeVisible()
    const [, found] = /^Edit (\d+)$/.exec(await documentOf(last).title.innerText()) ?? []
    expect(Number(found)).toBeGreaterThanOrEqual(shown)
  })
}
