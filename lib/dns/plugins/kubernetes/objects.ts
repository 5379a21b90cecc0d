import type { IpAddress } from '@/lib/net/ip-address'
import type { ClusterObjects, EndpointObject, PodObject, PortObject, ServiceImportObject, ServiceObject } from '@/lib/network/cluster-objects'
import type { PublishedEndpoint } from './endpoints'

/** A service with the endpoints that are published: the ready ones, or all. Source: Kubernetes API, discovery/v1 conditions; coredns plugin/kubernetes/object/endpoint.go. */
export interface IndexedService {
  readonly service: ServiceObject
  readonly endpoints: readonly PublishedEndpoint[]
}

/** A service of the cluster set with what every cluster publishes of it. */
export interface IndexedImport {
  readonly service: ServiceImportObject
  readonly slices: readonly { readonly cluster: string; readonly endpoints: readonly PublishedEndpoint[] }[]
}

/** A cluster's objects by what questions name. */
export interface ObjectIndex {
  readonly namespaces: ReadonlySet<string>
  readonly services: ReadonlyMap<string, IndexedService>
  readonly serviceImports: ReadonlyMap<string, IndexedImport>
  readonly byClusterAddress: ReadonlyMap<IpAddress, readonly IndexedService[]>
  readonly byEndpointAddress: ReadonlyMap<IpAddress, readonly IndexedService[]>
  readonly byExternalAddress: ReadonlyMap<string, readonly IndexedService[]>
  readonly podsByAddress: ReadonlyMap<IpAddress, readonly PodObject[]>
}

/** What a server sees that never reached the API server. */
export const NO_OBJECTS: ObjectIndex = { namespaces: new Set(), services: new Map(), serviceImports: new Map(), byClusterAddress: new Map(), byEndpointAddress: new Map(), byExternalAddress: new Map(), podsByAddress: new Map() }

const indexes = new WeakMap<ClusterObjects, ObjectIndex>()

export function indexObjects(objects: ClusterObjects): ObjectIndex {
  const known = indexes.get(objects)
  if (known) return known
  const services = objects.services.map(service => ({ service, endpoints: published(service.endpoints, service, service.ports.map(({ targetPort, ...port }) => ({ ...port, port: targetPort }))) }))
  const index: ObjectIndex = {
    namespaces: new Set(objects.namespaces),
    services: new Map(services.map(entry => [serviceKey(entry.service.name, entry.service.namespace), entry])),
    serviceImports: new Map((objects.serviceImports ?? []).map(service => [serviceKey(service.name, service.namespace), indexImport(service)])),
    byClusterAddress: grouped(services.flatMap(entry => entry.service.clusterAddresses.map(address => [address, entry] as const))),
    byEndpointAddress: grouped(services.flatMap(entry => [...new Set(entry.endpoints.map(({ address }) => address))].map(address => [address, entry] as const))),
    byExternalAddress: grouped(services.flatMap(entry => (entry.service.externalAddresses ?? []).map(address => [address, entry] as const))),
    podsByAddress: grouped(objects.pods.flatMap(pod => pod.addresses.map(address => [address, pod] as const))),
  }
  indexes.set(objects, index)
  return index
}

const indexImport = (service: ServiceImportObject): IndexedImport =>
  ({ service, slices: service.slices.map(slice => ({ cluster: slice.cluster, endpoints: published(slice.endpoints, slice, slice.ports) })) })

function published(endpoints: readonly EndpointObject[], { publishNotReadyAddresses }: { readonly publishNotReadyAddresses: boolean }, ports: readonly PortObject[]): readonly PublishedEndpoint[] {
  return endpoints.filter(({ ready }) => ready || publishNotReadyAddresses).map(endpoint => ({ ...endpoint, ports: endpoint.ports ?? ports }))
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
