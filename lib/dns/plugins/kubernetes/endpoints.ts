import type { IpAddress } from '@/lib/net/ip-address'
import { formatProtocol } from '@/lib/net/protocol'
import type { ElementId } from '@/lib/net/element-id'
import type { EndpointObject, PortObject } from '@/lib/network/cluster-objects'
import type { Found, Item } from './item'
import type { NameParts } from './parse-name'
import type { Stanza } from './stanza'

type EndpointPort = { readonly name?: string; readonly protocol?: number; readonly port: number | null }

/** A port of null stands for "no ports": such an endpoint or service has addresses but no SRV. Source: coredns plugin/kubernetes/object endpoint.go, service.go (port -1). */
const NO_PORTS: readonly EndpointPort[] = [{ port: null }]

/** An endpoint with the ports of its EndpointSlice. */
export type PublishedEndpoint = EndpointObject & { readonly ports: readonly PortObject[] }

/** The endpoints that a name asks for, once per port that it asks for. */
export function endpointItems(endpoints: readonly PublishedEndpoint[], parts: NameParts, { target, stanza }: { readonly target: string; readonly stanza: Pick<Stanza, 'endpointPodNames'> }): readonly Item[] {
  return endpoints.flatMap(endpoint => {
    const label = endpointLabel(endpoint, stanza)
    if (parts.endpoint !== '' && parts.endpoint !== label.toLowerCase()) return []
    const ports: readonly EndpointPort[] = endpoint.ports.length === 0 ? NO_PORTS : endpoint.ports
    const { address, from, device } = endpoint
    return ports.filter(port => matches(parts, port)).map(({ port }) => ({ type: 'address', address, port, target: `${label}.${target}`, from, device } as const))
  })
}

/** The addresses of a service, once per port that a name asks for; without such a port the name is not there. */
export function portItems(ports: readonly PortObject[], addresses: readonly IpAddress[], parts: NameParts, { target, from }: { readonly target: string; readonly from: ElementId }): Found {
  const all: readonly EndpointPort[] = ports.length === 0 ? NO_PORTS : ports
  const asked = all.filter(port => matches(parts, port))
  if (asked.length === 0) return 'name-error'
  return asked.flatMap(({ port }) => addresses.map(address => ({ type: 'address', address, port, target, from } as const)))
}

/** Whether a port is one that the name asks for: any, where it asks for none. Source: coredns plugin/kubernetes/kubernetes.go matchPortAndProtocol. */
export function matches(parts: Pick<NameParts, 'port' | 'protocol'>, port: { readonly name?: string; readonly protocol?: number }): boolean {
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
