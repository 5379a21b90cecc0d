import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { formatCidr } from '@/lib/net/cidr'
import { birdDaemons, type Daemon, type Learner } from '@/lib/lab/bird'
import { notRedistributed } from '@/lib/lab/bird-ospf'
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

/** Why daemons over this plan would prove nothing; null where they would. */
function whyNot(network: Network, planned: LabPlan): string | null {
  const names = nameEverything(network)
  const carried = new Set(planned.tunnels.map(tunnel => tunnel.interface))
  const spoken = [...network.ospfRouters.values()].flatMap(router => router.interfaces.filter(one => !one.passive).map(one => one.interfaceId))
  // Nothing goes through such a tunnel while no probes are under way.
  if ([...network.sessions.flatMap(session => session.ends.map(end => end.interfaceId)), ...spoken].some(id => carried.has(names.interface(id)))) return 'routes exchanged over a tunnel that the prober carries'
  const wires = new Map(planned.namespaces.flatMap(({ interfaces }) => interfaces.map(one => [one.name, one.mtuBytes] as const)))
  const items = [...network.devices.values()].flatMap(device => device.interfaces)
  if (spoken.some(id => items.find(item => item.id === id)?.mtuBytes !== wires.get(names.interface(id)))) return 'OSPF over a wire whose ends have different MTUs'
  return notRedistributed(network)
}

/** Of OSPF: the interval between two announcements of one thing (MinLSInterval, RFC 2328 appendix B), a few times. */
const PATIENCE_MS = { bgp: 12_000, ospf: 30_000 }
const PAUSE_MS = 250

/**
 * Runs BIRD for every BGP speaker and OSPF router in the namespaces of the configured (not yet settled) Network, waits until the tables equal what
 * `settled` says or patience ends, and compares them.
 */
export async function compareDaemons(configured: Network, settled: Network, kernel: Kernel): Promise<DaemonsCompared> {
  const daemons = birdDaemons(configured, nameEverything(configured))
  if (daemons.length === 0) return { tables: [], notRun: 'nobody exchanges routes' }
  const planned = plan(configured, [], kernel.capabilities)
  const why = whyNot(configured, planned)
  if (why !== null) return { tables: [], notRun: why }
  const folder = mkdtempSync(path.join(tmpdir(), 'podway-bird-'))
  const children: ChildProcess[] = []
  let compared: readonly TableCompared[] = []
  try {
    const { refused } = await runPlan(planned, kernel.agent, { then: async nameOf => {
      children.push(...daemons.map(daemon => startBird(daemon, folder, nameOf)))
      compared = await settle(daemons, settled, { nameOf, patienceMs: configured.ospfRouters.size > 0 ? PATIENCE_MS.ospf : PATIENCE_MS.bgp })
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

async function settle(daemons: readonly Daemon[], settled: Network, { nameOf, patienceMs }: { readonly nameOf: NameOf; readonly patienceMs: number }): Promise<readonly TableCompared[]> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const compared = await Promise.all(daemons.flatMap(daemon => daemon.learners.map(learner => compareTable(daemon, learner, settled, nameOf))))
    if (compared.every(one => one.missing.length === 0 && one.extra.length === 0) && waited > 0) return compared
    if (waited >= patienceMs) return compared
    await new Promise(resolve => { setTimeout(resolve, PAUSE_MS) })
  }
}

/** A route towards a line is one by any next hop on it. What a speaker originates itself it does not take from others, whatever it hears. */
async function compareTable({ device, namespace }: Daemon, { kernelTable, table, origin, own }: Learner, settled: Network, nameOf: NameOf): Promise<TableCompared> {
  const itself = new Set(own.map(formatCidr))
  const learned = (settled.devices.get(device)?.tables.find(one => one.id === table)?.routes ?? []).filter(route => route.origin === origin && !itself.has(formatCidr(route.prefix)))
  const expected = learned.map((route): TableRoute => ({ prefix: formatCidr(route.prefix), via: route.nextHop.type === 'via' ? route.nextHop.address : null }))
  const seen = (await Promise.all((['-4', '-6'] as const).map(family => routesIn(nameOf(namespace), kernelTable, family)))).flat().filter(({ prefix }) => !itself.has(prefix))
  const same = (a: TableRoute, b: TableRoute) => a.prefix === b.prefix && (a.via === b.via || a.via === null || b.via === null)
  const missing = expected.filter(one => !seen.some(other => same(one, other)))
  return { device, missing: missing.map(routeText), extra: seen.filter(one => !expected.some(other => same(one, other))).map(routeText), equal: expected.length - missing.length }
}

interface TableRoute { readonly prefix: string; readonly via: string | null }

const routeText = ({ prefix, via }: TableRoute): string => `${prefix} via ${via ?? 'the link'}`

interface KernelRoute { readonly dst: string; readonly gateway?: string; readonly nexthops?: readonly { readonly gateway?: string }[] }

async function routesIn(namespace: string, table: number, family: '-4' | '-6'): Promise<readonly TableRoute[]> {
  const { exit, out } = await runProgram('ip', ['-j', family, '-n', namespace, 'route', 'show', 'table', String(table)])
  // A table without routes does not exist, which ip(8) calls an error.
  if (exit !== 0) return []
  const routes = JSON.parse(out.trim() === '' ? '[]' : out) as readonly KernelRoute[]
  return routes.flatMap(({ dst, gateway, nexthops }) => (nexthops ?? [{ gateway }]).map((hop): TableRoute => ({ prefix: prefixText(dst, family), via: hop.gateway ?? null })))
}

/** ip(8) writes a host route without its length, and the default route as a word. */
const prefixText = (dst: string, family: '-4' | '-6') => dst === 'default' ? (family === '-4' ? '0.0.0.0/0' : '::/0') : dst.includes('/') ? dst : `${dst}/${family === '-4' ? 32 : 128}`
