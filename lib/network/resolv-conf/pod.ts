import { err, ok, type Result } from '@/lib/net/result'
import { fitNameservers, fitSearch, MAX_NAMESERVERS, SEARCH_LIMITS, type SearchLimits } from './limits'
import type { ResolvConf } from './text'

/** Where a pod's resolv.conf comes from: the cluster's name servers, the node's file, or nowhere. */
export type PolicyType = 'cluster' | 'host' | 'none'

/**
 * What a dnsPolicy means. A pod in the node's network gets the node's file with ClusterFirst, which is the default.
 * Source: kubernetes pkg/kubelet/network/dns/dns.go getPodDNSType.
 */
export function policyType(dnsPolicy: string, hostNetwork: 'yes' | 'no'): Result<PolicyType, 'policy-unknown'> {
  switch (dnsPolicy) {
    case 'None': return ok('none')
    case 'ClusterFirstWithHostNet': return ok('cluster')
    case 'ClusterFirst': return ok(hostNetwork === 'yes' ? 'host' : 'cluster')
    case 'Default': return ok('host')
    default: return err('policy-unknown')
  }
}

/** An option of a pod's dnsConfig. */
export interface DnsOption { readonly name: string; readonly value?: string | undefined }

/** A pod's dnsConfig. */
export interface DnsConfig {
  readonly nameservers?: readonly string[] | undefined
  readonly searches?: readonly string[] | undefined
  readonly options?: readonly DnsOption[] | undefined
}

/** What the kubelet knows when it writes a pod's resolv.conf. */
export interface PodDns {
  readonly type: PolicyType
  readonly namespace: string
  readonly dnsConfig?: DnsConfig | undefined
  /** The kubelet's `clusterDNS` and `clusterDomain`. */
  readonly clusterDns: readonly string[]
  readonly clusterDomain: string
  /** The file that the kubelet's `resolvConf` names; null where that is empty. */
  readonly host: ResolvConf | null
  readonly limits?: SearchLimits
}

export interface PodResolvConf extends ResolvConf {
  /** What the kubelet warns of: lists that it cut, and a cluster policy without name servers of the cluster. */
  readonly warnings: readonly ('nameservers-cut' | 'searches-cut' | 'cluster-dns-missing')[]
}

const CLUSTER_OPTIONS = ['ndots:5']
/** Without a file of the node: nobody is asked but the pod itself. */
const NO_HOST: ResolvConf = { nameservers: ['127.0.0.1'], searches: ['.'], options: [] }
const EMPTY: ResolvConf = { nameservers: [], searches: [], options: [] }

/** The resolv.conf of a pod. Source: kubernetes pkg/kubelet/network/dns/dns.go GetPodDNS, appendDNSConfig. */
export function podResolvConf(pod: PodDns): PodResolvConf {
  const base = baseOf(pod)
  const { dnsConfig = {} } = pod
  const nameservers = fitNameservers([...new Set([...base.nameservers, ...dnsConfig.nameservers ?? []])], MAX_NAMESERVERS)
  const searches = fitSearch([...new Set([...base.searches, ...dnsConfig.searches ?? []])], pod.limits ?? SEARCH_LIMITS)
  return {
    nameservers: nameservers.kept, searches: searches.kept, options: mergeOptions(base.options, dnsConfig.options ?? []),
    warnings: [
      ...pod.type === 'cluster' && pod.clusterDns.length === 0 ? ['cluster-dns-missing' as const] : [],
      ...nameservers.cut === 'yes' ? ['nameservers-cut' as const] : [], ...searches.cut === 'yes' ? ['searches-cut' as const] : [],
    ],
  }
}

/** A cluster policy without name servers of the cluster is the node's. */
function baseOf({ type, clusterDns, clusterDomain, namespace, host }: PodDns): ResolvConf {
  if (type === 'none') return EMPTY
  if (type === 'host' || clusterDns.length === 0) return host ?? NO_HOST
  const own = clusterDomain === '' ? [] : [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain]
  return { nameservers: clusterDns, searches: [...new Set([...own, ...host?.searches ?? []])], options: CLUSTER_OPTIONS }
}

/** Options by name: those added replace those of the same name. Source: kubernetes pkg/kubelet/network/dns/dns.go mergeDNSOptions. */
export function mergeOptions(existing: readonly string[], add: readonly DnsOption[]): readonly string[] {
  const byName = new Map(existing.map(option => [option.split(':')[0] ?? '', option]))
  for (const { name, value } of add) byName.set(name, value === undefined || value === '' ? name : `${name}:${value}`)
  return [...byName.values()]
}
