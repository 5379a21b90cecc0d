import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { fingerprint, forget, remember, remembered } from './fingerprint.mjs'
import { inRoot } from './project.mjs'
import { runTool } from './run.mjs'

const SOURCES = [
  'app', 'components', 'lib', 'public',
  'next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json', 'scripts/build.mjs',
]
const STAMP = '.podway/build.stamp'

/** /view stands in view.html; hosts that know only folders find it in view/index.html. */
function alsoAsFolders() {
  for (const name of readdirSync(inRoot('out'))) {
    const page = /^([^_].*)\.html$/.exec(name)?.[1]
    if (page === undefined || page === 'index' || page === '404') continue
    mkdirSync(inRoot('out', page), { recursive: true })
    cpSync(inRoot('out', name), inRoot('out', page, 'index.html'))
  }
}

/** Builds the static site into out/ where its sources are not those it was last built from. */
export async function ensureBuilt() {
  const sources = fingerprint(SOURCES)
  if (remembered(STAMP) === sources && existsSync(inRoot('out', 'index.html'))) return
  console.log('Building …')
  forget(STAMP)
  // Next refuses to build under NODE_ENV=development.
  const { ok } = await runTool('next/dist/bin/next', ['build'], { env: { NODE_ENV: 'production' } })
  if (!ok) throw new Error('next build failed; its message is above.')
  alsoAsFolders()
  remember(STAMP, sources)
}
