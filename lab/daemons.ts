import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { formatCidr } from '@/lib/net/cidr'
import { birdDaemons, DAEMON_TABLE, type Daemon } from '@/lib/lab/bird'
import { plan } from '@/lib/lab/build'
import { nameEverything } from '@/lib/lab/names'
import type { NameOf } from '@/lib/lab/emit/ip'
import type { Network } from '@/lib/network/network'
import type { Kernel } from './kernel'
import { runProgram } from './process'
import { runPlan } from './run-plan'

/** What a daemon has in its table, against what route exchange has settled: routes as "prefix via next hop". */
export interface TableCompared { readonly device: string; readonly missing: readonly string[]; readonly extra: readonly string[]; readonly equal: number }

const PATIENCE_MS = 12_000
const PAUSE_MS = 250

/**
 * Runs BIRD for every BGP speaker in the namespaces of the configured (not yet settled) Network, waits until the tables equal what
 * `settled` says or patience ends, and compares them.
 */
export async function compareDaemons(configured: Network, settled: Network, kernel: Kernel): Promise<readonly TableCompared[]> {
  const daemons = birdDaemons(configured, nameEverything(configured))
  if (daemons.length === 0) return []
  const folder = mkdtempSync(path.join(tmpdir(), 'podway-bird-'))
  const children: ChildProcess[] = []
  let compared: readonly TableCompared[] = []
  try {
    const { refused } = await runPlan(plan(configured, [], kernel.capabilities), kernel.agent, { then: async nameOf => {
      children.push(...daemons.map(daemon => startBird(daemon, folder, nameOf)))
      compared = await settle(daemons, settled, nameOf)
      await stop(children)
    } })
    if (refused.length > 0) throw new Error(`the kernel refused: ${refused[0] ?? ''}`)
    return compared
  } finally {
    await stop(children)
    rmSync(folder, { recursive: true, force: true })
  }
}

function startBird({ namespace, config }: Daemon, folder: string, nameOf: NameOf): ChildProcess {
  const file = path.join(folder, namespace)
  writeFileSync(`${file}.conf`, config)
  return spawn('ip', ['netns', 'exec', nameOf(namespace), 'bird', '-f', '-c', `${file}.conf`, '-s', `${file}.ctl`, '-P', `${file}.pid`], { stdio: ['ignore', 'ignore', 'inherit'] })
}

const stop = (children: readonly ChildProcess[]) => Promise.all(children.map(child => new Promise<void>(resolve => {
  if (child.exitCode !== null || child.signalCode !== null) return resolve()
  child.once('close', () => resolve())
  child.kill('SIGTERM')
})))

async function settle(daemons: readonly Daemon[], settled: Network, nameOf: NameOf): Promise<readonly TableCompared[]> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const compared = await Promise.all(daemons.map(daemon => compareTable(daemon, settled, nameOf)))
    if (compared.every(one => one.missing.length === 0 && one.extra.length === 0) && waited > 0) return compared
    if (waited >= PATIENCE_MS) return compared
    await new Promise(resolve => { setTimeout(resolve, PAUSE_MS) })
  }
}

async function compareTable({ device, namespace, speaker }: Daemon, settled: Network, nameOf: NameOf): Promise<TableCompared> {
  const expected = new Set((settled.devices.get(device)?.tables.find(table => table.id === speaker.table)?.routes ?? [])
    .filter(route => route.origin === speaker.installs.origin).map(route => `${formatCidr(route.prefix)} via ${route.nextHop.type === 'via' ? route.nextHop.address : 'the link'}`))
  const seen = new Set((await Promise.all((['-4', '-6'] as const).map(family => routesIn(nameOf(namespace), family)))).flat())
  return { device, missing: [...expected].filter(one => !seen.has(one)), extra: [...seen].filter(one => !expected.has(one)), equal: [...expected].filter(one => seen.has(one)).length }
}

interface KernelRoute { readonly dst: string; readonly gateway?: string; readonly nexthops?: readonly { readonly gateway?: string }[] }

async function routesIn(namespace: string, family: '-4' | '-6'): Promise<readonly string[]> {
  const { out } = await runProgram('ip', ['-j', family, '-n', namespace, 'route', 'show', 'table', String(DAEMON_TABLE)])
  const routes = JSON.parse(out.trim() === '' ? '[]' : out) as readonly KernelRoute[]
  return routes.flatMap(({ dst, gateway, nexthops }) => (nexthops ?? [{ gateway }]).map(hop => `${prefixText(dst, family)} via ${hop.gateway ?? 'the link'}`))
}

/** ip(8) writes a host route without its length, and the default route as a word. */
const prefixText = (dst: string, family: '-4' | '-6') => dst === 'default' ? (family === '-4' ? '0.0.0.0/0' : '::/0') : dst.includes('/') ? dst : `${dst}/${family === '-4' ? 32 : 128}`
