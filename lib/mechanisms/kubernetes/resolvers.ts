import type { Context } from '@/lib/mechanisms/types'
import { clusterPods, domainOf, type PlacedPod } from '@/lib/design/clusters'
import type { ElementOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, podDevice } from '@/lib/network/names'
import type { StubResolver } from '@/lib/network/name-server'
import { podResolvConf, policyType, type DnsConfig, type PodResolvConf } from '@/lib/network/resolv-conf/pod'
import { libraryOptions, type ResolvConf } from '@/lib/network/resolv-conf/text'
import { deviceOfPod } from './pods'

/** The resolv.conf that the kubelet writes for every pod; the nodes' own ones are their network's matter and are there already. */
export const podResolvers = ({ view, id, subject, network }: Context<'cluster', unknown>): readonly Addition[] =>
  clusterPods(view, id).map(pod => ({
    add: 'stub-resolver', device: podDevice(pod.owner, pod.index),
    stubResolver: resolverOf(pod, resolvConfOf(view, pod, subject, network.stubResolvers.get(deviceOf(pod.node))), view.get(pod.owner, 'workload')),
  }))

/** What the kubelet writes: pods that serve the cluster's DNS have the policy `Default`. Source: kubernetes.io, "DNS for Services and Pods". */
export function resolvConfOf(view: DesignView, pod: PlacedPod, cluster: ElementOf<'cluster'>, host: StubResolver | undefined): PodResolvConf {
  const workload = view.get(pod.owner, 'workload')
  const type = policyType(workload ? workload.resolver?.policy ?? 'ClusterFirst' : 'Default', pod.network === 'node' ? 'yes' : 'no')
  return podResolvConf({
    type: type.ok ? type.value : 'cluster', namespace: pod.namespace, clusterDns: clusterDnsOf(view, cluster), clusterDomain: domainOf(cluster),
    host: host ? fileOf(host) : UNKNOWN_HOST, dnsConfig: dnsConfigOf(workload?.resolver),
  })
}

/** The kubelet's `clusterDNS`. */
function clusterDnsOf(view: DesignView, cluster: ElementOf<'cluster'>): readonly string[] {
  const service = view.get(cluster.dns, 'service')?.address
  return cluster.clusterDns ?? (service === undefined ? [] : [service])
}

/** A node whose file nobody has drawn names no server. */
const UNKNOWN_HOST: ResolvConf = { nameservers: [], searches: [], options: [] }

/** The node's file, as far as its resolver says it. */
function fileOf({ nameServers, search, ndots, options = [] }: StubResolver): ResolvConf {
  return { nameservers: nameServers.map(String), searches: search, options: [...ndots === 1 ? [] : [`ndots:${ndots}`], ...options] }
}

const dnsConfigOf = (resolver: ElementOf<'workload'>['resolver']): DnsConfig => ({
  nameservers: resolver?.nameServers, searches: resolver?.search,
  options: [...resolver?.ndots === undefined ? [] : [{ name: 'ndots', value: String(resolver.ndots) }], ...(resolver?.options ?? []).map(optionOf)],
})

function optionOf(text: string): { readonly name: string; readonly value?: string } {
  const [name = '', value] = text.split(':')
  return value === undefined ? { name } : { name, value }
}

function resolverOf(pod: PlacedPod, { nameservers, searches, options }: ResolvConf, workload: ElementOf<'workload'> | undefined): StubResolver {
  const shared = pod.network === 'node' ? { runsOn: deviceOfPod(pod) } : {}
  return { from: pod.owner, ...shared, nameServers: nameservers.map(text => ip(text)), search: searches, ...libraryOptions(options), library: workload?.resolver?.library ?? 'glibc' }
}
