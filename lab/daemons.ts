import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { formatCidr } from '@/lib/net/cidr'
import { birdDaemons, DAEMON_TABLE, type Daemon } from '@/lib/lab/bird'
import { plan } from '@/lib/lab/build'
import { nameEverything } from '@/lib/lab/names'
import type { LabPlan } from '@/lib/lab/plan'
import type { NameOf } from '@/lib/lab/emit/ip'
import type { Network } from '@/lib/network/network'
import type { Kernel } from './kernel'
import { runProgram } from './process'
import { runPlan } from './run-plan'

/** What a daemon has in its table, against what route exchange has settled: routes as "prefix via next hop". */
export interface TableCompared { readonly device: string; readonly missing: readonly string[]; readonly extra: readonly string[]; readonly equal: number }

export interface DaemonsCompared { readonly tables: readonly TableCompared[]; readonly notRun: string | null }

/** Such a tunnel carries nothing while no probes are under way. */
function overCarriedTunnel(network: Network, planned: LabPlan): boolean {
  const names = nameEverything(network)
  const carried = new Set(planned.tunnels.map(tunnel => tunnel.interface))
  return network.sessions.some(session => session.ends.some(end => carried.has(names.interface(end.interfaceId))))
}

const PATIENCE_MS = 12_000
const PAUSE_MS = 250

/**
 * Runs BIRD for every BGP speaker in the namespaces of the configured (not yet settled) Network, waits until the tables equal what
 * `settled` says or patience ends, and compares them.
 */
export async function compareDaemons(configured: Network, settled: Network, kernel: Kernel): Promise<DaemonsCompared> {
  const daemons = birdDaemons(configured, nameEverything(configured))
  if (daemons.length === 0) return { tables: [], notRun: 'no speakers with sessions' }
  const planned = plan(configured, [], kernel.capabilities)
  if (overCarriedTunnel(configured, planned)) return { tables: [], notRun: 'a session over a tunnel that the prober carries' }
  const folder = mkdtempSync(path.join(tmpdir(), 'podway-bird-'))
  const children: ChildProcess[] = []
  let compared: readonly TableCompared[] = []
  try {
    const { refused } = await runPlan(planned, kernel.agent, { then: async nameOf => {
      children.push(...daemons.map(daemon => startBird(daemon, folder, nameOf)))
      compared = await settle(daemons, settled, nameOf)
      await stop(children)
    } })
    if (refused.length > 0) throw new Error(`the kernel refused: ${refused[0] ?? ''}`)
    return { tables: compared, notRun: null }
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

/** A route towards a line is one by any next hop on it. What a speaker originates itself it does not take from others, whatever it hears. */
async function compareTable({ device, namespace, speaker }: Daemon, settled: Network, nameOf: NameOf): Promise<TableCompared> {
  const own = new Set(speaker.originates.filter(one => !one.withheld).map(one => formatCidr(one.prefix)))
  const learned = (settled.devices.get(device)?.tables.find(table => table.id === speaker.table)?.routes ?? []).filter(route => route.origin === speaker.installs.origin && !own.has(formatCidr(route.prefix)))
  const expected = learned.map((route): TableRoute => ({ prefix: formatCidr(route.prefix), via: route.nextHop.type === 'via' ? route.nextHop.address : null }))
  const seen = (await Promise.all((['-4', '-6'] as const).map(family => routesIn(nameOf(namespace), family)))).flat()
  const same = (a: TableRoute, b: TableRoute) => a.prefix === b.prefix && (a.via === b.via || a.via === null || b.via === null)
  const missing = expected.filter(one => !seen.some(other => same(one, other)))
  return { device, missing: missing.map(routeText), extra: seen.filter(one => !expected.some(other => same(one, other))).map(routeText), equal: expected.length - missing.length }
}

interface TableRoute { readonly prefix: string; readonly via: string | null }

const routeText = ({ prefix, via }: TableRoute): string => `${prefix} via ${via ?? 'the link'}`

interface KernelRoute { readonly dst: string; readonly gateway?: string; readonly nexthops?: readonly { readonly gateway?: string }[] }

async function routesIn(namespace: string, family: '-4' | '-6'): Promise<readonly TableRoute[]> {
  const { exit, out } = await runProgram('ip', ['-j', family, '-n', namespace, 'route', 'show', 'table', String(DAEMON_TABLE)])
  // A table without routes does not exist, which ip(8) calls an error.
  if (exit !== 0) return []
  const routes = JSON.parse(out.trim() === '' ? '[]' : out) as readonly KernelRoute[]
  return routes.flatMap(({ dst, gateway, nexthops }) => (nexthops ?? [{ gateway }]).map((hop): TableRoute => ({ prefix: prefixText(dst, family), via: hop.gateway ?? null })))
}

/** ip(8) writes a host route without its length, and the default route as a word. */
const prefixText = (dst: string, family: '-4' | '-6') => dst === 'default' ? (family === '-4' ? '0.0.0.0/0' : '::/0') : dst.includes('/') ? dst : `${dst}/${family === '-4' ? 32 : 128}`
