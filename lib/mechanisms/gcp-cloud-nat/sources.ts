import type { DesignView } from '@/lib/design/view'
import { cidr, hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { PacketMatch } from '@/lib/network/match'

/** Source: Google Cloud NAT documentation, "Overview": TCP, UDP and ICMP. */
const CARRIED = [PROTOCOLS.tcp, PROTOCOLS.udp, PROTOCOLS.icmp].map(protocol => ({ protocol }))

export interface Served { readonly view: DesignView; readonly vpc: ElementId; readonly region: string | undefined; readonly ranges: 'all' | 'primary' }

/**
 * Whom a Cloud NAT gateway serves: the ranges of the subnets of its region. A machine's primary address that has an external one is left
 * out; its alias ranges, pods for example, are not. Source: Google Cloud NAT documentation, "Overview" and "Product interactions", GKE.
 */
export function servedMatch({ view, vpc, region, ranges }: Served): PacketMatch {
  const subnets = view.childrenOf(vpc, 'subnet').filter(({ id }) => view.regionOf(id) === region)
  const cidrs = subnets.flatMap(({ id, element }) => [element.cidr, ...(ranges === 'all' ? view.childrenOf(id, 'secondary-range').map(range => range.element.cidr) : [])])
  const except = view.of('node').flatMap(({ element }) => (element.publicAddress === undefined ? [] : [hostCidr(ip(element.address))]))
  return { sources: { cidrs: cidrs.map(range => cidr(range)), except }, protocols: CARRIED }
}
