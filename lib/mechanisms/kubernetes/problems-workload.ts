import type { Context } from '@/lib/mechanisms/types'
import { placedPods, rangeOf, type PlacedPod } from '@/lib/design/clusters'
import type { DesignView } from '@/lib/design/view'
import { contains, formatCidr } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'
import { writeResolvConf } from '@/lib/network/resolv-conf/text'
import { addressesUsedTwice } from './address-uses'
import { resolvConfOf } from './resolvers'

export function checkWorkload({ view, id, subject }: Context<'workload', unknown>): readonly Problem[] {
  return [...podProblems(view, elementId(subject.parent ?? ''), placedPods(view, id)), ...hostNetworkProblems(view, id), ...addressesUsedTwice(view, id), ...resolvConfProblems(view, id)]
}

/** Pods stand on nodes of their cluster, inside its pod range where it has one, and outside its service range. */
export function podProblems(view: DesignView, cluster: ElementId, pods: readonly PlacedPod[]): readonly Problem[] {
  const subject = view.get(cluster, 'cluster')
  const range = rangeOf(view, subject?.pods)
  const services = rangeOf(view, subject?.services)
  return pods.flatMap((pod): Problem[] => {
    const problem = (code: Problem['code'], field: string, facts: Problem['facts']): Problem =>
      ({ severity: 'error', code, element: pod.owner, field: `pods.${pod.index}.${field}`, facts: { workload: view.nameOf(pod.owner), cluster: view.nameOf(cluster), address: pod.address, ...facts } })
    return [
      ...(view.get(pod.node, 'node')?.parent === cluster ? [] : [problem('kubernetes.node-of-another-cluster', 'node', { node: view.nameOf(pod.node) })]),
      ...(range && pod.network === 'own' && !contains(range, pod.address) ? [problem('kubernetes.pod-outside-range', 'address', { range: formatCidr(range) })] : []),
      ...(services && contains(services, pod.address) ? [problem('kubernetes.pod-in-service-range', 'address', { range: formatCidr(services) })] : []),
    ]
  })
}

/** A pod in its node's network has no other address than its node's; and there the policy ClusterFirst does not mean the cluster's name servers. */
function hostNetworkProblems(view: DesignView, id: ElementId): readonly Problem[] {
  const workload = view.get(id, 'workload')
  if (workload?.hostNetwork !== true) return []
  const facts = { workload: view.nameOf(id) }
  return [
    ...workload.pods.flatMap(({ node, address }, index): readonly Problem[] => {
      const own = view.get(node, 'node')?.address
      return own === undefined || ip(own) === ip(address) ? [] : [{ severity: 'error', code: 'kubernetes.host-network-address', element: id, field: `pods.${index}.address`, facts: { ...facts, node: view.nameOf(node), address, own } }]
    }),
    ...(workload.resolver?.policy ?? 'ClusterFirst') === 'ClusterFirst' ? [{ severity: 'warning', code: 'kubernetes.host-network-dns', element: id, field: 'resolver.policy', facts } as const] : [],
  ]
}

/** Characters of a line of resolv.conf that musl reads. Source: musl src/network/resolvconf.c: longer lines are ignored. */
const MUSL_LINE_CHARS = 254

/** What the kubelet leaves out of the pods' resolv.conf, and what their C library does not read. */
function resolvConfProblems(view: DesignView, id: ElementId): readonly Problem[] {
  const [pod] = placedPods(view, id)
  const workload = view.get(id, 'workload')
  const cluster = view.get(workload?.parent, 'cluster')
  if (!pod || !cluster) return []
  const conf = resolvConfOf(view, pod, cluster, undefined)
  const problem = (code: Problem['code'], field: string, facts: Problem['facts'] = {}): Problem => ({ severity: 'warning', code, element: id, field: `resolver.${field}`, facts: { workload: view.nameOf(id), ...facts } })
  const search = writeResolvConf({ ...conf, nameservers: [], options: [] }).trim()
  return [
    ...conf.warnings.includes('nameservers-cut') ? [problem('kubernetes.name-servers-cut', 'nameServers', { kept: conf.nameservers.join(', ') })] : [],
    ...conf.warnings.includes('searches-cut') ? [problem('kubernetes.search-cut', 'search', { kept: String(conf.searches.length) })] : [],
    ...workload?.resolver?.library?.startsWith('musl') && search.length > MUSL_LINE_CHARS ? [problem('kubernetes.search-unread', 'search', { chars: String(search.length) })] : [],
  ]
}
