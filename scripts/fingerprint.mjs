import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from './project.mjs'

function* filesUnder(path) {
  if (!existsSync(inRoot(path))) return
  if (statSync(inRoot(path)).isFile()) return yield path
  const entries = readdirSync(inRoot(path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.isDirectory()) yield* filesUnder(join(path, entry.name))
    else if (!/\.test\.[a-z]+$/.test(entry.name)) yield join(path, entry.name)
  }
}

/** A hash over the names and contents of files and folders, tests left out. */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of filesUnder(path)) hash.update(`${file}\0`).update(readFileSync(inRoot(file))).update('\0')
  }
  return hash.digest('hex')
}

/** What a stamp file says, or nothing. */
export function remembered(stamp) {
  return existsSync(inRoot(stamp)) ? readFileSync(inRoot(stamp), 'utf8') : undefined
}

export function remember(stamp, value) {
  mkdirSync(dirname(inRoot(stamp)), { recursive: true })
  writeFileSync(inRoot(stamp), value)
}

export function forget(stamp) {
  rmSync(inRoot(stamp), { force: true })
}
