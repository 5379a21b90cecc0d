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

/** Clicks where a person would: on the strip of a box that holds others. */
const choose = async (page, id) => {
  const box = page.locator(`:is(.react-flow__node[data-id="${id}"], .react-flow__node[data-id="${id}/0"])`)
  const strip = box.locator('.strip b')
  await ((await strip.count()) > 0 ? strip : box).first().click({ timeout: 5000 }).catch(() => undefined)
}
const chosen = (id) => async (page) => {
  await verdict(page)
  await choose(page, id)
}
const openCorefile = async (page) => {
  await chosen('coredns-a')(page)
  await page.locator('.inspector .field.code').first().evaluate((code) => code.scrollIntoView({ block: 'center' }))
}
const wrongRange = async (page) => {
  await chosen('vpc-a')(page)
  const range = page.locator('.inspector .list input').first()
  await range.fill('10.10.0.1/16')
  await range.press('Enter')
  await page.locator('.inspector .said p').first().waitFor()
}
const openMenu = async (page) => {
  await verdict(page)
  await page.locator('.react-flow__node[data-id="cassandra-a/0"]').click({ button: 'right', timeout: 5000 }).catch(() => undefined)
}
const connecting = async (page) => {
  await verdict(page)
  const add = page.getByRole('button', { name: 'Add', exact: true })
  if (await add.isVisible()) await add.click()
  const peering = page.getByRole('complementary', { name: 'Palette' }).getByRole('button', { name: 'Peering', exact: true })
  if (await peering.isVisible()) await peering.click()
}
const carrying = async (page) => {
  await verdict(page)
  const item = page.getByRole('complementary', { name: 'Palette' }).getByRole('button', { name: 'Workload', exact: true })
  if (!(await item.isVisible())) return
  const { x, y } = await item.boundingBox()
  await page.mouse.move(x + 20, y + 10)
  await page.mouse.down()
  await page.mouse.move(x + 80, y + 10, { steps: 4 })
  const to = await page.locator('.react-flow__node[data-id="vpc-a"] .strip b').boundingBox()
  await page.mouse.move(to.x + 40, to.y + 60, { steps: 6 })
}
const share = async (page) => {
  await verdict(page)
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByRole('textbox', { name: 'Link' }).waitFor()
}
const view = async (page) => {
  await share(page)
  await page.goto(await page.getByRole('textbox', { name: 'Link' }).inputValue())
  await page.waitForSelector(answered)
  await verdict(page)
}
/** The examples that can be seen are drawn and asked. */
const inSight = (page) => page.waitForFunction(() => {
  const seen = [...document.querySelectorAll('li[data-example]')].filter((card) => card.getBoundingClientRect().top < innerHeight)
  return seen.every((card) => card.querySelector('.pending') === null)
})
/** Makes two designs of one's own from examples, by editing them. */
const mine = async (page) => {
  for (const id of ['cassandra-aws-gcp', 'cassandra-aws-gcp.tunnels-down']) {
    const { origin } = new URL(page.url())
    await page.goto('about:blank')
    await page.goto(`${origin}/design#${id}`)
    await page.waitForSelector(answered)
    await page.getByRole('heading', { level: 1 }).getByRole('button').click()
    await page.getByLabel('Name of the design').fill(id === 'cassandra-aws-gcp' ? 'Cassandra, our own' : 'Drill: both tunnels down')
    await page.getByLabel('Name of the design').press('Enter')
    await page.locator('[data-saving=saved]').waitFor()
  }
  await page.goto(new URL('/', page.url()).href)
  await page.waitForFunction(() => document.querySelectorAll('li[data-design]').length === 2 && document.querySelector('li[data-design] .pending') === null)
  await inSight(page)
}
/** Opens a dialog from the menu "More". */
const runAsLab = async (page) => {
  await verdict(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /lab/i }).click()
  await page.getByRole('dialog').locator('pre, textarea').first().waitFor()
}
const tab = (name) => async (page) => {
  await verdict(page)
  await page.getByRole('tab', { name }).first().click()
}

export const STATES = [
  { name: 'gallery', path: '/', ready: '.card .foot .g', prepare: inSight },
  { name: 'dashboard', path: '/', ready: '.card .foot .g', prepare: mine },
  { name: 'empty', path: '/design#new', ready: answered },
  { name: 'reachable', path: '/design#cassandra-aws-gcp', ready: answered, prepare: verdict },
  { name: 'evidence', path: '/design#cassandra-aws-gcp', ready: answered, prepare: openRoute },
  { name: 'inspector-vpc', path: '/design#cassandra-aws-gcp', ready: answered, prepare: chosen('vpc-a') },
  { name: 'inspector-routes', path: '/design#cassandra-aws-gcp', ready: answered, prepare: chosen('rt-a1') },
  { name: 'inspector-rules', path: '/design#cassandra-aws-gcp', ready: answered, prepare: chosen('sg-a') },
  { name: 'inspector-corefile', path: '/design#cassandra-aws-gcp', ready: answered, prepare: openCorefile },
  { name: 'field-error', path: '/design#cassandra-aws-gcp', ready: answered, prepare: wrongRange },
  { name: 'menu', path: '/design#cassandra-aws-gcp', ready: answered, prepare: openMenu },
  { name: 'connecting', path: '/design#cassandra-aws-gcp', ready: answered, prepare: connecting },
  { name: 'carrying', path: '/design#cassandra-aws-gcp', ready: answered, prepare: carrying },
  { name: 'tables', path: '/design#cassandra-aws-gcp', ready: answered, prepare: tab(/^Tables/) },
  { name: 'problems', path: '/design#cassandra-aws-gcp.gke-no-coredns', ready: answered, prepare: tab(/^Problems/) },
  { name: 'share', path: '/design#cassandra-aws-gcp', ready: answered, prepare: share },
  { name: 'view', path: '/design#cassandra-aws-gcp', ready: answered, prepare: view },
  { name: 'blocker', path: '/design#cassandra-aws-gcp.nacl-no-ephemeral', ready: answered, prepare: chooseBlocker },
  { name: 'tunnels-down', path: '/design#cassandra-aws-gcp.tunnels-down', ready: answered, prepare: verdict },
  { name: 'peering', path: '/design#two-peered-vpcs', ready: answered, prepare: verdict },
  { name: 'lookup', path: '/design#cassandra-aws-gcp.stanza-missing', ready: answered, prepare: openLookup },
  { name: 'discovery', path: '/design#cassandra-aws-gcp-forwarding', ready: answered, prepare: openLookup },
  { name: 'lookup-notes', path: '/design#peered-names.node-local', ready: answered, prepare: openLookup },
  { name: 'lab', path: '/design#two-clouds-on-linux', ready: answered, prepare: runAsLab },
  { name: 'refused', path: '/design#no-such-design', ready: '.refused' },
  { name: 'damaged-link', path: '/view#p1.hZfibwAKit1YXW8bRRSd', ready: '.refused' },
  { name: 'not-found', path: '/no-such-page', ready: 'h1' },
]

export const THEMES = ['light', 'dark']
export const WIDTHS = [360, 768, 1440]
