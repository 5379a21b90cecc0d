import type { IpAddress } from '@/lib/net/ip-address'
import type { ClusterObjects, EndpointObject, PodObject, ServiceObject } from '@/lib/network/cluster-objects'

/** A service with the endpoints that are published: the ready ones, or all. Source: Kubernetes API, discovery/v1 conditions; coredns plugin/kubernetes/object/endpoint.go. */
export interface IndexedService {
  readonly service: ServiceObject
  readonly endpoints: readonly EndpointObject[]
}

/** A cluster's objects by what questions name. */
export interface ObjectIndex {
  readonly namespaces: ReadonlySet<string>
  readonly services: ReadonlyMap<string, IndexedService>
  readonly byClusterAddress: ReadonlyMap<IpAddress, IndexedService>
  readonly byEndpointAddress: ReadonlyMap<IpAddress, readonly IndexedService[]>
  readonly podsByAddress: ReadonlyMap<IpAddress, readonly PodObject[]>
}

/** What a server sees that never reached the API server. */
export const NO_OBJECTS: ObjectIndex = { namespaces: new Set(), services: new Map(), byClusterAddress: new Map(), byEndpointAddress: new Map(), podsByAddress: new Map() }

const indexes = new WeakMap<ClusterObjects, ObjectIndex>()

export function indexObjects(objects: ClusterObjects): ObjectIndex {
  const known = indexes.get(objects)
  if (known) return known
  const services = objects.services.map(service => ({ service, endpoints: service.endpoints.filter(endpoint => endpoint.ready || service.publishNotReadyAddresses) }))
  const index: ObjectIndex = {
    namespaces: new Set(objects.namespaces),
    services: new Map(services.map(entry => [serviceKey(entry.service.name, entry.service.namespace), entry])),
    byClusterAddress: new Map(services.flatMap(entry => entry.service.clusterAddresses.map(address => [address, entry] as const))),
    byEndpointAddress: grouped(services.flatMap(entry => entry.endpoints.map(({ address }) => [address, entry] as const))),
    podsByAddress: grouped(objects.pods.flatMap(pod => pod.addresses.map(address => [address, pod] as const))),
  }
  indexes.set(objects, index)
  return index
}

export const serviceKey = (name: string, namespace: string): string => `${namespace}/${name}`

function grouped<Key, Item>(entries: readonly (readonly [Key, Item])[]): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const [key, item] of entries) {
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
