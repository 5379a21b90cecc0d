import { hostCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { backendsOf, type BalancerContext } from './backends'

/**
 * Every table of the network knows the balancer's address by way of each backend, and each backend's interface takes packets for it: they
 * arrive unchanged, and answers go straight to the client. Source: Google Cloud documentation, "Internal passthrough Network Load Balancer
 * overview": responses do not come back through the balancer (direct server return).
 */
export function deliverToBackends(context: BalancerContext): readonly Addition[] {
  const { id, subject, network } = context
  const vpc = deviceOf(subject.parent ?? '')
  const prefix = hostCidr(ip(subject.address))
  const tables = network.devices.get(vpc)?.tables ?? []
  return backendsOf(context).flatMap(({ node, address, subnet }): readonly Addition[] => [
    { add: 'claim', device: deviceOf(node), port: interfaceOf(deviceOf(node), 'eth0'), claims: [prefix] },
    ...tables.map((table): Addition => ({
      add: 'route', device: vpc, table: table.id,
      route: { code: 'gcp-internal-load-balancer.backend', from: id, prefix, nextHop: { type: 'via', address, interfaceId: interfaceOf(vpc, subnet) }, origin: 'balancer', preference: 0 },
    })),
  ])
}
