import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const SOURCE = 'lab/coredns'
const BUILT = '.podway/coredns'

/** Where the CoreDNS of this source stands once it is built. The project must be the working folder. */
export function coreDnsFile(): string {
  const hash = createHash('sha256')
  for (const file of filesBelow(SOURCE)) hash.update(file).update(readFileSync(file))
  return resolve(BUILT, hash.digest('hex').slice(0, 16), 'coredns')
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder).sort().map(name => join(folder, name)).flatMap(path => (statSync(path).isDirectory() ? filesBelow(path) : [path]))

export const hasCoreDns = (): boolean => existsSync(coreDnsFile())
export const hasGo = (): boolean => spawnSync('go', ['version']).status === 0

/** Builds CoreDNS unless it stands there already; returns its path. Throws where Go or a module is missing. Takes minutes on a new machine. */
export function buildCoreDns(): string {
  const file = coreDnsFile()
  if (existsSync(file)) return file
  mkdirSync(join(file, '..'), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  const { status, stderr, error } = spawnSync('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', unfinished, '.'],
    { cwd: SOURCE, encoding: 'utf8', env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' } })
  if (status !== 0) throw new Error(`CoreDNS cannot be built: ${error?.message ?? stderr.slice(-800)}`)
  renameSync(unfinished, file)
  return file
}
