import { findBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { serve } from './serve.mjs'

/** Builds and serves the site, opens a browser, and cleans up behind `use({ browser, url })`. */
export async function withBuiltSite(use) {
  const executablePath = await findBrowser()
  await ensureBuilt()
  const server = await serve({ port: 0 })
  const { chromium } = await import('@playwright/test')
  const browser = await chromium.launch({ executablePath })
  try {
    return await use({ browser, url: server.url })
  } finally {
    await browser.close()
    await server.close()
  }
}
