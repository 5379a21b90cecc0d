import { joinName, longestZone } from '@/lib/dns/names'
import { watchedObjects } from '@/lib/dns/plugins/kubernetes/serve-stanza'
import type { Stanza } from '@/lib/dns/plugins/kubernetes/stanza'
import type { ServerContext } from '@/lib/dns/served'
import type { IpAddress } from '@/lib/net/ip-address'

/** The namespaces of the pods with an address in a cluster, the first one counts; null where the cluster is not known. */
export type PodNamespace = (stanza: Stanza, address: IpAddress) => string | undefined

/**
 * The search list that one stanza gives a client: that of the pod with its address. Only `pods verified` knows pods.
 * Source: coredns plugin/kubernetes/autopath.go AutoPath.
 */
export function searchOfStanza(stanza: Stanza, name: string, client: IpAddress | null, { hostSearch, podNamespace }: { readonly hostSearch: readonly string[]; readonly podNamespace: PodNamespace }): readonly string[] | null {
  const zone = longestZone(name, stanza.zones)
  const namespace = zone !== undefined && client !== null && stanza.pods === 'verified' ? podNamespace(stanza, client) : undefined
  return zone === undefined || namespace === undefined ? null : [joinName(namespace, 'svc', zone), joinName('svc', zone), joinName(zone), ...hostSearch, '']
}

/**
 * The search list of several stanzas: the client's pod must be known in every one of them, and later zones come before earlier ones, those
 * for addresses too. The name must be in a zone of some stanza. Source: coredns/kubernetai plugin/kubernetai/kubernetai.go AutoPath.
 */
export function searchOfStanzas(stanzas: readonly Stanza[], name: string, client: IpAddress | null, { hostSearch, podNamespace }: { readonly hostSearch: readonly string[]; readonly podNamespace: PodNamespace }): readonly string[] | null {
  if (client === null || stanzas.every(({ zones }) => longestZone(name, zones) === undefined)) return null
  const namespaces = stanzas.map(stanza => (stanza.pods === 'verified' ? podNamespace(stanza, client) : undefined))
  if (namespaces.includes(undefined)) return null
  const own = stanzas.flatMap(({ zones }, at) => zones.map(zone => [joinName(namespaces[at] ?? '', 'svc', zone), joinName('svc', zone), joinName(zone)]))
  return [...own.reverse().flat(), ...hostSearch, '']
}

/** Pods as the server knows them. */
export const podNamespaceIn = (context: ServerContext): PodNamespace => (stanza, address) => watchedObjects(stanza, context)?.podsByAddress.get(address)?.[0]?.namespace
