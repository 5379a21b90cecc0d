import { parseIp } from '@/lib/net/ip-address'
import { joinName } from '@/lib/dns/names'
import { endpointItems, portItems } from './endpoints'
import { isExposed } from './exposed'
import type { Found, Item } from './item'
import type { NameParts } from './parse-name'
import { serviceKey, type IndexedService, type ObjectIndex } from './objects'
import type { Stanza } from './stanza'

/** Looks the parts of a name up among a cluster's objects. Source: coredns plugin/kubernetes/kubernetes.go Records, findPods, findServices. */
export function findItems(parts: NameParts | null, zone: string, stanza: Stanza, objects: ObjectIndex): Found {
  if (parts === null) return 'name-error'
  if (parts.kind === '') return []
  if (!isExposed(stanza, objects, parts.namespace)) return 'name-error'
  if (parts.kind === 'pod') return findPod(parts, zone, stanza, objects)
  if (parts.service === '') return []
  if (stanza.multiclusterZones.includes(zone)) return findImport(parts, zone, stanza, objects)
  const found = objects.services.get(serviceKey(parts.service, parts.namespace))
  return found ? itemsOf(found, parts, zone, stanza) : 'name-error'
}

function itemsOf(found: IndexedService, parts: NameParts, zone: string, stanza: Stanza): Found {
  const { service } = found
  const endpoints = stanza.endpoints === 'watched' ? found.endpoints : []
  const target = joinName(service.name, service.namespace, 'svc', zone)
  if (parts.topologyZone !== '' && service.type !== 'Headless') return 'name-error'
  if (service.type === 'ExternalName') return aliasOf(found, parts)
  if (parts.topologyZone !== '') {
    const there = endpointItems(endpoints.filter(endpoint => endpoint.zone === parts.topologyZone), parts, { target, stanza })
    return there.length === 0 && parts.zoneMode === 'prefer' ? endpointItems(endpoints, parts, { target, stanza }) : there
  }
  if (service.type === 'Headless' || parts.endpoint !== '') return orNameError(endpointItems(endpoints, parts, { target, stanza }))
  if (stanza.ignoreEmptyService && endpoints.length === 0) return 'name-error'
  return portItems(service.ports, service.clusterAddresses, parts, { target, from: service.from })
}

const orNameError = (items: readonly Item[]): Found => (items.length === 0 ? 'name-error' : items)

/** An alias has no endpoints and no ports, and an address is none. */
function aliasOf({ service }: IndexedService, parts: NameParts): Found {
  const target = service.externalName?.toLowerCase().replace(/\.$/, '') ?? ''
  return parts.endpoint + parts.port + parts.protocol !== '' || target === '' || parseIp(target).ok ? 'name-error' : [{ type: 'alias', target, from: service.from }]
}

/**
 * A service of the cluster set: its own addresses, or the endpoints of all clusters; one endpoint only together with its cluster.
 * Source: coredns plugin/kubernetes/kubernetes.go findMultiClusterServices; KEP-1645 DNS specification sections 2.3 and 2.4.
 */
function findImport(parts: NameParts, zone: string, stanza: Stanza, objects: ObjectIndex): Found {
  const found = objects.serviceImports.get(serviceKey(parts.service, parts.namespace))
  if (!found) return 'name-error'
  const { service } = found
  const target = joinName(service.name, service.namespace, 'svc', zone)
  if (service.type === 'ClusterSetIP' && stanza.ignoreEmptyService && found.slices.every(({ endpoints }) => endpoints.length === 0)) return 'name-error'
  if (service.type === 'ClusterSetIP' && parts.endpoint === '') return portItems(service.ports, service.addresses, parts, { target, from: service.from })
  const slices = parts.endpoint === '' ? found.slices : found.slices.filter(({ cluster }) => cluster.toLowerCase() === parts.cluster)
  return orNameError(slices.flatMap(slice => endpointItems(slice.endpoints, parts, { target: `${slice.cluster}.${target}`, stanza })))
}

/** `192-0-2-1.<namespace>.pod`: whatever parses as an address, or only what a pod has. Its port is 0, which SRV shows. */
function findPod(parts: NameParts, zone: string, stanza: Stanza, objects: ObjectIndex): Found {
  if (stanza.pods === 'disabled') return 'name-error'
  if (parts.service === '') return []
  const dashed = parts.service
  const text = dashed.split('-').length === 4 && !dashed.includes('--') ? dashed.replaceAll('-', '.') : dashed.replaceAll('-', ':')
  const address = parseIp(text)
  if (!address.ok) return 'name-error'
  const pod = objects.podsByAddress.get(address.value)?.find(({ namespace }) => namespace === parts.namespace)
  // It compares text: the label that ends in 0 because an address ends in "::" is nobody's.
  if (stanza.pods === 'verified' && (!pod || text !== address.value)) return 'name-error'
  return [{ type: 'address', address: address.value, port: 0, target: joinName(parts.service, parts.namespace, 'pod', zone), ...(pod ? { from: pod.from, device: pod.device } : {}) }]
}
