import { readFileSync } from 'node:fs'
import path from 'node:path'
import { settleRoutesBounded } from '@/lib/control/settle-routes'
import { bgpRing } from '@/lib/control/sample-ring'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { contains, prefixOf } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip, ipFromBits, type IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Flow } from '@/lib/network/flow'
import type { ConditionId } from '@/lib/network/ids'
import { deviceOf, tableOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { Route, RouteTable } from '@/lib/network/route'
import { converse } from '@/lib/trace/conversation'
import { lookUpRoute } from '@/lib/trace/route-lookup'
import { sampleNetwork, type SampleDevice } from '@/lib/trace/sample'
import { prepare } from '@/lib/verify/prepare'
import { questionsOf } from './engine-timings'

/** Samples in milliseconds (route look-ups: in microseconds each), for the bench to summarise. */
export interface PacketTimings {
  readonly exampleTrace: readonly number[]
  readonly largeTrace: readonly number[]
  readonly largeDevices: number
  readonly lookUp: readonly number[]
  readonly linearScan: readonly number[]
  readonly routes: number
  readonly ring: readonly number[]
  readonly ringSettled: boolean
}

const EXAMPLE = 'lib/examples/cassandra-aws-gcp.design.yaml'
const RACKS = 71
const HOSTS_PER_RACK = 70
const ROUTES = 10_000
const ADDRESSES = 1_000

const timed = (work: () => void): number => { const started = performance.now(); work(); return performance.now() - started }
const samplesOf = (count: number, work: () => void): readonly number[] => Array.from({ length: count }, () => timed(work))

/** Times single conversations, route look-ups and the exchange of a large ring. */
export function timePackets(root: string, rounds: number): PacketTimings {
  const table = largeTable()
  const addresses = Array.from({ length: ADDRESSES }, (_, at) => ipFromBits(4, BigInt(0x0a000000 + ((at * 2_654_435) % 0x00ffffff))))
  const large = sampleNetwork([...racks()])
  converse(large, acrossRacks(0))
  const ring = bgpRing(200, 50)
  return {
    exampleTrace: exampleTraces(root), largeTrace: Array.from({ length: rounds }, (_, at) => timed(() => converse(large, acrossRacks(at)))), largeDevices: large.devices.size,
    lookUp: samplesOf(rounds, () => addresses.forEach(address => lookUpRoute(table, address, NOTHING_SETTLED))).map(perLookUp),
    linearScan: samplesOf(3, () => addresses.forEach(address => scan(table, address))).map(perLookUp), routes: ROUTES,
    ring: samplesOf(3, () => settleRoutesBounded(ring)), ringSettled: settleRoutesBounded(ring).settled,
  }
}

const perLookUp = (milliseconds: number): number => (milliseconds * 1000) / ADDRESSES

/** One conversation per ordered pair of pods of the two-cloud example. */
function exampleTraces(root: string): readonly number[] {
  const parsed = parseDesign(readFileSync(path.join(root, EXAMPLE), 'utf8'), { source: EXAMPLE, mechanisms: MECHANISMS })
  if (!parsed.ok) throw new Error('the example does not parse')
  const { network } = prepare(parsed.value, MECHANISMS)
  const flows = questionsOf(network).flatMap(question => flowTo(network, question))
  for (const flow of flows) converse(network, flow)
  return flows.map(flow => timed(() => converse(network, flow)))
}

function flowTo(network: Network, { from, to, port = 80 }: ReturnType<typeof questionsOf>[number]): readonly Flow[] {
  const destination = to.type === 'address' ? to.address : undefined
  return destination === undefined || !network.devices.has(from) ? [] : [{ device: from, destination, protocol: PROTOCOLS.tcp, destinationPort: port, sizeBytes: 1000, dontFragment: true }]
}

/** A core with a router per rack and hosts behind each: 5,042 devices. */
function* racks(): Iterable<SampleDevice> {
  yield {
    id: 'core', interfaces: Object.fromEntries(Array.from({ length: RACKS }, (_, rack) => [`to${rack}`, `p2p-${rack} 10.200.${rack}.1/30`])),
    routes: Array.from({ length: RACKS }, (_, rack) => `10.${rack}.0.0/16 via 10.200.${rack}.2`),
  }
  for (let rack = 0; rack < RACKS; rack++) {
    yield { id: `rack${rack}`, interfaces: { up: `p2p-${rack} 10.200.${rack}.2/30`, down: `lan${rack} 10.${rack}.0.1/16` }, routes: [`0.0.0.0/0 via 10.200.${rack}.1`] }
    for (let host = 0; host < HOSTS_PER_RACK; host++) yield { id: `host${rack}-${host}`, interfaces: { eth0: `lan${rack} 10.${rack}.1.${host + 1}/16` }, routes: [`0.0.0.0/0 via 10.${rack}.0.1`], listens: [80] }
  }
}

const acrossRacks = (at: number): Flow => ({
  device: deviceOf(`host${at % RACKS}-${at % HOSTS_PER_RACK}`), destination: ip(`10.${(at * 7 + 1) % RACKS}.1.${((at * 3) % HOSTS_PER_RACK) + 1}`), protocol: PROTOCOLS.tcp, destinationPort: 80, sizeBytes: 1000, dontFragment: true,
})

const NOTHING_SETTLED: ReadonlyMap<ConditionId, boolean> = new Map()

function largeTable(): RouteTable {
  const from = elementId('table')
  const routes = Array.from({ length: ROUTES }, (_, at): Route => ({
    code: 'bench.route', from, prefix: prefixOf(ipFromBits(4, BigInt(0x0a000000 + at * 1677)), 16 + (at % 9)), nextHop: { type: 'blackhole' }, origin: 'static', preference: at % 3,
  }))
  return { id: tableOf(deviceOf('bench'), 'main'), from, routes, withheld: [], ties: 'all' }
}

/** The obvious way: every route is looked at, the longest and then most preferred is kept. */
function scan({ routes }: RouteTable, address: IpAddress): Route | undefined {
  let best: Route | undefined
  for (const route of routes) {
    if (!contains(route.prefix, address)) continue
    if (!best || route.prefix.length > best.prefix.length || (route.prefix.length === best.prefix.length && route.preference < best.preference)) best = route
  }
  return best
}
