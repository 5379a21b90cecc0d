import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'

/** A private address of the VPC and the public addresses that stand for it on the internet. */
export interface Mapping { readonly owner: ElementId; readonly inside: IpAddress; readonly outside: readonly IpAddress[] }

/** The internet of the design, where it draws one. */
export const internetOf = (view: DesignView): ElementId | undefined => view.of('internet')[0]?.id

/** Who in the VPC has a public address: its NAT gateways, and nodes in its subnets. Order is that of the ids. */
export function mappingsOf(view: DesignView, vpc: string): readonly Mapping[] {
  const gateways = view.of('nat-gateway').flatMap(({ id, element }): Mapping[] => element.parent === vpc && element.address !== undefined
    ? [{ owner: id, inside: ip(element.address), outside: element.publicAddresses.map(address => ip(address)) }] : [])
  const nodes = view.of('node').flatMap(({ id, element }): Mapping[] => element.publicAddress !== undefined && view.get(element.subnet, 'subnet')?.parent === vpc
    ? [{ owner: id, inside: ip(element.address), outside: [ip(element.publicAddress)] }] : [])
  return [...gateways, ...nodes]
}
