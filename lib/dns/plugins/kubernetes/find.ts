import { parseIp, type IpAddress } from '@/lib/net/ip-address'
import { formatProtocol } from '@/lib/net/protocol'
import type { ElementId } from '@/lib/net/element-id'
import type { EndpointObject } from '@/lib/network/cluster-objects'
import type { DeviceId } from '@/lib/network/ids'
import type { NameParts } from './parse-name'
import { serviceKey, type IndexedService, type ObjectIndex } from './objects'
import type { Stanza } from './stanza'

/** One address or alias that a name stands for. */
export type Item =
  | { readonly type: 'address'; readonly address: IpAddress; readonly port: number | null; readonly target: string; readonly from?: ElementId; readonly device?: DeviceId }
  | { readonly type: 'alias'; readonly target: string; readonly from: ElementId }

/** What a name stands for: nothing at all (`name-error`), or items, of which there may be none (NODATA). */
export type Found = 'name-error' | readonly Item[]

interface EndpointPort { readonly name?: string; readonly protocol?: number; readonly port: number | null }

/** A port of null stands for "no ports": such an endpoint has addresses but no SRV. */
const NO_PORTS: readonly EndpointPort[] = [{ port: null }]

export const isExposed = (stanza: Stanza, objects: ObjectIndex, namespace: string): boolean =>
  (stanza.namespaces === null || stanza.namespaces.has(namespace)) && objects.namespaces.has(namespace)

/** Looks the parts of a name up among a cluster's objects. Source: coredns plugin/kubernetes/kubernetes.go Records, findPods, findServices. */
export function findItems(parts: NameParts | null, zone: string, stanza: Stanza, objects: ObjectIndex): Found {
  if (parts === null) return 'name-error'
  if (parts.kind === '') return []
  if (parts.namespace !== '' && !isExposed(stanza, objects, parts.namespace)) return 'name-error'
  if (parts.kind === 'pod') return findPod(parts, stanza, objects)
  if (parts.service === '') return []
  const found = objects.services.get(serviceKey(parts.service, parts.namespace))
  return found ? itemsOf(found, parts, zone, stanza) : 'name-error'
}

function itemsOf(found: IndexedService, parts: NameParts, zone: string, stanza: Stanza): Found {
  const { service } = found
  const endpoints = stanza.endpoints === 'watched' ? found.endpoints : []
  const target = `${service.name}.${service.namespace}.svc.${zone}`
  if (service.type === 'ExternalName') return aliasOf(found, parts)
  if (service.type === 'Headless' || parts.endpoint !== '') return endpointItems(found, endpoints, parts, { target, stanza })
  if (stanza.ignoreEmptyService && endpoints.length === 0) return 'name-error'
  const ports = service.ports.filter(port => matches(parts, port))
  if (ports.length === 0) return 'name-error'
  return ports.flatMap(({ port }) => service.clusterAddresses.map(address => ({ type: 'address', address, port, target, from: service.from } as const)))
}

/** An alias has no endpoints and no ports, and an address is none. */
function aliasOf({ service }: IndexedService, parts: NameParts): Found {
  const target = service.externalName?.toLowerCase().replace(/\.$/, '') ?? ''
  return parts.endpoint + parts.port + parts.protocol !== '' || target === '' || parseIp(target).ok ? 'name-error' : [{ type: 'alias', target, from: service.from }]
}

function endpointItems({ service }: IndexedService, endpoints: readonly EndpointObject[], parts: NameParts, { target, stanza }: { readonly target: string; readonly stanza: Stanza }): Found {
  const all: readonly EndpointPort[] = service.ports.length === 0 ? NO_PORTS : service.ports.map(({ targetPort, ...port }) => ({ ...port, port: targetPort }))
  const ports = all.filter(port => matches(parts, port))
  const items = endpoints.flatMap(endpoint => {
    const label = endpointLabel(endpoint, stanza)
    if (parts.endpoint !== '' && parts.endpoint !== label.toLowerCase()) return []
    const { address, from, device } = endpoint
    return ports.map(({ port }) => ({ type: 'address', address, port, target: `${label}.${target}`, from, device } as const))
  })
  return items.length === 0 ? 'name-error' : items
}

function matches(parts: NameParts, port: { readonly name?: string; readonly protocol?: number }): boolean {
  return (parts.port === '' || parts.port === (port.name ?? '').toLowerCase())
    && (parts.protocol === '' || (port.protocol !== undefined && parts.protocol === formatProtocol(port.protocol)))
}

const MAX_LABEL_LENGTH = 63

/** The label of an endpoint: its hostname, its pod's name where so configured, else its address with dashes. Source: coredns plugin/kubernetes/kubernetes.go endpointHostname. */
export function endpointLabel(endpoint: { readonly address: IpAddress; readonly hostname?: string; readonly podName: string }, { endpointPodNames }: Pick<Stanza, 'endpointPodNames'>): string {
  if (endpoint.hostname) return endpoint.hostname
  if (endpointPodNames && endpoint.podName !== '' && endpoint.podName.length <= MAX_LABEL_LENGTH) return endpoint.podName
  const dashed = endpoint.address.replace(/[.:]/g, '-')
  return dashed.endsWith('-') ? `${dashed}0` : dashed
}

/** `192-0-2-1.<namespace>.pod`: whatever parses as an address, or only what a pod has. */
function findPod(parts: NameParts, stanza: Stanza, objects: ObjectIndex): Found {
  if (stanza.pods === 'disabled' && parts.namespace !== '') return 'name-error'
  if (parts.service === '') return []
  const dashed = parts.service
  const text = dashed.split('-').length === 4 && !dashed.includes('--') ? dashed.replaceAll('-', '.') : dashed.replaceAll('-', ':')
  const address = parseIp(text)
  if (!address.ok) return 'name-error'
  const pod = objects.podsByAddress.get(address.value)?.find(({ namespace }) => namespace === parts.namespace)
  if (!pod && stanza.pods === 'verified') return 'name-error'
  return [{ type: 'address', address: address.value, port: null, target: '', ...(pod ? { from: pod.from, device: pod.device } : {}) }]
}
