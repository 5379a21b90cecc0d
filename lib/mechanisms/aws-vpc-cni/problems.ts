import { podsOn, vpcOfSubnet, type PlacedPod } from '@/lib/design/clusters'
import { cidr, contains, formatCidr, nthAddress, type Cidr } from '@/lib/net/cidr'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'
import { standingNodes, type ClusterContext } from './nodes'

type Standing = ReturnType<typeof standingNodes>[number]

/** Where nodes stand, and that each pod has an address of its node's subnet. */
export function checkCluster(context: ClusterContext): readonly Problem[] {
  return standingNodes(context).flatMap(at => [
    ...(context.view.providerOf(at.subnet) === 'aws' ? [] : [{ severity: 'error', code: 'aws-vpc-cni.not-in-aws', element: at.node, field: 'subnet', facts: { node: context.view.nameOf(at.node) } } as const]),
    ...reserved(context, at, { id: at.node, field: 'address', address: ip(at.element.address) }),
    ...podsOn(context.view, at.node).flatMap(pod => [...podProblems(context, at, pod), ...reserved(context, at, { id: pod.owner, field: `pods.${pod.index}.address`, address: pod.address })]),
  ])
}

/** Source: amazon-vpc-cni-k8s docs/cni-proposal.md: pods take secondary addresses of the node's network interfaces. */
function podProblems({ view }: ClusterContext, { node, subnet, range }: Standing, pod: PlacedPod): readonly Problem[] {
  const vpc = vpcOfSubnet(view, subnet)
  if (contains(range, pod.address)) return []
  const facts = { workload: view.nameOf(pod.owner), address: pod.address, node: view.nameOf(node), subnet: view.nameOf(subnet), range: formatCidr(range), vpc: view.nameOf(vpc?.id ?? '') }
  const inVpc = (vpc?.element.cidrs ?? []).some(text => contains(cidr(text), pod.address))
  return [{ severity: 'error', code: inVpc ? 'aws-vpc-cni.pod-outside-subnet' : 'aws-vpc-cni.pod-outside-vpc', element: pod.owner, field: `pods.${pod.index}.address`, facts }]
}

/** The addresses of a subnet that nobody can have. Source: Amazon VPC user guide, "Subnet CIDR blocks", subnet sizing for IPv4. */
const keptByAws = (range: Cidr): readonly (IpAddress | undefined)[] => [0, 1, 2, 3, -1].map(n => nthAddress(range, n))

function reserved({ view }: ClusterContext, { subnet, range }: Standing, at: { readonly id: Problem['element']; readonly field: string; readonly address: IpAddress }): readonly Problem[] {
  if (!keptByAws(range).includes(at.address)) return []
  return [{ severity: 'error', code: 'aws-vpc-cni.reserved', element: at.id, field: at.field, facts: { element: view.nameOf(at.id), address: at.address, subnet: view.nameOf(subnet), range: formatCidr(range) } }]
}
