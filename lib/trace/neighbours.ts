import { contains } from '@/lib/net/cidr'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Interface, Link } from '@/lib/network/device'
import type { InterfaceId } from '@/lib/network/ids'
import { reversePathPasses } from './checks'
import { waysFor } from './forwarding'
import type { Member } from './index'
import type { Run } from './walk'

/** Someone who asks who has an address: over which interface, and from which of its own addresses (none in IPv6, where it does not matter). */
export interface Asking { readonly link: Link; readonly out: Interface; readonly from: IpAddress | null; readonly address: IpAddress }

/**
 * Who on a segment takes packets for an address: its owner, whoever's port claims it, a device that answers for all it owns, and one that
 * answers by proxy for what it would route elsewhere. The sender never answers itself.
 *
 * Sources: RFC 826, RFC 4861 section 7.2.3; ip-sysctl.rst, arp_ignore and proxy_arp.
 */
export function claimants(run: Run, asking: Asking): readonly Member[] {
  const { link, out } = asking
  const onLink = (run.index.membersOf.get(link.id) ?? []).filter(({ interface: item }) => item.id !== out.id && !apart(link, out.id, item.id))
  const answering = onLink.filter(member => answers(run, member, asking))
  return answering.length > 0 ? answering : onLink.filter(member => answersByProxy(run, member, asking))
}

function answers(run: Run, member: Member, asking: Asking): boolean {
  const { device, interface: item } = member
  const { address } = asking
  if (item.port?.claims.some(claim => contains(claim, address))) return true
  if (item.addresses.some(own => own.address === address)) return hears(run, member, asking)
  return item.answersFor === 'device' && versionOf(address) === 4 && (run.index.own.get(device.id)?.has(address) ?? false) && hears(run, member, asking)
}

/**
 * A device answers ARP only as if the request were a packet from the one who asks: its source must not be the device's own and must pass the
 * reverse-path filter. Where a fabric answers for its ports, nobody asks the device. Source: Linux arp_process (ip_route_input of target and sender).
 */
function hears({ network, index }: Run, { device, interface: item }: Member, { from, out, address }: Asking, onwards?: Interface): boolean {
  if (from === null || versionOf(address) === 6 || item.port || out.port) return true
  if (index.own.get(device.id)?.has(from)) return false
  return reversePathPasses(network, index, { device, item, header: { source: address, destination: from, protocol: 0 }, mark: 0, ...(onwards ? { out: onwards } : {}) })
}

/** Source: Linux arp_process and arp_fwd_proxy: the target is routed as a packet from there would be, and must lead out of another interface. */
function answersByProxy(run: Run, member: Member, asking: Asking): boolean {
  const { device, interface: item } = member
  const { address, from } = asking
  if (!item.proxyArp || !device.forwards || versionOf(address) !== 4) return false
  const ways = waysFor(run, device, { header: { source: from ?? address, destination: address, protocol: 0 }, mark: 0, inInterface: item.id })
  return ways.length > 0 && ways.every(({ out }) => out.id !== item.id && hears(run, member, asking, out))
}

const apart = (link: Link, a: InterfaceId, b: InterfaceId) => {
  const group = (id: InterfaceId) => link.apart.findIndex(members => members.includes(id))
  return link.apart.length > 0 && group(a) !== group(b)
}
