import { parseArgs } from 'node:util'
import { withBuiltSite } from './browse.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './project.mjs'
import { STATES, THEMES, WIDTHS } from './shot-states.mjs'

async function shoot(browser, url, { name, path, ready, prepare }, colorScheme, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(url + path)
  await page.waitForSelector(ready)
  await prepare?.(page)
  await page.screenshot({ path: inRoot('shots', `${name}-${colorScheme}-${width}.png`) })
  await context.close()
}

/** `npm run shots [-- --only name]` */
try {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const states = STATES.filter(({ name }) => values.only === undefined || values.only.split(',').includes(name))
  if (states.length === 0) throw new Error(`There is no state "${values.only}"; there are ${STATES.map(({ name }) => name).join(', ')}.`)
  await ensureInstalled()
  await withBuiltSite(async ({ browser, url }) => {
    for (const state of states) for (const theme of THEMES) for (const width of WIDTHS) await shoot(browser, url, state, theme, width)
  })
  console.log(`${states.length * THEMES.length * WIDTHS.length} pictures in shots/`)
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}
