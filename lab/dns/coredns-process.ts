import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

/** A CoreDNS that runs. */
export interface CoreDns { readonly said: () => string; readonly close: () => Promise<void> }

export interface CoreDnsStart {
  readonly binary: string
  /** An existing folder for its Corefile. */
  readonly folder: string
  readonly name: string
  readonly corefile: string
  /** Where it will listen. */
  readonly sockets: readonly { readonly address: string; readonly port: number }[]
}

/** The kubernetes plugin waits up to 5 s for its API server before anything listens. */
export const START_MS = 15_000
/** One thread and less collecting of garbage: many run at once, each for a few questions. Source: Go's package runtime, GOMAXPROCS and GOGC. */
export const coreDnsEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, GOMAXPROCS: '1', GOGC: '400' })
const POLL_MS = 20

/** Starts CoreDNS with a Corefile and waits until it listens. The error is what it said before it ended. */
export async function startCoreDns({ binary, folder, name, corefile, sockets }: CoreDnsStart): Promise<CoreDns | { readonly refused: string }> {
  const file = join(folder, `${name}.corefile`)
  writeFileSync(file, corefile)
  const child = spawn(binary, ['-quiet', '-conf', file], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder, env: coreDnsEnvironment() })
  let said = ''
  child.on('error', error => { said += error.message })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => { said += String(data) })
  const deadline = performance.now() + START_MS
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const listening = await Promise.all(sockets.map(isListening))
    if (listening.every(Boolean)) return { said: () => said, close: () => stop(child) }
    await new Promise(resolve => { setTimeout(resolve, POLL_MS) })
  }
  await stop(child)
  return { refused: said.trim() || 'it listens nowhere' }
}

function isListening({ address, port }: CoreDnsStart['sockets'][number]): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: address, port })
    const end = (listens: boolean) => { socket.destroy(); resolve(listens) }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
