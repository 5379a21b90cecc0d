import { podsOn, rangeOf } from '@/lib/design/clusters'
import { cidr, contains, covers, formatCidr, overlaps } from '@/lib/net/cidr'
import type { Problem } from '@/lib/network/problem'
import { standingNodes, type ClusterContext } from './nodes'
import { keptTowards } from './translation'

/** Each node has a part of the cluster's pod range, and its pods are in it. Source: GKE documentation, "VPC-native clusters", ranges of nodes and pods. */
export function checkCluster(context: ClusterContext): readonly Problem[] {
  const { view, id, subject, config } = context
  const range = rangeOf(view, subject.pods)
  const kept = keptTowards(config)
  const clusterFacts = { cluster: view.nameOf(id) }
  return [
    ...(range ? [] : [{ severity: 'error', code: 'gke-vpc-native.no-pod-range', element: id, field: 'pods', facts: clusterFacts } as const]),
    ...(range && kept && !kept.some(own => covers(own, range)) ? [{ severity: 'warning', code: 'gke-vpc-native.masquerades-pods', element: id, field: 'network.config.nonMasqueradeCidrs', facts: { ...clusterFacts, range: formatCidr(range) } } as const] : []),
    ...rangeProblems(context, range),
    ...standingNodes(context).flatMap(at => nodeProblems(context, at, range)),
  ]
}

function rangeProblems({ view, id, subject }: ClusterContext, range: ReturnType<typeof rangeOf>): readonly Problem[] {
  const hit = range && view.of('node').filter(({ element }) => element.parent === id).map(({ element }) => ({ subnet: element.subnet, text: view.get(element.subnet, 'subnet')?.cidr }))
    .find(({ text }) => text !== undefined && overlaps(cidr(text), range))
  return hit && range ? [{ severity: 'error', code: 'gke-vpc-native.pods-overlap-subnet', element: id, field: 'pods', facts: { cluster: view.nameOf(id), pods: subject.pods ?? '', range: formatCidr(range), subnet: view.nameOf(hit.subnet), subnetRange: hit.text ?? '' } }] : []
}

function nodeProblems({ view, id }: ClusterContext, { node, subnet, podRange: [podRange] }: ReturnType<typeof standingNodes>[number], range: ReturnType<typeof rangeOf>): readonly Problem[] {
  const facts = { node: view.nameOf(node), cluster: view.nameOf(id) }
  const problem = (code: Problem['code'], field: string, more: Problem['facts'] = {}): Problem => ({ severity: 'error', code, element: node, field, facts: { ...facts, ...more } })
  const pods = podsOn(view, node)
  const other = podRange && view.of('node').find(({ id: earlier, element }) => earlier < node && element.parent === id && element.podRange !== undefined && overlaps(cidr(element.podRange), podRange))
  return [
    ...(view.providerOf(subnet) === 'gcp' ? [] : [problem('gke-vpc-native.not-in-gcp', 'subnet')]),
    ...(!podRange && pods.length > 0 ? [problem('gke-vpc-native.node-without-pod-range', 'podRange')] : []),
    ...(podRange && range && !covers(range, podRange) ? [problem('gke-vpc-native.node-range-outside', 'podRange', { podRange: formatCidr(podRange), range: formatCidr(range) })] : []),
    ...(podRange && other ? [problem('gke-vpc-native.node-ranges-overlap', 'podRange', { podRange: formatCidr(podRange), other: view.nameOf(other.id) })] : []),
    ...(podRange ? pods.filter(pod => !contains(podRange, pod.address)).map((pod): Problem => ({
      severity: 'error', code: 'gke-vpc-native.pod-outside-node-range', element: pod.owner, field: `pods.${pod.index}.address`,
      facts: { ...facts, workload: view.nameOf(pod.owner), address: pod.address, podRange: formatCidr(podRange) },
    })) : []),
  ]
}
