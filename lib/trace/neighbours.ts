import { contains } from '@/lib/net/cidr'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Link } from '@/lib/network/device'
import type { InterfaceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { routesTo } from './forwarding'
import type { Member, NetworkIndex } from './index'

/**
 * Who on a segment takes packets for an address: its owner, whoever's port claims it, a device that answers for all it owns, and one that
 * answers by proxy for what it would route elsewhere. The sender never answers itself.
 *
 * Sources: RFC 826, RFC 4861 section 7.2.3; ip-sysctl.rst, arp_ignore and proxy_arp.
 */
export function claimants(network: Network, index: NetworkIndex, link: Link, sender: InterfaceId, address: IpAddress): readonly Member[] {
  const onLink = (index.membersOf.get(link.id) ?? []).filter(({ interface: item }) => item.id !== sender && !apart(link, sender, item.id))
  const answering = onLink.filter(member => answers(index, member, address))
  return answering.length > 0 ? answering : onLink.filter(member => answersByProxy(network, index, member, address))
}

function answers(index: NetworkIndex, { device, interface: item }: Member, address: IpAddress): boolean {
  if (item.addresses.some(own => own.address === address) || item.port?.claims.some(claim => contains(claim, address))) return true
  return item.answersFor === 'device' && versionOf(address) === 4 && (index.own.get(device.id)?.has(address) ?? false)
}

function answersByProxy(network: Network, index: NetworkIndex, { device, interface: item }: Member, address: IpAddress): boolean {
  if (!item.proxyArp || !device.forwards || versionOf(address) !== 4) return false
  const ways = routesTo(network, index, device, address)
  return ways.length > 0 && ways.every(({ nextHop }) => 'interfaceId' in nextHop && nextHop.interfaceId !== item.id)
}

const apart = (link: Link, a: InterfaceId, b: InterfaceId) => {
  const group = (id: InterfaceId) => link.apart.findIndex(members => members.includes(id))
  return link.apart.length > 0 && group(a) !== group(b)
}
