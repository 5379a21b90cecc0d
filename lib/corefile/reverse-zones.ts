import { nthAddress, prefixOf, sizeOf, type Cidr } from '@/lib/net/cidr'
import { bitsOf, versionOf } from '@/lib/net/ip-address'

/**
 * The reverse zones of a prefix, without trailing dot: one per whole octet (IPv4, RFC 1035 section 3.5) or hexadecimal
 * digit (IPv6, RFC 3596 section 2.5). 10.0.0.0/15 gives 0.10.in-addr.arpa and 1.10.in-addr.arpa.
 *
 * A length between two boundaries expands to the next longer one: at most 128 zones. Source: coredns plugin/pkg/cidr Split.
 */
export function reverseZones(prefix: Cidr): readonly string[] {
  const labelBits = versionOf(prefix.address) === 4 ? 8 : 4
  const length = Math.ceil(prefix.length / labelBits) * labelBits
  const step = sizeOf(prefixOf(prefix.address, length))
  return Array.from({ length: Number(sizeOf(prefix) / step) }, (_, n) => {
    const address = nthAddress(prefix, BigInt(n) * step) ?? prefix.address
    return reverseZone(prefixOf(address, length), labelBits)
  })
}

function reverseZone(prefix: Cidr, labelBits: 4 | 8): string {
  const bits = bitsOf(prefix.address)
  const top = labelBits === 8 ? 32 : 128
  const digits = Array.from({ length: prefix.length / labelBits }, (_, n) => {
    const digit = Number((bits >> BigInt(top - labelBits * (n + 1))) & ((1n << BigInt(labelBits)) - 1n))
    return digit.toString(labelBits === 8 ? 10 : 16)
  })
  return [...digits.reverse(), labelBits === 8 ? 'in-addr.arpa' : 'ip6.arpa'].join('.')
}
