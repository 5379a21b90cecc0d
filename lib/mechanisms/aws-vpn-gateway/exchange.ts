import type { Context } from '@/lib/mechanisms/types'
import { cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, speakerOf, tableOf } from '@/lib/network/names'

type GatewayContext = Context<'vpn-gateway', unknown>

/** The AS number of a gateway that was given none. Source: AWS Site-to-Site VPN user guide, "Virtual private gateway": default 64512. */
export const DEFAULT_ASN = 64512

/** In a route table static routes (10) come before propagated ones of the same prefix. Source: Amazon VPC user guide, "Route priority". */
const PROPAGATED_PREFERENCE = 20

/**
 * Announces the VPC's ranges and learns the rest. Of several tunnels one carries the traffic; AWS chooses it.
 * Source: AWS Site-to-Site VPN user guide, "Route tables and VPN route priority"; AWS re:Post, "How do I configure a tunnel preference".
 */
export function speakerAt({ view, id, subject }: GatewayContext): Addition {
  const vpc = elementId(subject.parent ?? '')
  return {
    add: 'speaker',
    speaker: {
      id: speakerOf(id), from: id, device: deviceOf(id), table: tableOf(deviceOf(id), 'vpn'), asn: subject.asn ?? DEFAULT_ASN,
      originates: (view.get(vpc, 'vpc')?.cidrs ?? []).map(range => ({ prefix: cidr(range), from: vpc })),
      installs: { origin: 'bgp', preference: PROPAGATED_PREFERENCE, code: 'bgp.learned' }, multipath: 'one-unknown',
    },
  }
}

/**
 * Every route table of the VPC could take what the gateway learns; those that do not list the gateway do not.
 * Source: Amazon VPC user guide, "Route tables", route propagation is enabled per route table.
 */
export function propagations({ view, id, subject }: GatewayContext): readonly Addition[] {
  const vpc = elementId(subject.parent ?? '')
  return view.childrenOf(vpc, 'route-table').map(({ id: table, element }): Addition => ({
    add: 'propagation',
    propagation: {
      code: 'aws-vpc.propagated', from: table, speaker: speakerOf(id), device: deviceOf(vpc), table: tableOf(deviceOf(vpc), table),
      nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(vpc), id) }, origin: 'propagated', preference: PROPAGATED_PREFERENCE,
      ...element.propagate?.includes(id) ? {} : { withheld: { code: 'route.not-propagated', elements: [table], facts: { table: view.nameOf(table), gateway: view.nameOf(id) } } },
    },
  }))
}
