import type { Context } from '@/lib/mechanisms/types'
import { clusterPods, domainOf, type PlacedPod } from '@/lib/design/clusters'
import type { ElementOf } from '@/lib/design/design'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, podDevice } from '@/lib/network/names'
import type { StubResolver } from '@/lib/network/name-server'

/** What the C library does unless told otherwise. Source: resolv.conf(5): timeout 5 s, 2 attempts, ndots 1, at most 3 name servers. */
const LIBRARY_DEFAULTS = { ndots: 1, timeoutSeconds: 5, attempts: 2, library: 'glibc' } as const
const MAX_NAME_SERVERS = 3
/** Source: kubernetes.io, "DNS for Services and Pods": at most 32 search domains since Kubernetes 1.28. */
const MAX_SEARCH = 32
/** Source: the same page, and kubernetes:pkg/kubelet/network/dns/dns.go. */
const CLUSTER_NDOTS = 5

/** The resolv.conf that the kubelet writes for every pod; the nodes' own ones are their network's matter and are there already. */
export const podResolvers = ({ view, id, subject, network }: Context<'cluster', unknown>): readonly Addition[] => {
  const dns = view.get(subject.dns, 'service')?.address
  return clusterPods(view, id).map(pod => {
    const workload = view.get(pod.owner, 'workload')
    const host = network.stubResolvers.get(deviceOf(pod.node))
    const base = resolverOf({ pod, policy: workload ? workload.resolver?.policy ?? 'ClusterFirst' : 'Default', host, dns, domain: domainOf(subject) })
    return { add: 'stub-resolver', device: podDevice(pod.owner, pod.index), stubResolver: adjusted(base, workload?.resolver) }
  })
}

interface Given {
  readonly pod: PlacedPod
  readonly policy: 'ClusterFirst' | 'Default' | 'None'
  readonly host: StubResolver | undefined
  readonly dns: string | undefined
  readonly domain: string
}

/**
 * By dnsPolicy. A cluster without a DNS service falls back to `Default`, the node's own; pods that serve the cluster's DNS use that always.
 * Source: kubernetes:pkg/kubelet/network/dns/dns.go GetPodDNS; kubernetes.io, "DNS for Services and Pods", pod's DNS policy.
 */
function resolverOf({ pod, policy, host, dns, domain }: Given): StubResolver {
  const own = { ...LIBRARY_DEFAULTS, from: pod.owner }
  if (policy === 'None') return { ...own, nameServers: [], search: [] }
  if (policy === 'Default' || dns === undefined) return { ...own, nameServers: host?.nameServers ?? [], search: host?.search ?? [] }
  const search = [`${pod.namespace}.svc.${domain}`, `svc.${domain}`, domain, ...host?.search ?? []]
  return { ...own, ndots: CLUSTER_NDOTS, nameServers: [ip(dns)], search: [...new Set(search)] }
}

/** With the pod's dnsConfig: lists are appended, options replaced. Source: kubernetes.io, "DNS for Services and Pods", pod's DNS config. */
function adjusted(base: StubResolver, config: ElementOf<'workload'>['resolver']): StubResolver {
  const nameServers: readonly IpAddress[] = [...base.nameServers, ...(config?.nameServers ?? []).map(text => ip(text))]
  return {
    ...base, library: config?.library ?? base.library, ndots: config?.ndots ?? base.ndots,
    nameServers: [...new Set(nameServers)].slice(0, MAX_NAME_SERVERS),
    search: [...new Set([...base.search, ...config?.search ?? []])].slice(0, MAX_SEARCH),
  }
}
