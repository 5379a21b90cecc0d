import { contains } from '@/lib/net/cidr'
import { bitsOf, ip, versionOf, type IpAddress, type IpVersion } from '@/lib/net/ip-address'
import { LINK_LOCAL_V6 } from '@/lib/net/special-prefixes'
import type { Device, Interface } from '@/lib/network/device'

/** "No address yet": what a packet has before its source is chosen. Source: RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.2. */
export const unspecified = (version: IpVersion): IpAddress => UNSPECIFIED[version]

const UNSPECIFIED: Readonly<Record<IpVersion, IpAddress>> = { 4: ip('0.0.0.0'), 6: ip('::') }

type Addressed = Pick<Interface, 'addresses'>

/**
 * The address with which a device sends out of an interface, or null where it has none of that version.
 *
 * IPv4: the interface's address whose subnet holds the next hop, else its first, else the device's first (Linux inet_select_addr, RFC 1122
 * section 3.3.4.3). IPv6: of the interface's addresses, else the device's, the one that shares the longest prefix with the destination,
 * link-local ones only for link-local destinations (RFC 6724 section 5, rules 2, 5 and 8).
 */
export function addressFor(device: Device, out: Addressed, towards: IpAddress, destination: IpAddress): IpAddress | null {
  const version = versionOf(destination)
  const on = (items: readonly Addressed[]) => items.flatMap(item => item.addresses).filter(({ address }) => versionOf(address) === version)
  if (version === 6) return bestV6(on([out]), destination) ?? bestV6(on(device.interfaces), destination)
  const near = on([out]).find(({ address, length }) => versionOf(towards) === 4 && shareBits(address, towards, length))
  return (near ?? on([out])[0] ?? on(device.interfaces)[0])?.address ?? null
}

/** Of all a device's IPv6 addresses the one that it takes where no route is found without a source. Source: Linux ip6_dst_lookup_tail, ip6_route_get_saddr. */
export const anyV6For = (device: Device, destination: IpAddress): IpAddress | null =>
  versionOf(destination) === 6 ? bestV6(device.interfaces.flatMap(item => item.addresses).filter(({ address }) => versionOf(address) === 6), destination) : null

function bestV6(candidates: readonly { readonly address: IpAddress }[], destination: IpAddress): IpAddress | null {
  const local = contains(LINK_LOCAL_V6, destination)
  const fitting = candidates.filter(({ address }) => contains(LINK_LOCAL_V6, address) === local)
  return [...fitting].sort((a, b) => commonBits(b.address, destination) - commonBits(a.address, destination))[0]?.address ?? null
}

/** Whether two IPv4 addresses are in one subnet of this length. */
const shareBits = (a: IpAddress, b: IpAddress, length: number): boolean => bitsOf(a) >> BigInt(32 - length) === bitsOf(b) >> BigInt(32 - length)

/** Source: RFC 6724 section 2.2. */
function commonBits(a: IpAddress, b: IpAddress): number {
  const difference = bitsOf(a) ^ bitsOf(b)
  return difference === 0n ? 128 : 128 - difference.toString(2).length
}
