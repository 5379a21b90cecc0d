import type { Cidr } from '@/lib/net/cidr'
import { bitsOf, ipFromBits, versionOf, type IpAddress } from '@/lib/net/ip-address'

/** The host bits of `address` inside `from`, under the prefix `to`. Source: nft(8) prefix translation, iptables-extensions NETMAP, RFC 6296 section 3. */
export function mapPrefix(address: IpAddress, from: Cidr, to: Cidr): IpAddress {
  const bits = versionOf(address) === 4 ? 32 : 128
  const hostMask = (1n << BigInt(bits - to.length)) - 1n
  return ipFromBits(versionOf(to.address), bitsOf(to.address) | (bitsOf(address) & hostMask & ((1n << BigInt(bits - from.length)) - 1n)))
}
