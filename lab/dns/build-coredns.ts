import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { runProgram } from '@/lab/process'

const SOURCE = 'lab/coredns'
const BUILT = '.podway/coredns'

/** Where the CoreDNS of this source stands once it is built. The project must be the working folder. */
function coreDnsFile(): string {
  const hash = createHash('sha256')
  for (const file of filesBelow(SOURCE)) hash.update(file).update(readFileSync(file))
  return resolve(BUILT, hash.digest('hex').slice(0, 16), 'coredns')
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder).sort().map(name => join(folder, name)).flatMap(path => (statSync(path).isDirectory() ? filesBelow(path) : [path]))

export const hasCoreDns = (): boolean => existsSync(coreDnsFile())
export const hasGo = (): boolean => spawnSync('go', ['version']).status === 0

/** Builds CoreDNS unless it stands there already; gives its path. Throws where Go or a module is missing. Takes minutes on a new machine. */
export async function buildCoreDns(): Promise<string> {
  const file = coreDnsFile()
  if (existsSync(file)) return file
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  const { exit, messages } = await runProgram('go', ['-C', SOURCE, 'build', '-mod=readonly', '-trimpath', '-ldflags=-s -w', '-o', unfinished, '.'], '', { CGO_ENABLED: '0' })
  if (exit !== 0) throw new Error(`CoreDNS cannot be built: ${messages.slice(-800).trim()}`)
  renameSync(unfinished, file)
  return file
}
