import { joinName, labelsOf, withoutZone } from '@/lib/dns/names'
import { endpointLabel, matches, type PublishedEndpoint } from '@/lib/dns/plugins/kubernetes/endpoints'
import { isExposed } from '@/lib/dns/plugins/kubernetes/exposed'
import { serviceKey, type IndexedService, type ObjectIndex } from '@/lib/dns/plugins/kubernetes/objects'
import type { PortObject } from '@/lib/network/cluster-objects'
import type { Stanza } from '@/lib/dns/plugins/kubernetes/stanza'

/** An address or a host name that a service is known by outside, with one of its ports. */
export interface ExternalItem { readonly host: string; readonly port: number; readonly target: string; readonly service: IndexedService['service']; readonly endpoint?: PublishedEndpoint }

/** Stands for "no ports"; such an endpoint has addresses but no SRV. Source: coredns plugin/kubernetes/object/endpoint.go, plugin/k8s_external/msg_to_dns.go. */
const NO_PORT = { name: '', protocol: -1, port: -1 } as const
const portsOf = (ports: readonly PortObject[]): readonly PortObject[] => (ports.length === 0 ? [NO_PORT] : ports)

/** A name that is not there, or what it stands for. */
export type FoundExternal = 'name-error' | readonly ExternalItem[]

/** `[endpoint|_port._protocol.]service.namespace.zone`. Source: coredns plugin/kubernetes/external.go External. */
export function findExternal(name: string, zone: string, { stanza, objects, headless }: { readonly stanza: Stanza; readonly objects: ObjectIndex; readonly headless: boolean }): FoundExternal {
  const [namespace = '', service = '', ...left] = [...labelsOf(withoutZone(name, zone))].reverse()
  if (!isExposed(stanza, objects, namespace)) return 'name-error'
  if (service === '') return []
  if (left.length > 2) return 'name-error'
  const [last = '', first = ''] = left.map(label => label.replace(/^_/, ''))
  const parts = left.length === 2 ? { endpoint: '', protocol: last, port: first } : { endpoint: last, protocol: '', port: '' }
  const found = objects.services.get(serviceKey(service, namespace))
  if (!found) return 'name-error'
  const target = joinName(service, namespace, zone)
  const hosts = found.service.externalAddresses ?? []
  const items = headless && hosts.length === 0 && (found.service.type === 'Headless' || parts.endpoint !== '')
    ? endpointItems(found, stanza.endpoints === 'watched' ? found.endpoints : [], parts, { target, stanza })
    : hosts.flatMap(host => portsOf(found.service.ports).filter(port => matches(parts, port)).map(({ port }) => ({ host, port, target, service: found.service })))
  return items.length === 0 ? 'name-error' : items
}

function endpointItems({ service }: IndexedService, endpoints: readonly PublishedEndpoint[], parts: { readonly endpoint: string; readonly protocol: string; readonly port: string }, { target, stanza }: { readonly target: string; readonly stanza: Stanza }): readonly ExternalItem[] {
  return endpoints.flatMap(endpoint => {
    const label = endpointLabel(endpoint, stanza)
    if (parts.endpoint !== '' && parts.endpoint !== label.toLowerCase()) return []
    return portsOf(endpoint.ports).filter(port => matches(parts, port)).map(({ port }) => ({ host: endpoint.address, port, target: joinName(label, target), service, endpoint }))
  })
}
