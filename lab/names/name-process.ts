import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { coreDnsEnvironment, START_MS } from '@/lab/dns/coredns-process'
import type { RealServer } from './corefile'
import { spawnInside, type Inside } from './inside'

/** One query as the server that got it logs it: `remote` is the source address that it saw. */
export interface LoggedQuery { readonly remote: string; readonly transport: 'udp' | 'tcp'; readonly type: string; readonly name: string; readonly rcode: string }

export interface NameProcess { readonly queries: () => readonly LoggedQuery[]; readonly said: () => string; readonly close: () => Promise<void> }

/** Said once every socket is open. Source: coredns coremain/run.go Run: showVersion after caddy.Start. */
const LISTENING = /^CoreDNS-/m

/** Starts a CoreDNS inside a namespace and waits until it listens, as it says. The error is what it said before it ended. */
export async function startNameProcess(binary: string, folder: string, { corefile, files }: RealServer, inside: Inside): Promise<NameProcess | { readonly refused: string }> {
  for (const [path, content] of Object.entries({ Corefile: corefile, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const child = spawnInside(inside, [binary, '-conf', join(folder, 'Corefile')], { cwd: folder, env: coreDnsEnvironment() })
  let said = ''
  const ended = new Promise<void>(resolve => { child.once('close', () => resolve()) })
  const listening = new Promise<boolean>(resolve => {
    const timer = setTimeout(() => resolve(false), START_MS)
    const decide = (listens: boolean) => { clearTimeout(timer); resolve(listens) }
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => { said += String(data); if (LISTENING.test(said)) decide(true) })
    child.once('error', error => { said += error.message; decide(false) })
    child.once('close', () => decide(false))
  })
  const close = async () => { child.kill('SIGKILL'); await ended }
  if (await listening) return { queries: () => loggedQueries(said), said: () => said, close }
  await close()
  return { refused: said.trim() || 'it listens nowhere' }
}

const LINE = /podway (\S+) (udp|tcp) (\S+) (\S+) (\S+)$/gm

const loggedQueries = (said: string): readonly LoggedQuery[] => [...said.matchAll(LINE)].map(([, remote = '', transport, type = '', name = '', rcode = '']) =>
  ({ remote, transport: transport === 'tcp' ? 'tcp' : 'udp', type, name: name.replace(/\.$/, ''), rcode }))
