import { defineMechanism } from '@/lib/mechanisms/types'
import { schema } from './config'
import { automaticRules } from './firewall'
import { nodeInterfaces, nodeRoutes } from './nodes'
import { checkCluster } from './problems'
import { sourceTranslation } from './translation'

/** Pods with alias addresses of the VPC network. Source: GKE documentation, "VPC-native clusters" and "IP masquerade agent". */
export const gkeVpcNative = defineMechanism({
  name: 'gke-vpc-native',
  title: 'GKE VPC-native networking',
  category: 'cluster-network',
  attachesTo: [{ kind: 'cluster', named: 'network' }],
  schema,
  sentences: {
    'gke-vpc-native.default': 'The node sends everything to the gateway of its subnet.',
    'gke-vpc-native.no-such-pod': 'No pod of the node has this address of its range {prefix}.',
    'gke-vpc-native.no-masquerade': 'The destination {destination} is one that pods are not masqueraded towards: the pod keeps its own address.',
    'gke-vpc-native.masquerade': 'The destination {destination} is not among those that pods keep their address towards, so the node puts its own address {after} in place of {before}. Add the destination to nonMasqueradeCIDRs to keep the address of the pod.',
    'gke-vpc-native.automatic-rule': 'A firewall rule that GKE made for its cluster admits it.',
    'gke-vpc-native.no-pod-range': 'Cluster {cluster} has no pod range. Name a secondary range of its subnet.',
    'gke-vpc-native.masquerades-pods': 'The ranges that cluster {cluster} does not masquerade leave out its own pods ({range}), so pods see each other with the addresses of nodes. Add the pod range to the list.',
    'gke-vpc-native.pods-overlap-subnet': 'The pod range {range} of cluster {cluster} overlaps subnet {subnet} ({subnetRange}). Choose another range for pods.',
    'gke-vpc-native.not-in-gcp': 'Node {node} does not stand in a VPC network of Google Cloud, so it has no alias ranges for pods. Choose the network of its own platform.',
    'gke-vpc-native.node-without-pod-range': 'Node {node} has pods but no pod range. Give it a part of the pod range of cluster {cluster}.',
    'gke-vpc-native.node-range-outside': 'Node {node} has the pod range {podRange}, outside that of cluster {cluster} ({range}). Give it a part of that.',
    'gke-vpc-native.node-ranges-overlap': 'Nodes {node} and {other} have pod ranges that overlap ({podRange}). Give each its own.',
    'gke-vpc-native.pod-outside-node-range': 'A pod of {workload} has the address {address}, outside the pod range {podRange} of its node {node}. Give it an address of that range.',
  },
  problems: { cluster: checkCluster },
  contribute: {
    connect: { cluster: nodeInterfaces },
    route: { cluster: nodeRoutes },
    translate: { cluster: sourceTranslation },
    filter: { cluster: automaticRules },
  },
})
