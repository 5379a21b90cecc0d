import { gzipSync } from 'node:zlib'
import { withBuiltSite } from '../browse.mjs'

export const title = 'Page'

/** Pages to measure, and what tells that each has mounted. */
const PAGES = [
  { name: 'gallery', path: '/', mounted: '.card .foot .g' },
  { name: 'example', path: '/design#cassandra-aws-gcp', mounted: '[data-drawn=true]' },
]
const TIMES = 7
/** As on a machine that many times slower than this one. */
const SLOWER = 4

/** Long tasks, from the first moment of the page on. */
function recordLongTasks() {
  globalThis.podwayLongTasks = []
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) globalThis.podwayLongTasks.push({ startTime, duration })
  }).observe({ type: 'longtask', buffered: true })
}

const scriptsFetched = () => performance.getEntriesByType('resource').map(({ name }) => name.split('#')[0]).filter((name) => new URL(name).pathname.endsWith('.js'))
const firstPaint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0

async function gzipKilobytes(context, urls) {
  const bodies = await Promise.all([...new Set(urls)].map(async (url) => (await context.request.get(url)).body()))
  return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) / 1000
}

/** What the browser itself loaded: the HTML's script tags leave out what scripts and workers fetch later. */
async function visit(browser, url, { path, mounted }, slowdown) {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.addInitScript(recordLongTasks)
  await page.goto(url + path)
  await page.waitForSelector(mounted)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(500)
  // Turbopack tells a worker its parts behind a "#".
  const entries = page.workers().map((worker) => worker.url().split('#')[0])
  const inWorkers = [...entries, ...(await Promise.all(page.workers().map((worker) => worker.evaluate(scriptsFetched)))).flat()]
  const inPage = (await page.evaluate(scriptsFetched)).filter((name) => !entries.includes(name))
  const painted = await page.evaluate(firstPaint)
  const tasks = await page.evaluate(() => globalThis.podwayLongTasks)
  const longest = (list) => Math.max(0, ...list.map(({ duration }) => duration))
  const visited = {
    page: await gzipKilobytes(context, inPage),
    worker: await gzipKilobytes(context, inWorkers),
    painted,
    longest: longest(tasks),
    longestAfterPaint: longest(tasks.filter(({ startTime }) => startTime >= painted)),
  }
  await context.close()
  return visited
}

async function visits(browser, url, target, slowdown) {
  const list = []
  for (let time = 0; time < TIMES; time++) list.push(await visit(browser, url, target, slowdown))
  return (name, unit, key) => ({ name: `${target.name}: ${name}`, unit, samples: list.map((one) => one[key]) })
}

async function measure(browser, url, target) {
  const here = await visits(browser, url, target, 1)
  const slower = await visits(browser, url, target, SLOWER)
  return [
    here('JavaScript of the page, gzip', 'kB', 'page'),
    here('JavaScript of the worker, gzip', 'kB', 'worker'),
    here('first contentful paint', 'ms', 'painted'),
    here('longest task (0: none over 50 ms)', 'ms', 'longest'),
    here('longest task after the first paint', 'ms', 'longestAfterPaint'),
    slower(`longest task, ${SLOWER} times slower`, 'ms', 'longest'),
  ]
}

export function run() {
  return withBuiltSite(async ({ browser, url }) => {
    const figures = []
    for (const target of PAGES) figures.push(...(await measure(browser, url, target)))
    return figures
  })
}
