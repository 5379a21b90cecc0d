import { parseIp, versionOf, type IpAddress } from '@/lib/net/ip-address'
import { formatProtocol } from '@/lib/net/protocol'
import { joinName } from '@/lib/dns/names'
import { respond, type PluginResponse } from '@/lib/dns/response'
import type { ServerContext } from '@/lib/dns/served'
import type { ServiceImportObject, ServiceObject } from '@/lib/network/cluster-objects'
import type { ResourceRecord } from '@/lib/network/name-server'
import { apexRecords, serverNames } from './apex'
import { endpointLabel, type PublishedEndpoint } from './endpoints'
import { isExposed } from './exposed'
import type { ObjectIndex } from './objects'
import { shareOf, soaOf } from './records'
import type { Stanza } from './stanza'

/** Weight of a service's own SRV records in a transfer. Source: coredns plugin/kubernetes/xfr.go. */
const SERVICE_WEIGHT = 100

/**
 * The whole zone: SOA, name servers, services, endpoints, and SOA again. Names of one endpoint in a zone of the cluster set stand without
 * their cluster, unlike in queries. Source: coredns plugin/kubernetes/xfr.go Transfer.
 */
export function transferred(zone: string, stanza: Stanza, objects: ObjectIndex, { network, device }: ServerContext): PluginResponse {
  const soa = soaOf(zone, stanza.ttlSeconds)
  const { answers, additional } = apexRecords(serverNames(network.devices.get(device), zone, stanza, objects), zone, stanza.ttlSeconds)
  const exposed = ({ namespace }: { readonly namespace: string }) => isExposed(stanza, objects, namespace)
  const services = stanza.multiclusterZones.includes(zone)
    ? [...objects.serviceImports.values()].filter(({ service }) => exposed(service)).flatMap(({ service, slices }) => recordsOf(service, slices.flatMap(({ endpoints }) => endpoints), zone, stanza))
    : [...objects.services.values()].filter(({ service }) => exposed(service)).flatMap(({ service, endpoints }) => recordsOf(service, stanza.endpoints === 'watched' ? endpoints : [], zone, stanza))
  return respond('NOERROR', { authoritative: true, answers: [soa, ...answers, ...additional, ...services, soa] })
}

function recordsOf(service: ServiceObject | ServiceImportObject, endpoints: readonly PublishedEndpoint[], zone: string, stanza: Stanza): readonly ResourceRecord[] {
  const name = joinName(service.name, service.namespace, 'svc', zone)
  const { ttlSeconds } = stanza
  if (service.type === 'ExternalName') {
    const target = service.externalName?.toLowerCase().replace(/\.$/, '') ?? ''
    return target === '' || parseIp(target).ok ? [] : [{ name, type: 'CNAME', ttlSeconds, data: target }]
  }
  const addresses = 'addresses' in service ? service.addresses : service.clusterAddresses
  if (addresses.length > 0) return [...addresses.map(address => addressRecord(name, address, ttlSeconds)), ...service.ports.flatMap(port => serviceSrv(name, port, ttlSeconds))]
  return endpoints.flatMap(endpoint => endpointRecords(name, endpoint, { ttlSeconds, weight: shareOf(endpoints.length), label: endpointLabel(endpoint, stanza) }))
}

const addressRecord = (name: string, address: IpAddress, ttlSeconds: number): ResourceRecord => ({ name, type: versionOf(address) === 4 ? 'A' : 'AAAA', ttlSeconds, data: address })

type Port = { readonly name?: string; readonly port: number; readonly protocol: number }

const portName = (name: string, port: Port): string => `_${(port.name ?? '').toLowerCase()}._${formatProtocol(port.protocol)}.${name}`

/** One record under the service's own name, and one under that of a named port. */
function serviceSrv(name: string, port: Port, ttlSeconds: number): readonly ResourceRecord[] {
  const owners = port.name ? [name, portName(name, port)] : [name]
  return owners.map(owner => ({ name: owner, type: 'SRV', ttlSeconds, data: `0 ${SERVICE_WEIGHT} ${port.port} ${name}` }))
}

function endpointRecords(name: string, endpoint: PublishedEndpoint, { ttlSeconds, weight, label }: { readonly ttlSeconds: number; readonly weight: number; readonly label: string }): readonly ResourceRecord[] {
  const own = joinName(label, name)
  const srv = endpoint.ports.filter(port => port.name).map((port): ResourceRecord => ({ name: portName(name, port), type: 'SRV', ttlSeconds, data: `0 ${weight} ${port.port} ${own}` }))
  return [addressRecord(name, endpoint.address, ttlSeconds), addressRecord(own, endpoint.address, ttlSeconds), ...srv]
}
