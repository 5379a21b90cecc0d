import type { IpAddress } from '@/lib/net/ip-address'
import { versionOf } from '@/lib/net/ip-address'
import { formatProtocol } from '@/lib/net/protocol'
import type { ClusterObjects, EndpointObject, ServiceObject } from '@/lib/network/cluster-objects'

/** A JSON object as the Kubernetes API writes it. */
export interface KubeObject { readonly metadata: Metadata; readonly [field: string]: unknown }
interface Metadata { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>>; readonly resourceVersion: string }

/** One kind of object that an API server lists: where, and what stands there. */
export interface KubeResource { readonly apiVersion: string; readonly kind: string; readonly path: string; readonly items: readonly KubeObject[] }

const metadata = (name: string, namespace?: string, labels?: Readonly<Record<string, string>>): Metadata =>
  ({ name, resourceVersion: '1', ...(namespace === undefined ? {} : { namespace }), ...(labels ? { labels } : {}) })

/** What an API server says of a cluster's objects. Source: Kubernetes API reference, core/v1 and discovery/v1; sigs.k8s.io/mcs-api v1alpha1. */
export function kubeResources(objects: ClusterObjects): readonly KubeResource[] {
  const { namespaces, services, pods } = objects
  return [
    { apiVersion: 'v1', kind: 'Namespace', path: '/api/v1/namespaces', items: namespaces.map(name => ({ metadata: metadata(name) })) },
    { apiVersion: 'v1', kind: 'Service', path: '/api/v1/services', items: services.map(serviceOf) },
    { apiVersion: 'v1', kind: 'Pod', path: '/api/v1/pods', items: pods.map(pod => ({ metadata: metadata(pod.name, pod.namespace), status: { phase: 'Running', podIP: pod.addresses[0], podIPs: pod.addresses.map(ip => ({ ip })) } })) },
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', path: '/apis/discovery.k8s.io/v1/endpointslices', items: services.flatMap(slicesOf) },
    { apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceImport', path: '/apis/multicluster.x-k8s.io/v1alpha1/serviceimports', items: [] },
  ]
}

function serviceOf(service: ServiceObject): KubeObject {
  const { name, namespace, type, clusterAddresses, externalName, ports } = service
  const addresses = type === 'Headless' ? ['None'] : clusterAddresses
  return {
    metadata: metadata(name, namespace),
    spec: {
      type: type === 'Headless' ? 'ClusterIP' : type, ...(externalName === undefined ? {} : { externalName }),
      ...(type === 'ExternalName' || addresses.length === 0 ? {} : { clusterIP: addresses[0], clusterIPs: addresses }),
      ports: ports.map(port => ({ ...named(port.name), port: port.port, targetPort: port.targetPort, protocol: formatProtocol(port.protocol).toUpperCase() })),
      publishNotReadyAddresses: service.publishNotReadyAddresses,
    },
  }
}

const named = (name: string | undefined) => (name === undefined ? {} : { name })

/** One slice per family, as the EndpointSlice controller makes them; publishNotReadyAddresses makes every endpoint ready there. */
function slicesOf(service: ServiceObject): readonly KubeObject[] {
  return ([4, 6] as const).flatMap(version => {
    const endpoints = service.endpoints.filter(({ address }) => versionOf(address) === version)
    return endpoints.length === 0 ? [] : [sliceOf(service, version, endpoints)]
  })
}

function sliceOf({ name, namespace, ports, publishNotReadyAddresses }: ServiceObject, version: 4 | 6, endpoints: readonly EndpointObject[]): KubeObject {
  return {
    metadata: metadata(`${name}-v${version}`, namespace, { 'kubernetes.io/service-name': name }), addressType: `IPv${version}`,
    endpoints: endpoints.map(endpoint => endpointOf(endpoint, endpoint.address, endpoint.ready || publishNotReadyAddresses, namespace)),
    ports: ports.map(port => ({ ...named(port.name), port: port.targetPort, protocol: formatProtocol(port.protocol).toUpperCase() })),
  }
}

function endpointOf({ hostname, podName }: EndpointObject, address: IpAddress, ready: boolean, namespace: string) {
  return { addresses: [address], conditions: { ready }, ...(hostname === undefined ? {} : { hostname }), ...(podName === '' ? {} : { targetRef: { kind: 'Pod', name: podName, namespace } }) }
}
