import type { DesignView } from '@/lib/design/view'
import { hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import { addressesOf } from './device'

/** Every table of the VPC knows its resolver, whatever else it knows. Source: Amazon VPC user guide, "DNS attributes for your VPC". */
export function hostRoutes(view: DesignView, id: ElementId, vpc: ElementId): readonly Addition[] {
  const device = deviceOf(vpc)
  const tables = ['main', ...view.childrenOf(vpc, 'route-table').map(table => table.id)]
  return tables.flatMap(name => addressesOf(view, id).map((address): Addition => ({
    add: 'route', device, table: tableOf(device, name),
    route: { code: 'aws-resolver.route', from: id, prefix: hostCidr(address), nextHop: { type: 'interface', interfaceId: interfaceOf(device, id) }, origin: 'local', preference: 0 },
  })))
}
