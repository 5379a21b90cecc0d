import { vpcOfSubnet } from '@/lib/design/clusters'
import { cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import { standingNodes, type ClusterContext } from './nodes'

/**
 * A pod that asks something outside the VPC is seen there with its node's address, unless that is switched off or the destination is
 * excluded. Answers of a pod are never translated: only the first packet of a flow meets these rules.
 * Sources: amazon-vpc-cni-k8s pkg/networkutils/network.go, AWS-SNAT-CHAIN; EKS user guide, "Enable outbound internet access for Pods".
 */
export const sourceTranslation = (context: ClusterContext): readonly Addition[] => context.config.externalSnat ? [] : standingNodes(context).flatMap(({ node, element, subnet }) => {
  const device = deviceOf(node)
  const ranges = [...vpcOfSubnet(context.view, subnet)?.element.cidrs ?? [], ...context.config.excludeSnatCidrs].map(text => cidr(text))
  const outInterfaces = [interfaceOf(device, 'eth0')]
  const common = { from: context.id, hook: 'postrouting' } as const
  const rules: readonly NatRule[] = [
    { ...common, code: 'aws-vpc-cni.no-snat', id: `${node}:no-snat`, order: 200, match: { outInterfaces, destinations: { cidrs: ranges } }, action: { type: 'unchanged' } },
    { ...common, code: 'aws-vpc-cni.snat', id: `${node}:snat`, order: 201, match: { outInterfaces }, action: { type: 'source', addresses: [ip(element.address)] } },
  ]
  return rules.map((rule): Addition => ({ add: 'nat', at: { device }, rule }))
})
