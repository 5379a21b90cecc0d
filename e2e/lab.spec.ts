import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from './fixtures'
import { designOf } from './pages/design'

const run = promisify(execFile)
const SMALL = 'two-clouds-on-linux'
/** On the machine that judges, and only there, this runs as root with iproute2 and nftables installed. */
const HAS_KERNEL = process.env['CI'] === 'true' && process.platform === 'linux' && process.getuid?.() === 0

test('a design is taken away as a script that runs it on a Linux kernel', async ({ page, expectAccessible }) => {
  const design = designOf(page)
  const late: string[] = []
  await design.open(SMALL)
  await design.drawn()
  await page.waitForLoadState('networkidle')
  page.on('request', (request) => late.push(request.url()))
  await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Run as a lab' })
  const script = dialog.getByRole('textbox', { name: 'Script' })
  await expect(script).toHaveValue(/^#!\/usr\/bin\/env bash\n/)
  expect(late.filter((url) => url.endsWith('.js')), 'what makes the script is fetched when it is wanted').not.toEqual([])
  await expect(dialog).toContainText(/\d+ namespaces, \d+ probes, each with the answer that is expected/)
  await expect(dialog).toContainText('root or a system that allows user namespaces')
  await expect(dialog.getByRole('button', { name: 'Download' })).toBeFocused()
  await expectAccessible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible()

  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await downloading
  expect(download.suggestedFilename()).toBe('two-clouds-on-linux-lab.sh')
  const file = join(await mkdtemp(join(tmpdir(), 'podway-')), download.suggestedFilename())
  await download.saveAs(file)
  if (HAS_KERNEL) {
    const { stdout } = await run('bash', [file])
    expect(stdout).toMatch(/^\d+ probes, 0 differ from what was expected$/m)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('what a Linux kernel does in another way is said', async ({ page }) => {
  const design = designOf(page)
  await design.open('cassandra-aws-gcp')
  await design.drawn()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Run as a lab' }).click()
  await expect(page.getByRole('dialog')).toContainText('ipsec: packets of the same sizes, carried by the prober: vgw-a, vpn-b')
})

test('whoever looks at a shared design can run it, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const design = designOf(page)
  await design.open(SMALL)
  await design.drawn()
  await page.goto(await design.share())
  await design.drawn()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Run as a lab' }).click()
  const dialog = page.getByRole('dialog', { name: 'Run as a lab' })
  await expect(dialog.getByRole('button', { name: 'Download' })).toBeInViewport()
  expect(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
})
