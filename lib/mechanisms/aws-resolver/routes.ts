import type { DesignView } from '@/lib/design/view'
import { hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import { addressesOf } from './addresses'

/** Every table of the VPC knows its resolver, those for traffic from outside too, which is refused there. Source: Amazon VPC user guide, "DNS attributes for your VPC". */
export function hostRoutes(view: DesignView, id: ElementId, vpc: ElementId, network: Network): readonly Addition[] {
  const device = deviceOf(vpc)
  return (network.devices.get(device)?.tables ?? []).flatMap(table => addressesOf(view, id).map((address): Addition => ({
    add: 'route', device, table: table.id,
    route: { code: 'aws-resolver.route', from: id, prefix: hostCidr(address), nextHop: { type: 'interface', interfaceId: interfaceOf(device, id) }, origin: 'local', preference: 0 },
  })))
}
