import { isIpText, versionOf } from '@/lib/net/ip-address'
import { formatProtocol } from '@/lib/net/protocol'
import type { ClusterObjects, EndpointObject, PortObject, ServiceImportObject, ServiceObject } from '@/lib/network/cluster-objects'

/** A JSON object as the Kubernetes API writes it. */
export interface KubeObject { readonly metadata: Metadata; readonly [field: string]: unknown }
interface Metadata { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>>; readonly resourceVersion: string }

/** One kind of object that an API server lists: where, and what stands there. */
export interface KubeResource { readonly apiVersion: string; readonly kind: string; readonly path: string; readonly items: readonly KubeObject[] }

const metadata = (name: string, namespace?: string, labels?: Readonly<Record<string, string>>): Metadata =>
  ({ name, resourceVersion: '1', ...(namespace === undefined ? {} : { namespace }), ...(labels ? { labels } : {}) })

/** What an API server says of a cluster's objects. Source: Kubernetes API reference, core/v1 and discovery/v1; sigs.k8s.io/mcs-api v1alpha1. */
export function kubeResources(objects: ClusterObjects): readonly KubeResource[] {
  const { namespaces, services, pods, serviceImports: imports = [] } = objects
  return [
    { apiVersion: 'v1', kind: 'Namespace', path: '/api/v1/namespaces', items: namespaces.map(name => ({ metadata: metadata(name) })) },
    { apiVersion: 'v1', kind: 'Service', path: '/api/v1/services', items: services.map(serviceOf) },
    { apiVersion: 'v1', kind: 'Pod', path: '/api/v1/pods', items: pods.map(pod => ({ metadata: metadata(pod.name, pod.namespace), status: { phase: 'Running', podIP: pod.addresses[0], podIPs: pod.addresses.map(ip => ({ ip })) } })) },
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', path: '/apis/discovery.k8s.io/v1/endpointslices', items: [...services.flatMap(slicesOf), ...imports.flatMap(importedSlicesOf)] },
    { apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceImport', path: '/apis/multicluster.x-k8s.io/v1alpha1/serviceimports', items: imports.map(importOf) },
  ]
}

function serviceOf(service: ServiceObject): KubeObject {
  const { name, namespace, type, clusterAddresses, externalName, ports, externalAddresses: outside = [] } = service
  const addresses = type === 'Headless' ? ['None'] : clusterAddresses
  return {
    metadata: metadata(name, namespace),
    spec: {
      type: type === 'Headless' ? 'ClusterIP' : type, ...(externalName === undefined ? {} : { externalName }),
      ...(type === 'ExternalName' || addresses.length === 0 ? {} : { clusterIP: addresses[0], clusterIPs: addresses }),
      ports: ports.map(port => ({ ...named(port.name), port: port.port, targetPort: port.targetPort, protocol: formatProtocol(port.protocol).toUpperCase() })),
      publishNotReadyAddresses: service.publishNotReadyAddresses, externalIPs: outside.filter(isIpText),
    },
    status: { loadBalancer: { ingress: outside.filter(text => !isIpText(text)).map(hostname => ({ hostname })) } },
  }
}

const named = (name: string | undefined) => (name === undefined ? {} : { name })

/** One slice per family, as the EndpointSlice controller makes them; publishNotReadyAddresses makes every endpoint ready there. */
function slicesOf(service: ServiceObject): readonly KubeObject[] {
  return ([4, 6] as const).flatMap(version => {
    const endpoints = service.endpoints.filter(({ address }) => versionOf(address) === version)
    return [...grouped(endpoints)].map(([ports, members], at) => sliceOf(service, `v${version}-${at}`, version, members, ports))
  })
}

/** Endpoints with ports of their own stand in slices of their own. */
function grouped(endpoints: readonly EndpointObject[]): ReadonlyMap<EndpointObject['ports'], readonly EndpointObject[]> {
  const groups = new Map<EndpointObject['ports'], EndpointObject[]>()
  for (const endpoint of endpoints) groups.set(endpoint.ports, [...(groups.get(endpoint.ports) ?? []), endpoint])
  return groups
}

function sliceOf(service: ServiceObject, suffix: string, version: 4 | 6, endpoints: readonly EndpointObject[], own: EndpointObject['ports']): KubeObject {
  const { name, namespace, publishNotReadyAddresses } = service
  const ports = own ?? service.ports.map(({ targetPort, ...port }) => ({ ...port, port: targetPort }))
  return {
    metadata: metadata(`${name}-${suffix}`, namespace, { 'kubernetes.io/service-name': name }), addressType: `IPv${version}`,
    endpoints: endpoints.map(endpoint => endpointOf(endpoint, { namespace, publishNotReadyAddresses })), ports: ports.map(portOf),
  }
}

const portOf = ({ name, port, protocol }: PortObject) => ({ ...named(name), port, protocol: formatProtocol(protocol).toUpperCase() })

function endpointOf({ address, hostname, podName, ready, zone }: EndpointObject, { namespace, publishNotReadyAddresses }: Pick<ServiceObject, 'namespace' | 'publishNotReadyAddresses'>) {
  return {
    addresses: [address], conditions: { ready: ready || publishNotReadyAddresses }, ...(hostname === undefined ? {} : { hostname }), ...(zone === undefined ? {} : { zone }),
    ...(podName === '' ? {} : { targetRef: { kind: 'Pod', name: podName, namespace } }),
  }
}

function importOf({ name, namespace, type, addresses, ports }: ServiceImportObject): KubeObject {
  return { metadata: metadata(name, namespace), spec: { type, ips: addresses, ports: ports.map(portOf) } }
}

/** Labelled with the service of the cluster set and the cluster that exports it. Source: KEP-1645 "EndpointSlice". */
function importedSlicesOf({ name, namespace, slices }: ServiceImportObject): readonly KubeObject[] {
  return slices.flatMap(({ cluster, ports, endpoints, publishNotReadyAddresses }, at) => ([4, 6] as const).flatMap(version => {
    const members = endpoints.filter(({ address }) => versionOf(address) === version)
    if (members.length === 0) return []
    const labels = { 'multicluster.kubernetes.io/service-name': name, 'multicluster.kubernetes.io/source-cluster': cluster }
    return [{ metadata: metadata(`imported-${name}-${at}-v${version}`, namespace, labels), addressType: `IPv${version}`, endpoints: members.map(endpoint => endpointOf(endpoint, { namespace, publishNotReadyAddresses })), ports: ports.map(portOf) }]
  }))
}
