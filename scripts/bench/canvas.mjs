import { withBuiltSite } from '../browse.mjs'
import { inRoot } from '../project.mjs'

export const title = 'Canvas: frames while a box is dragged and while the drawing is panned, beside a bare React Flow page with as many plain nodes'

const SIZES = [300, 1000]
const STEPS = 90
/** Boxes that one VPC of the generated design is drawn with: itself, five subnets, four groups, a cluster, three nodes, fifteen pods. */
const PER_VPC = 29

function vpc(at) {
  const [block, third] = [Math.floor(at / 200), at % 200]
  const id = `v${at}`
  const net = `10.${10 + block * 60 + Math.floor(third / 4)}.${(third % 4) * 64}`
  const [a, b, c] = net.split('.').map(Number)
  const subnet = (n) => `${a}.${b}.${c + n}`
  const elements = { [id]: { kind: 'vpc', parent: 'aws', cidrs: [`${a}.${b}.${c}.0/18`] }, [`${id}-c`]: { kind: 'cluster', parent: id, services: '172.20.0.0/16', network: { mechanism: 'aws-vpc-cni' } } }
  for (let n = 0; n < 5; n++) elements[`${id}-s${n}`] = { kind: 'subnet', parent: id, cidr: `${subnet(n)}.0/24` }
  for (let n = 0; n < 4; n++) elements[`${id}-g${n}`] = { kind: 'security-group', parent: id }
  for (let n = 0; n < 3; n++) elements[`${id}-n${n}`] = { kind: 'node', parent: `${id}-c`, subnet: `${id}-s${n}`, address: `${subnet(n)}.10`, securityGroups: [`${id}-g0`] }
  for (let w = 0; w < 5; w++) elements[`${id}-w${w}`] = { kind: 'workload', parent: `${id}-c`, pods: [0, 1, 2].map((n) => ({ node: `${id}-n${n}`, address: `${subnet(n)}.${20 + w}` })) }
  return elements
}

/** A design that is drawn with about so many boxes; JSON is YAML, too. */
function designOf(boxes) {
  const vpcs = Math.round((boxes - 1) / PER_VPC)
  const elements = Object.assign({ aws: { kind: 'site', provider: 'aws' } }, ...Array.from({ length: vpcs }, (_, at) => vpc(at)))
  return JSON.stringify({ podway: 1, name: `${boxes} boxes`, elements })
}

/** Times between frames, in ms, while the mouse goes from a point along a way. */
async function frames(page, { x, y }, { dx, dy }) {
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.evaluate(() => {
    globalThis.podwayFrames = []
    let last = performance.now()
    const tick = (now) => {
      globalThis.podwayFrames.push(now - last)
      last = now
      globalThis.podwayTick = requestAnimationFrame(tick)
    }
    globalThis.podwayTick = requestAnimationFrame(tick)
  })
  for (let step = 1; step <= STEPS; step++) await page.mouse.move(x + (dx * step) / STEPS, y + (dy * step) / STEPS)
  const samples = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.podwayTick)
    return globalThis.podwayFrames.slice(1)
  })
  await page.mouse.up()
  return samples
}

/** The middle of the node nearest to the middle of the room: nearer to its edges React Flow pans by itself. */
const central = (page, selector) =>
  page.evaluate((nodes) => {
    const middle = (element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    }
    const room = middle(document.querySelector('.react-flow'))
    const off = ({ x, y }) => Math.hypot(x - room.x, y - room.y)
    return [...document.querySelectorAll(nodes)].map(middle).sort((a, b) => off(a) - off(b))[0]
  }, selector)

async function open(browser, url, boxes) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })).newPage()
  await page.goto(url)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open file' }).click()
  await (await chooser).setFiles({ name: 'bench.yaml', mimeType: 'text/plain', buffer: Buffer.from(designOf(boxes)) })
  await page.waitForSelector('[data-drawn=true]', { timeout: 180_000 })
  await page.waitForTimeout(1500)
  const drawn = await page.locator('.react-flow__node').count()
  return { page, drawn }
}

async function bare(browser, url, script, boxes) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  const { css, js } = script
  await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><style>${css} html,body,#root{height:100%;margin:0}</style><div id=root></div><script>${js}</script>` }))
  await page.goto(`${url}/bare#${boxes}`)
  await page.locator('.react-flow__node').nth(boxes - 1).waitFor({ timeout: 60_000 })
  await page.waitForTimeout(1000)
  return page
}

async function bundled() {
  const { build } = await import('esbuild')
  const { readFileSync } = await import('node:fs')
  const { outputFiles } = await build({ absWorkingDir: inRoot(), entryPoints: ['scripts/bare-flow.mjs'], bundle: true, write: false, minify: true, format: 'iife', define: { 'process.env.NODE_ENV': '"production"' } })
  return { js: outputFiles[0].text.replaceAll('</script', '<\\/script'), css: readFileSync(inRoot('node_modules/@xyflow/react/dist/style.css'), 'utf8') }
}

export function run() {
  return withBuiltSite(async ({ browser, url }) => {
    const script = await bundled()
    const figures = []
    for (const boxes of SIZES) {
      const { page, drawn } = await open(browser, url, boxes)
      const card = await central(page, '.react-flow__node:has(.k-security-group)')
      figures.push({ name: `Podway, ${drawn} boxes: drag`, unit: 'ms', samples: await frames(page, card, { dx: 60, dy: 30 }) })
      await page.waitForTimeout(2000)
      const pane = await page.locator('.react-flow__pane').boundingBox()
      const ground = { x: pane.x + pane.width - 12, y: pane.y + pane.height / 2 }
      figures.push({ name: `Podway, ${drawn} boxes: pan`, unit: 'ms', samples: await frames(page, ground, { dx: -200, dy: 60 }) })
      await page.context().close()
      const plain = await bare(browser, url, script, drawn)
      figures.push({ name: `React Flow alone, ${drawn} nodes: drag`, unit: 'ms', samples: await frames(plain, await central(plain, '.react-flow__node'), { dx: 60, dy: 30 }) })
      figures.push({ name: `React Flow alone, ${drawn} nodes: pan`, unit: 'ms', samples: await frames(plain, { x: 1430, y: 890 }, { dx: -200, dy: -60 }) })
      await plain.context().close()
    }
    return figures
  })
}
