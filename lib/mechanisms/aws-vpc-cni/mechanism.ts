import { defineMechanism } from '@/lib/mechanisms/types'
import { podsOn } from '@/lib/design/clusters'
import { hostCidr } from '@/lib/net/cidr'
import { addressSetOf } from '@/lib/network/names'
import { schema } from './config'
import { nodeInterfaces, nodeRoutes, standingNodes } from './nodes'
import { checkCluster } from './problems'
import { sourceTranslation } from './translation'

/** Pods with addresses of the VPC. Source: amazon-vpc-cni-k8s README and docs/cni-proposal.md. */
export const awsVpcCni = defineMechanism({
  name: 'aws-vpc-cni',
  title: 'Amazon VPC CNI',
  category: 'cluster-network',
  attachesTo: [{ kind: 'cluster', named: 'network' }],
  schema,
  sentences: {
    'aws-vpc-cni.subnet': 'The node is in the subnet {prefix} itself.',
    'aws-vpc-cni.default': 'The node sends everything else to the router of its VPC.',
    'aws-vpc-cni.no-snat': 'The destination {destination} is inside the VPC, or excluded: the pod keeps its own address.',
    'aws-vpc-cni.snat': 'The destination {destination} is outside the VPC, so the node puts its own address {after} in place of {before}. Set AWS_VPC_K8S_CNI_EXTERNALSNAT, or exclude the destination, to keep the address of the pod.',
    'aws-vpc-cni.pod-outside-vpc': 'A pod of {workload} has the address {address}, outside the ranges of VPC {vpc}; with the VPC CNI pods take addresses of their VPC. Give it one.',
    'aws-vpc-cni.pod-outside-subnet': 'A pod of {workload} has the address {address}, outside the subnet {subnet} ({range}) of its node {node}. Give it an address of that subnet; pods on network interfaces in other subnets are not modelled.',
    'aws-vpc-cni.reserved': '{element} has the address {address}, which AWS keeps for itself in subnet {subnet} ({range}): the first four and the last. Choose another.',
    'aws-vpc-cni.not-in-aws': 'Node {node} does not stand in a VPC of AWS, so the VPC CNI cannot give its pods addresses. Choose the network of its own platform.',
  },
  problems: { cluster: checkCluster },
  contribute: {
    connect: { cluster: nodeInterfaces },
    route: { cluster: nodeRoutes },
    translate: { cluster: sourceTranslation },
    filter: {
      cluster: context => standingNodes(context).flatMap(({ node, element }) => (element.securityGroups ?? []).flatMap(group => podsOn(context.view, node)
        .map(pod => ({ add: 'member', set: addressSetOf(group, 'members'), member: { cidr: hostCidr(pod.address), from: pod.owner } }) as const))),
    },
  },
})
