import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import { emptyDraft } from '@/lib/network/build'
import type { ClusterObjects, EndpointObject, ServiceObject } from '@/lib/network/cluster-objects'
import type { Condition } from '@/lib/network/condition'
import type { Converse } from '@/lib/network/conversation'
import type { Device } from '@/lib/network/device'
import type { Flow } from '@/lib/network/flow'
import type { Code, DeviceId } from '@/lib/network/ids'
import { clusterObjectsOf, conditionOf, deviceOf, interfaceOf, linkOf, nameServerOf, trackerOf } from '@/lib/network/names'
import type { NameServer, NameServerBehaviour, StubResolver, WatchedCluster, ZoneData } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import type { Trace } from '@/lib/network/trace'

/*
 * Networks of name servers with nothing between them, for tests of names alone: every device has its addresses, and a packet to an
 * address reaches whoever has it, unless the test says that it is lost. The packet engine is not needed.
 */

const CODES: NameServer['codes'] = { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' }

export interface SmallServer { readonly id: string; readonly addresses: readonly string[]; readonly behaviour: NameServerBehaviour }

export interface SmallNetwork {
  readonly servers: readonly SmallServer[]
  readonly clusters?: readonly ClusterObjects[]
  readonly conditions?: readonly { readonly condition: Condition; readonly holds: 'yes' | 'no' }[]
  readonly resolver?: Partial<StubResolver>
}

/** Devices `<server>-0`, `<server>-1`… for the addresses of each server, and a `client` that asks the first server unless the resolver says otherwise. */
export function smallNetwork({ servers, clusters = [], conditions = [], resolver = {} }: SmallNetwork): Network {
  const instances = servers.flatMap(server => server.addresses.map((address, at) => deviceAt(`${server.id}-${at}`, address)))
  const client: StubResolver = {
    from: elementId('client'), nameServers: (servers[0]?.addresses ?? []).slice(0, 1).map(ip), search: [], ndots: 5, timeoutSeconds: 5, attempts: 2, library: 'glibc', ...resolver,
  }
  return {
    ...emptyDraft(),
    devices: new Map([deviceAt('client', '192.0.2.1'), ...instances].map(device => [device.id, device])),
    nameServers: new Map(servers.map(server => [nameServerOf(server.id), nameServerFrom(server)])),
    clusters: new Map(clusters.map(objects => [objects.id, objects])),
    conditions: new Map(conditions.map(({ condition }) => [condition.id, condition])),
    settled: new Map(conditions.map(({ condition, holds }) => [condition.id, holds === 'yes'])),
    stubResolvers: new Map([[deviceOf('client'), client]]),
  }
}

const nameServerFrom = ({ id, addresses, behaviour }: SmallServer): NameServer =>
  ({ id: nameServerOf(id), from: elementId(id), behaviour, codes: CODES, instances: addresses.map((_, at) => deviceOf(`${id}-${at}`)) })

function deviceAt(name: string, address: string): Device {
  const id = deviceOf(name)
  const eth0: Device['interfaces'][number] = {
    id: interfaceOf(id, 'eth0'), link: linkOf('segment'), from: elementId(name), addresses: [{ address: ip(address), length: 32 }],
    mtuBytes: 1500, sendsTooBig: true, reversePathFilter: 'off', path: 'host',
  }
  return { id, from: elementId(name), role: 'endpoint', interfaces: [eth0], policyRules: [], tables: [], nat: [], filters: [], listeners: [], proxies: [], forwards: false, notices: 'icmp', tracker: trackerOf(id) }
}

/** A Corefile server. `clusters` by key: '' is its own. */
export const corefile = (text: string, clusters: readonly WatchedCluster[] = [], upstreams: readonly string[] = []): NameServerBehaviour =>
  ({ type: 'corefile', text, clusters, upstreams: upstreams.map(ip) })

export const watching = (key: string, cluster: string, synced: WatchedCluster['synced'] = new Map()): WatchedCluster => ({ key, objects: clusterObjectsOf(cluster), synced })

/** A cluster with services written as `name.namespace`: an address of its own, or pods as `hostname=address`. */
export function cluster(name: string, services: Readonly<Record<string, string | readonly string[]>>): ClusterObjects {
  const all = Object.entries(services).map(([key, what]) => serviceFrom(name, key, what))
  return { id: clusterObjectsOf(name), from: elementId(name), namespaces: ['default', ...new Set(all.map(({ namespace }) => namespace))], services: all, pods: [] }
}

function serviceFrom(clusterName: string, key: string, what: string | readonly string[]): ServiceObject {
  const [name = '', namespace = ''] = key.split('.')
  const headless = typeof what !== 'string'
  const endpoints = headless ? what.map((text, at) => endpointFrom(`${clusterName}-${name}`, text, at)) : []
  return {
    from: elementId(`${clusterName}-${name}`), name, namespace, type: headless ? 'Headless' : 'ClusterIP', clusterAddresses: headless ? [] : [ip(what)],
    ports: [{ port: 80, targetPort: 80, protocol: 6 }], endpoints, publishNotReadyAddresses: false,
  }
}

function endpointFrom(workload: string, text: string, at: number): EndpointObject {
  const [hostname = '', address = text] = text.split('=')
  return { from: elementId(workload), device: deviceOf(`${workload}-${at}`), address: ip(address), podName: hostname, ready: true, ...(text.includes('=') ? { hostname } : {}) }
}

export const zone = (name: string, records: Readonly<Record<string, string>>): ZoneData => ({
  from: elementId(`zone-${name}`), zone: name, records: Object.entries(records).map(([owner, data]) => ({ name: owner, type: 'A', ttlSeconds: 60, data })),
})

/** A condition that a control plane is reached, blamed on `element`. */
export const reaches = (device: string, element: string): Condition =>
  ({ id: conditionOf(device, element), from: elementId(device), code: 'control-plane.unreachable', elements: [elementId(element)], quorum: 'all', flows: [] })

/** Every packet reaches whoever has the address; those that `lost` names die with a fault of that code at that element. */
export function delivering(network: Network, lost: (flow: Flow) => { readonly code: Code; readonly element: string } | null = () => null): Converse {
  const owners = new Map<IpAddress, DeviceId>([...network.devices.values()].flatMap(device => device.interfaces.flatMap(item => item.addresses.map(({ address }) => [address, device.id] as const))))
  return flow => {
    const owner = owners.get(flow.destination)
    const loss = lost(flow)
    const source = network.devices.get(flow.device)?.interfaces[0]?.addresses[0]?.address ?? ip('192.0.2.1')
    if (owner === undefined || loss) return { flow, reachability: 'unreachable', clientSees: 'timeout', clientMaySee: ['timeout'], forward: [lostTrace(flow, source, loss)], return: [], accepted: [] }
    return { flow, reachability: 'reachable', clientSees: 'ok', clientMaySee: ['ok'], forward: [], return: [], accepted: [{ device: owner, sourceSeen: source, replied: true }] }
  }
}

function lostTrace(flow: Flow, source: IpAddress, loss: { readonly code: Code; readonly element: string } | null): Trace {
  const place: ElementId = elementId(loss?.element ?? 'nowhere')
  const faults: Trace['faults'] = loss ? [{ why: { code: loss.code, elements: [place] }, place, mend: { type: 'nothing' } }] : []
  return { phase: 'open', flow, hops: [], disposition: 'denied-in', device: flow.device, place, arrived: { source, destination: flow.destination, protocol: flow.protocol }, faults }
}
