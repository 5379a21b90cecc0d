import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from './project.mjs'
import { run } from './run.mjs'

function packagesIn(file) {
  return existsSync(inRoot(file)) ? JSON.parse(readFileSync(inRoot(file), 'utf8')).packages : {}
}

/** npm writes what it installed into a lockfile of its own. What is optional there may be missing: it is another platform's. */
function isInstalled() {
  const { '': _root, ...locked } = packagesIn('package-lock.json')
  const installed = packagesIn('node_modules/.package-lock.json')
  const same = (path) => locked[path]?.version === installed[path]?.version && locked[path]?.integrity === installed[path]?.integrity
  const needed = Object.keys(locked).filter((path) => !locked[path].optional && !locked[path].devOptional)
  return [...needed, ...Object.keys(installed)].every(same)
}

/** Installs the locked dependencies where the lockfile differs from what is installed. */
export async function ensureInstalled() {
  if (isInstalled()) return
  console.log('Installing dependencies …')
  // Development dependencies too: NODE_ENV=production or omit=dev would leave them out.
  const { ok } = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
  if (!ok) throw new Error('npm ci failed; its message is above.')
}
