import { parseCorefile } from '@/lib/corefile/parse'
import type { Directive, ServerBlock } from '@/lib/corefile/types'
import { unparseCorefile } from '@/lib/corefile/unparse'
import { isIpText, type IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { DeviceId } from '@/lib/network/ids'
import type { NameServer, WatchedCluster } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import { converse } from '@/lib/trace/conversation'
import { exampleDesigns } from '@/lab/designs'
import { drawFrom } from './generate/draw'
import { noteNames } from './generate/objects'
import { drawQuestion } from './generate/question'
import { apiUrl, NETWORK, PORT, UNREACHABLE, type DnsScenario, type ScenarioServer } from './scenario'

type Corefile = Extract<NameServer['behaviour'], { type: 'corefile' }>

/** A process of a name server with a Corefile, as the real side can have it. */
interface Process { readonly device: DeviceId; readonly behaviour: Corefile; readonly id: string; readonly address: string }

const NOBODY = `${NETWORK}99:${PORT}`
/** Stands for the world outside: names there are not what is compared. */
const OUTSIDE: ScenarioServer = { id: 'outside', address: `${NETWORK}98`, corefile: `.:${PORT} {\n  bind ${NETWORK}98\n  template IN ANY . {\n    rcode NXDOMAIN\n    authority ". 60 IN SOA ns. host. 1 60 60 60 60"\n  }\n}\n` }

/**
 * The name servers of a design, each at an address of the scenario's. What a Corefile forwards to is put in the place of whom packets
 * there reach in the design; a server without a Corefile by one that knows no name; an address that nothing answers, by one where nobody
 * listens. A cluster whose API server a process cannot reach stays unreachable.
 */
function scenarioOf(name: string, network: Network, seed: number): DnsScenario | null {
  const processes = [...network.nameServers.values()].flatMap(({ behaviour, instances }) => (behaviour.type === 'corefile' ? instances.map(device => ({ device, behaviour })) : []))
    .map(({ device, behaviour }, at): Process => ({ device, behaviour, id: String(device), address: `${NETWORK}${100 + at}` }))
  if (processes.length === 0) return null
  const servers = processes.map(process => serverOf(process, network, processes))
  const draw = drawFrom(seed)
  for (const { behaviour } of processes) for (const cluster of behaviour.clusters) for (const zone of zonesOf(behaviour)) noteWatched(draw, cluster, zone, network)
  return {
    name, servers: [...servers, OUTSIDE], clusters: [...network.clusters.values()],
    questions: Array.from({ length: 400 }, () => ({ ...drawQuestion(draw), server: draw.pick(processes).id })),
  }
}

function noteWatched(draw: ReturnType<typeof drawFrom>, { objects }: WatchedCluster, zone: string, network: Network): void {
  const cluster = network.clusters.get(objects)
  if (cluster) noteNames(draw, cluster, zone)
}

function serverOf({ device, behaviour, id, address }: Process, network: Network, processes: readonly Process[]): ScenarioServer {
  const { files = {} } = behaviour
  const parsed = parseCorefile(behaviour.text, new Map(), files)
  if (!parsed.ok) return { id, address, corefile: behaviour.text }
  const reached = (target: IpAddress) => reachedBy(network, device, target, processes)
  const blocks = parsed.value.map((block): ServerBlock => ({
    ...block, keys: block.keys.map(key => ({ ...key, port: PORT, text: `${key.zone}:${PORT}` })),
    directives: [directive('bind', [address]), ...block.directives.filter(({ name }) => !LEFT_OUT.has(name)).map(one => beside(mapped(one, behaviour, network, device, reached), files))],
  }))
  return { id, address, corefile: unparseCorefile(blocks), files: Object.fromEntries(Object.entries(files).map(([path, text]) => [relative(path), text])) }
}

/** The examples that have name servers with Corefiles; of those that differ in nothing a name server sees, the first. */
export function exampleScenarios(seed: number): readonly DnsScenario[] {
  const scenarios = exampleDesigns(0).flatMap(example => {
    const { name, network } = example()
    return scenarioOf(name, network, seed) ?? []
  })
  const sameServers = new Map(scenarios.map(scenario => [JSON.stringify([scenario.servers, scenario.clusters]), scenario] as const).reverse())
  return [...sameServers.values()].reverse()
}

/** What opens ports of its own, looks at the machine, or asks at the start. */
const LEFT_OUT: ReadonlySet<string> = new Set(['bind', 'health', 'ready', 'prometheus', 'reload', 'loop', 'pprof', 'log'])
const directive = (name: string, args: readonly string[]): Directive => ({ name, args, block: null, place: { line: 1, column: 1 } })

function mapped(one: Directive, behaviour: Corefile, network: Network, device: DeviceId, reached: (target: IpAddress) => string): Directive {
  if (one.name === 'forward') return { ...one, args: one.args.flatMap(arg => (arg.startsWith('/') ? behaviour.upstreams.map(reached) : isIpText(arg.replace(/:53$/, '')) ? [reached(arg.replace(/:53$/, '') as IpAddress)] : [arg])) }
  if (one.name !== 'kubernetes' && one.name !== 'kubernetai') return one
  const key = one.block?.find(({ name }) => name === 'kubeconfig' || name === 'endpoint')?.args[0] ?? ''
  const watched = behaviour.clusters.find(cluster => cluster.key === key)
  const condition = watched?.synced.get(device)
  const objects = condition !== undefined && network.settled.get(condition) !== true ? UNREACHABLE : String(watched?.objects ?? UNREACHABLE)
  return { ...one, block: [directive('endpoint', [apiUrl(objects)]), ...(one.block ?? []).filter(({ name }) => name !== 'kubeconfig' && name !== 'endpoint')] }
}

/** Files stand in the folder that the real server runs in. */
const relative = (path: string): string => path.replace(/^\/+/, '')
const beside = (one: Directive, files: Readonly<Record<string, string>>): Directive => ({ ...one, args: one.args.map(arg => (arg in files ? relative(arg) : arg)) })

/** Whom a query to an address comes to, in the scenario. */
function reachedBy(network: Network, device: DeviceId, destination: IpAddress, processes: readonly Process[]): string {
  const { accepted } = converse(network, { device, destination, protocol: PROTOCOLS.udp, destinationPort: 53, sizeBytes: 300, dontFragment: true })
  const [end] = accepted.filter(({ replied }) => replied)
  if (!end) return NOBODY
  return `${processes.find(process => process.device === end.device)?.address ?? OUTSIDE.address}:${PORT}`
}

/** The zones that a Corefile's stanzas watch. */
function zonesOf({ text, files = {} }: Corefile): readonly string[] {
  const parsed = parseCorefile(text, new Map(), files)
  return parsed.ok ? [...new Set(parsed.value.flatMap(({ directives }) => directives.filter(({ name }) => name.startsWith('kubern')).flatMap(({ args }) => args.filter(arg => !arg.endsWith('.arpa')))))] : []
}
