import { rangeOf, vpcOfSubnet } from '@/lib/design/clusters'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import { ruleSetOf } from '@/lib/network/names'
import { hosts } from '@/lib/network/plain'
import { standingNodes, type ClusterContext } from './nodes'

/** Firewall rules of priority p stand at 2p (deny) and 2p + 1 (allow) in the rule set of their network. */
const AUTOMATIC_ORDER = 1000 * 2 + 1
/** Protocols of the rule for pods. Source: GKE documentation, "Automatically created firewall rules", `gke-<cluster>-<hash>-all`. */
const POD_PROTOCOLS = [PROTOCOLS.tcp, PROTOCOLS.udp, PROTOCOLS.sctp, PROTOCOLS.icmp, PROTOCOLS.esp, PROTOCOLS.ah]
/** Of the rule for nodes. Source: the same page, `gke-<cluster>-<hash>-vms`. */
const NODE_PROTOCOLS = [PROTOCOLS.tcp, PROTOCOLS.udp, PROTOCOLS.icmp]

/** What GKE itself admits to its nodes: the cluster's pods, and machines of the nodes' subnets. Nothing from other clusters or sites. */
export function automaticRules(context: ClusterContext): readonly Addition[] {
  const { view, id, subject } = context
  const nodes = standingNodes(context)
  const pods = rangeOf(view, subject.pods)
  const targets = { cidrs: [...hosts(nodes.map(({ element }) => ip(element.address))), ...nodes.flatMap(({ podRange }) => podRange)] }
  const networks = [...new Set(nodes.flatMap(({ subnet }) => vpcOfSubnet(view, subnet)?.id ?? []))]
  const subnets = [...new Map(nodes.map(({ subnet, range }) => [subnet, range])).values()]
  const sources = pods ? [pods] : nodes.flatMap(({ podRange }) => podRange)
  const rule = (name: string, cidrs: typeof sources, protocols: readonly number[]) => ({
    code: 'gke-vpc-native.automatic-rule', from: id, name: `gke-${id}-${name}`, order: AUTOMATIC_ORDER, action: { type: 'accept' },
    match: { sources: { cidrs }, destinations: targets, protocols: protocols.map(protocol => ({ protocol })) },
  }) as const
  return networks.flatMap((network): Addition[] => [
    { add: 'rule', set: ruleSetOf(network, 'firewall-ingress'), rule: rule('all', sources, POD_PROTOCOLS) },
    { add: 'rule', set: ruleSetOf(network, 'firewall-ingress'), rule: rule('vms', subnets, NODE_PROTOCOLS) },
  ])
}
