/**
 * What `npm run shots` takes pictures of.
 *
 * `ready` tells that the page has settled; `prepare(page)`, optional, brings it into the state.
 */
const answered = '[data-drawn=true]'
const verdict = (page) => page.locator('.ask .verdict').waitFor()
const chooseBlocker = async (page) => {
  await verdict(page)
  if (await page.locator('.segments').isVisible()) await page.locator('.segments button').last().click()
  await page.locator('.l-blockers .chip-el').last().click()
}
const openRoute = async (page) => {
  await verdict(page)
  await page.locator('.l-forward .hop', { hasText: 'rt-a1' }).first().click()
}
const openLookup = async (page) => {
  await verdict(page)
  await page.getByRole('tab', { name: 'Lookup' }).click()
}

export const STATES = [
  { name: 'gallery', path: '/', ready: '.card .foot .g', prepare: (page) => page.waitForFunction(() => document.querySelector('.pending') === null) },
  { name: 'reachable', path: '/design#cassandra-aws-gcp', ready: answered, prepare: verdict },
  { name: 'evidence', path: '/design#cassandra-aws-gcp', ready: answered, prepare: openRoute },
  { name: 'blocker', path: '/design#cassandra-aws-gcp.nacl-no-ephemeral', ready: answered, prepare: chooseBlocker },
  { name: 'tunnels-down', path: '/design#cassandra-aws-gcp.tunnels-down', ready: answered, prepare: verdict },
  { name: 'peering', path: '/design#two-peered-vpcs', ready: answered, prepare: verdict },
  { name: 'lookup', path: '/design#cassandra-aws-gcp.stanza-missing', ready: answered, prepare: openLookup },
  { name: 'refused', path: '/design#no-such-design', ready: '.refused' },
  { name: 'not-found', path: '/no-such-page', ready: 'h1' },
]

export const THEMES = ['light', 'dark']
export const WIDTHS = [360, 768, 1440]
