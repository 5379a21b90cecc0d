import type { DesignView } from '@/lib/design/view'
import { cidr, nthAddress } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'

/** The resolver's address in every VPC. Source: Amazon VPC user guide, "DNS attributes for your VPC". */
export const LINK_LOCAL_RESOLVER = ip('169.254.169.253')

/** The base of the VPC's first range plus two. Source: the same page. */
export function resolverAddress(view: DesignView, vpc: string): IpAddress | undefined {
  const first = view.get(vpc, 'vpc')?.cidrs?.[0]
  return first === undefined ? undefined : nthAddress(cidr(first), 2)
}

/** Where it answers: the address it was drawn with, else the one AWS gives it, and the link-local one. */
export function addressesOf(view: DesignView, id: ElementId): readonly IpAddress[] {
  const element = view.get(id, 'name-server')
  const address = element?.address === undefined ? resolverAddress(view, element?.parent ?? '') : ip(element.address)
  return address === undefined || address === LINK_LOCAL_RESOLVER ? [LINK_LOCAL_RESOLVER] : [address, LINK_LOCAL_RESOLVER]
}
