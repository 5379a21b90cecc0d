import { versionOf } from '@/lib/net/ip-address'
import type { EndpointObject, ImportedSlice, PortObject } from '@/lib/network/cluster-objects'
import { serviceKey, type ObjectIndex } from '@/lib/dns/plugins/kubernetes/objects'

/** What is asked of a service of the cluster set; '' where the question does not say. */
export interface Wanted { readonly namespace: string; readonly service: string; readonly cluster: string; readonly hostname: string }

/** One address that is given for a service. */
export interface GivenRecord { readonly endpoint: EndpointObject; readonly ports: readonly PortObject[]; readonly cluster: string; readonly hostname: string }

/** Which clusters count. `connected` null: all. */
export interface ClusterStatus { readonly local: string; readonly connected: readonly string[] | null }

/** Unknown, or what may be given: one alternative per cluster that takes its turn, else one; none is NODATA. */
export type Choice = 'unknown' | { readonly headless: boolean; readonly alternatives: readonly (readonly GivenRecord[])[] }

/**
 * Whose addresses are given: those of the cluster set itself; of the named cluster, healthy or not; of the local cluster where it is healthy;
 * else of the connected and healthy clusters in turn. Headless: every endpoint of every connected cluster.
 * Source: submariner-io/lighthouse coredns/resolver/resolver.go GetDNSRecords.
 */
export function choose(wanted: Wanted, objects: ObjectIndex, status: ClusterStatus): Choice {
  const found = objects.serviceImports.get(serviceKey(wanted.service, wanted.namespace))
  if (!found) return 'unknown'
  const { service } = found
  if (service.type === 'Headless') return chooseHeadless(service.slices.map(slice => ({ cluster: slice.cluster, records: headlessRecords(slice, localOf(slice, wanted, objects, status)) })), wanted, status)
  const clusters = service.slices.flatMap(clusterRecord)
  if (wanted.cluster !== '') {
    const one = clusters.find(({ record }) => record.cluster.toLowerCase() === wanted.cluster)
    return one ? { headless: false, alternatives: [[one.record]] } : 'unknown'
  }
  if (service.addresses.length > 0) {
    const address = service.addresses.find(one => versionOf(one) === 4) ?? service.addresses[0]
    const endpoint = service.slices[0]?.endpoints[0]
    return { headless: false, alternatives: address === undefined ? [] : [[{ endpoint: { from: service.from, device: endpoint?.device ?? ('' as EndpointObject['device']), address, podName: '', ready: true }, ports: service.ports, cluster: '', hostname: '' }]] }
  }
  const ports = commonPorts(clusters.map(({ record }) => record.ports))
  const given = ({ record }: (typeof clusters)[number]): readonly GivenRecord[] => [{ ...record, ports }]
  const local = clusters.find(({ record, healthy }) => record.cluster === status.local && healthy)
  return { headless: false, alternatives: local ? [given(local)] : clusters.filter(({ record, healthy }) => healthy && isConnected(record.cluster, status)).map(given) }
}

/** Whether any address of a service is one of IPv6. */
export function hasV6({ service, namespace }: Wanted, objects: ObjectIndex): boolean {
  const found = objects.serviceImports.get(serviceKey(service, namespace))?.service
  return [...found?.addresses ?? [], ...(found?.slices ?? []).flatMap(({ endpoints }) => endpoints.map(({ address }) => address))].some(address => versionOf(address) === 6)
}

const isConnected = (cluster: string, { connected }: ClusterStatus): boolean => connected === null || connected.includes(cluster)

/** A slice of a service with an address of its own holds that address, ready where the service has healthy endpoints. */
function clusterRecord({ cluster, ports, endpoints: [endpoint] }: ImportedSlice): readonly { readonly record: GivenRecord; readonly healthy: boolean }[] {
  return endpoint ? [{ record: { endpoint, ports, cluster, hostname: '' }, healthy: endpoint.ready }] : []
}

/** The ports that all clusters have alike. Source: service_info.go mergePorts. */
function commonPorts([first = [], ...others]: readonly (readonly PortObject[])[]): readonly PortObject[] {
  return first.filter(port => others.every(ports => ports.some(other => other.name === port.name && other.port === port.port && other.protocol === port.protocol)))
}

/** In the exporting cluster itself global addresses lead nowhere: the service's own endpoints take their place. Source: endpoint_slice.go shouldRetrieveLocalEndpointSlicesFor. */
function localOf(slice: ImportedSlice, { namespace, service }: Wanted, objects: ObjectIndex, { local }: ClusterStatus): readonly EndpointObject[] {
  const own = slice.globalAddresses && slice.cluster === local ? objects.services.get(serviceKey(service, namespace)) : undefined
  return own?.service.endpoints ?? slice.endpoints
}

const headlessRecords = ({ cluster, ports, publishNotReadyAddresses }: ImportedSlice, endpoints: readonly EndpointObject[]): readonly GivenRecord[] =>
  endpoints.filter(({ ready }) => ready || publishNotReadyAddresses).map(endpoint => ({ endpoint, ports: endpoint.ports ?? ports, cluster, hostname: endpoint.hostname ?? endpoint.podName }))

function chooseHeadless(slices: readonly { readonly cluster: string; readonly records: readonly GivenRecord[] }[], { cluster, hostname }: Wanted, status: ClusterStatus): Choice {
  const all = (records: readonly GivenRecord[]): Choice => ({ headless: true, alternatives: [records] })
  if (cluster === '') return all(slices.filter(slice => isConnected(slice.cluster, status)).flatMap(({ records }) => records))
  const own = slices.filter(slice => slice.cluster.toLowerCase() === cluster)
  if (own.length === 0) return 'unknown'
  const records = own.flatMap(slice => slice.records)
  if (hostname === '') return all(records)
  const named = records.filter(record => record.hostname.toLowerCase() === hostname)
  return named.length === 0 ? 'unknown' : all(named)
}

