import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { ClusterObjects, EndpointObject, ImportedSlice, PortObject, ServiceImportObject, ServiceObject } from '@/lib/network/cluster-objects'
import { clusterObjectsOf, deviceOf } from '@/lib/network/names'
import type { RecordedEndpoint, RecordedImport, RecordedObjects, RecordedPort, RecordedService, RecordedSlice } from './forms'

const NUMBERS = { TCP: PROTOCOLS.tcp, UDP: PROTOCOLS.udp, SCTP: PROTOCOLS.sctp }

/** The objects of a fixture as the engine holds those of a cluster. */
export function objectsFrom({ namespaces = [], services = [], serviceImports = [], endpointslices = [], localEndpointslices = [], pods = [], clusterStatus }: RecordedObjects): ClusterObjects {
  const own = endpointslices.filter(({ sourceCluster }) => sourceCluster === undefined)
  const local = localEndpointslices.filter(({ namespace, service }) => !services.some(one => one.namespace === namespace && one.name === service))
  const unnamed = [...new Map(local.map(({ namespace, service }) => [`${namespace}/${service}`, { name: service, namespace, type: 'ClusterIP', headless: true } as const])).values()]
  const known = namespaces.length > 0 ? namespaces : [...services, ...serviceImports].map(({ namespace }) => namespace)
  return {
    id: clusterObjectsOf('recorded'), from: elementId('recorded'), namespaces: [...new Set(known)],
    services: [...services, ...unnamed].map(one => serviceFrom(one, [...own, ...localEndpointslices])),
    serviceImports: serviceImports.map(one => importFrom(one, endpointslices)),
    pods: pods.map(({ namespace, name, ip: address }, at) => ({ from: elementId('pod'), device: deviceOf(`pod-${at}`), name, namespace, addresses: [ip(address)] })),
    ...(clusterStatus ? { connectivity: clusterStatus } : {}),
  }
}

const portFrom = ({ name, port, protocol }: RecordedPort): PortObject => ({ name, port, protocol: NUMBERS[protocol] })

const isOf = ({ namespace, service }: RecordedSlice, one: { readonly name: string; readonly namespace: string }): boolean => namespace === one.namespace && service === one.name

function endpointFrom({ address, ready, hostname, podName, zone }: RecordedEndpoint, ports: readonly RecordedPort[], service: string): EndpointObject {
  return {
    from: elementId(service), device: deviceOf(`${service}-${address}`), address: ip(address), podName: podName ?? '', ready, ports: ports.map(portFrom),
    ...(hostname ? { hostname } : {}), ...(zone ? { zone } : {}),
  }
}

function serviceFrom(service: RecordedService, slices: readonly RecordedSlice[]): ServiceObject {
  const own = slices.filter(slice => isOf(slice, service))
  return {
    from: elementId(service.name), name: service.name, namespace: service.namespace, publishNotReadyAddresses: own.some(slice => slice.publishNotReadyAddresses === true),
    type: service.headless === true ? 'Headless' : service.type, clusterAddresses: (service.clusterIPs ?? []).map(ip), ...(service.externalName === undefined ? {} : { externalName: service.externalName }),
    ports: (service.ports ?? []).map(port => ({ ...portFrom(port), targetPort: port.port })),
    endpoints: own.flatMap(({ endpoints, ports }) => endpoints.map(endpoint => endpointFrom(endpoint, ports, service.name))), externalAddresses: service.externalIPs ?? [],
  }
}

function importFrom(service: RecordedImport, slices: readonly RecordedSlice[]): ServiceImportObject {
  const own = slices.filter(slice => isOf(slice, service) && slice.sourceCluster !== undefined)
  return {
    from: elementId(service.name), name: service.name, namespace: service.namespace, type: service.type, addresses: service.ips.map(ip), ports: service.ports.map(portFrom),
    slices: own.map(({ sourceCluster = '', ports, endpoints, publishNotReadyAddresses = false, globalnet = false }): ImportedSlice => ({
      cluster: sourceCluster, ports: ports.map(portFrom), endpoints: endpoints.map(endpoint => endpointFrom(endpoint, ports, service.name)), publishNotReadyAddresses, globalAddresses: globalnet,
    })),
  }
}
