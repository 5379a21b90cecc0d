import { nthAddress, prefixOf } from '@/lib/net/cidr'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { InterfaceAddress } from '@/lib/network/device'

const memo = new WeakMap<InterfaceAddress, IpAddress | null>()

/** The broadcast address of an interface's subnet: none in IPv6 and on links of two (RFC 3021). Source: RFC 919 section 7, RFC 1812 section 4.2.3.1. */
export function broadcastOf(own: InterfaceAddress): IpAddress | null {
  const known = memo.get(own)
  if (known !== undefined) return known
  const found = versionOf(own.address) === 4 && own.length < 31 ? nthAddress(prefixOf(own.address, own.length), -1) ?? null : null
  memo.set(own, found)
  return found
}
