import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApiServer, type ApiServer } from '@/lab/dns/api-server'
import type { Kernel } from '@/lab/kernel'
import { runPlan } from '@/lab/run-plan'
import { plan } from '@/lib/lab/build'
import type { NameOf } from '@/lib/lab/emit/ip'
import type { LabPlan, Limit } from '@/lib/lab/plan'
import { PROTOCOLS } from '@/lib/net/protocol'
import { packetDevice } from '@/lib/network/guest'
import type { DeviceId } from '@/lib/network/ids'
import type { NameServer, StubResolver } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import CLIENT from './client.py' with { type: 'text' }
import { startAttendant, type Accepting, type Attendant, type Relay } from './attendant'
import { OWN_API_PORT, realServer } from './corefile'
import { NAME_SERVICE_SWITCH, resolvConfText, spawnInside, type Inside } from './inside'
import { startNameProcess, type LoggedQuery, type NameProcess } from './name-process'

/** What an application was told, and what became of its connections. */
interface ClientReport { readonly error: string | null; readonly seconds: number; readonly connections: readonly { readonly address: string; readonly sees: string }[] }

/** What happened in the namespaces: which server got which query, as it saw it; what the client got; who accepted it. */
export interface Observed {
  readonly client: ClientReport
  readonly queries: readonly (LoggedQuery & { readonly device: DeviceId })[]
  readonly accepted: readonly { readonly device: string; readonly source: string }[]
  /** What this lab does in another way than the design, or not at all. */
  readonly limits: readonly Limit[]
}

export interface RealQuestion { readonly from: DeviceId; readonly name: string; readonly port: number }

/** What is said of a lookup that does not come back: longer than all deadlines of the placements together. */
export const ENDLESS = 'endless'
const ENDLESS_MS = 25_000

/** Queries that the client gave up may still be under way at a forwarder: so long is waited for its last line. */
const LAST_LINES_MS = 400

/**
 * Sets a Network up in namespaces with a real CoreDNS in that of every name server, and lets one application there ask and connect.
 * Throws a sentence where the kernel or a CoreDNS refuses its part.
 */
export async function observe(network: Network, question: RealQuestion, { agent, capabilities }: Kernel, binary: string): Promise<Observed> {
  const planned = plan(network, [], capabilities)
  if (planned.tunnels.length > 0) throw new Error('a tunnel of this design is carried by the prober, and only while it probes')
  const folder = mkdtempSync(join(tmpdir(), 'podway-names-'))
  let observed: Observed | null = null
  try {
    const { refused } = await runPlan(planned, agent, { then: async nameOf => { observed = await observeInside(network, question, { planned, nameOf, folder, binary }) } })
    if (refused.length > 0) throw new Error(`the kernel refused: ${refused[0] ?? ''}`)
    if (!observed) throw new Error('nothing was asked')
    return observed
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Running { readonly device: DeviceId; readonly process: NameProcess }

interface Lab { readonly planned: LabPlan; readonly nameOf: NameOf; readonly folder: string; readonly binary: string }

async function observeInside(network: Network, question: RealQuestion, lab: Lab): Promise<Observed> {
  const apis = new Map(await Promise.all([...network.clusters.values()].map(async objects => [String(objects.id), await startApiServer(objects)] as const)))
  const running: Running[] = []
  let attendant: Attendant | null = null
  try {
    const relays = relaysOf(network, lab, apis)
    attendant = await startAttendant(relays, listenersOf(network, lab, relays))
    const started = await Promise.allSettled(instancesOf(network).map(async ({ server, device }) => { running.push(...await startServer(server, device, network, lab)) }))
    for (const one of started) if (one.status === 'rejected') throw one.reason
    const client = await askAndConnect(question, network, lab)
    await new Promise(resolve => { setTimeout(resolve, LAST_LINES_MS) })
    return { client, queries: running.flatMap(({ device, process }) => process.queries().map(query => ({ ...query, device }))), accepted: attendant.accepted(), limits: [...lab.planned.notRun, ...lab.planned.substitutes] }
  } finally {
    await Promise.all(running.map(({ process }) => process.close()))
    attendant?.close()
    await Promise.all([...apis.values()].map(api => api.close()))
  }
}

const instancesOf = (network: Network) => [...network.nameServers.values()].flatMap(server => server.instances.map(device => ({ server, device })))

/** The namespace of a device as it is called on this machine. */
function namespaceOf({ planned, nameOf }: Lab, device: DeviceId): string {
  const found = planned.namespaces.find(one => one.purpose === 'device' && one.device === device)
  if (!found) throw new Error(`${device} has no namespace`)
  return nameOf(found.name)
}

async function startServer(server: NameServer, device: DeviceId, network: Network, lab: Lab): Promise<readonly Running[]> {
  const real = realServer(server, device, network)
  if (!real) return []
  const name = `${server.id}-${device}`.replaceAll('/', '_')
  const process = await startNameProcess(lab.binary, mkdtempSync(join(lab.folder, `${name}-`)), real, insideOf(lab, device, network.stubResolvers.get(device), name))
  if ('refused' in process) throw new Error(`the CoreDNS of ${server.id} on ${device} does not start: ${process.refused}\n${real.corefile}`)
  return [{ device, process }]
}

function insideOf(lab: Lab, device: DeviceId, resolver: StubResolver | undefined, name: string): Inside {
  const file = (kind: string, text: string) => { const path = join(lab.folder, `${name}.${kind}`); writeFileSync(path, text); return path }
  return { namespace: namespaceOf(lab, device), resolvConf: file('resolv.conf', resolvConfText(resolver)), switchConf: file('nsswitch.conf', NAME_SERVICE_SWITCH) }
}

/** The cluster's own API server on the loopback of each of its name servers; another cluster's where its address leads to. */
function relaysOf(network: Network, lab: Lab, apis: ReadonlyMap<string, ApiServer>): readonly Relay[] {
  const port = (objects: string) => Number(new URL(apis.get(objects)?.url ?? 'http://127.0.0.1:9').port)
  const relays = instancesOf(network).flatMap(({ server: { behaviour }, device }): readonly Relay[] => (behaviour.type !== 'corefile' ? [] : behaviour.clusters.flatMap(({ objects, synced }): readonly Relay[] => {
    const condition = synced.get(device)
    if (condition === undefined) return [{ namespace: namespaceOf(lab, device), address: '127.0.0.1', port: OWN_API_PORT, to: port(String(objects)) }]
    const { elements = [], flows = [] } = network.conditions.get(condition) ?? {}
    return [...network.devices.values()].filter(({ from }) => elements.includes(from)).flatMap(({ id }) => flows.map(flow => ({ namespace: namespaceOf(lab, id), address: '0.0.0.0', port: flow.destinationPort ?? 443, to: port(String(objects)) })))
  })))
  return [...new Map(relays.map(relay => [`${relay.namespace} ${relay.address} ${relay.port}`, relay])).values()]
}

const DNS_PORT = 53

/** Every application of the design that accepts TCP on one port; name servers are there themselves, and API servers are relays. */
function listenersOf(network: Network, lab: Lab, relays: readonly Relay[]): readonly Accepting[] {
  const taken = new Set(relays.map(({ namespace, port }) => `${namespace} ${port}`))
  return [...network.devices.values()].flatMap(({ id, listeners }) => {
    const ports = listeners.filter(({ protocol, ports: { from, to } }) => protocol === PROTOCOLS.tcp && from === to && from !== DNS_PORT).map(({ ports: { from } }) => from)
    return [...new Set(ports)].map(port => ({ namespace: namespaceOf(lab, id), device: String(id), port })).filter(({ namespace, port }) => !taken.has(`${namespace} ${port}`))
  })
}

function askAndConnect({ from, name, port }: RealQuestion, network: Network, lab: Lab): Promise<ClientReport> {
  const child = spawnInside(insideOf(lab, packetDevice(network, from), network.stubResolvers.get(from), 'client'), ['/usr/bin/python3', '-c', CLIENT, name, String(port)])
  return new Promise((resolve, reject) => {
    let [out, messages] = ['', '']
    child.stdout.on('data', data => { out += String(data) })
    child.stderr.on('data', data => { messages += String(data) })
    child.once('error', reject)
    const timer = setTimeout(() => { child.kill('SIGKILL'); resolve({ error: ENDLESS, seconds: ENDLESS_MS / 1000, connections: [] }) }, ENDLESS_MS)
    child.once('close', exit => {
      clearTimeout(timer)
      if (exit === 0) resolve(JSON.parse(out) as ClientReport)
      else reject(new Error(`the client failed: ${messages}`))
    })
  })
}
