import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, runTool } from './run.mjs'

const NAMES = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser']
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

function programsOnPath() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** A file is not enough: Ubuntu's chromium-browser only prints that it wants a snap. */
async function starts(program) {
  return existsSync(program) && (await run(program, ['--version'], { quiet: true, timeoutSeconds: 30 })).ok
}

async function installed() {
  for (const program of [...programsOnPath(), ...ELSEWHERE]) if (await starts(program)) return program
  return undefined
}

async function fromSystemPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('No Chromium here: installing the package of the system …')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env, quiet: true, timeoutSeconds: 120 })
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, quiet: true, timeoutSeconds: 300 })
  return installed()
}

async function fromPlaywright() {
  const { chromium } = await import('@playwright/test')
  if (await starts(chromium.executablePath())) return chromium.executablePath()
  console.log("Installing Playwright's own Chromium …")
  await runTool('@playwright/test/cli.js', ['install', 'chromium'], { timeoutSeconds: 300 })
  return (await starts(chromium.executablePath())) ? chromium.executablePath() : undefined
}

/** The path of a Chromium that starts: the one named, an installed one, the system's package, or Playwright's own. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (await starts(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which does not start.`)
  }
  const found = (await installed()) ?? (await fromSystemPackage()) ?? (await fromPlaywright())
  if (found === undefined) throw new Error('No Chromium could be found or installed. Install one and name it in CHROMIUM_PATH.')
  return found
}
