import { numericOf, type IpAddress } from './ip-address'
import type { IpBits } from './ip-bits'

/** A prefix as numbers, for arithmetic inside lib/net only. `shift` is the count of host bits. */
export type PrefixBits =
  | { readonly version: 4; readonly network: number; readonly mask: number }
  | { readonly version: 6; readonly network: bigint; readonly shift: bigint }

/** What this file needs of a Cidr (which stands above it, in cidr.ts). */
interface Prefix {
  readonly address: IpAddress
  readonly length: number
}

const memo = new WeakMap<Prefix, PrefixBits>()

/** The numeric form of a prefix, computed once per object. */
export function prefixBitsOf(prefix: Prefix): PrefixBits {
  const known = memo.get(prefix)
  if (known !== undefined) return known
  const bits = computePrefixBits(numericOf(prefix.address), prefix.length)
  memo.set(prefix, bits)
  return bits
}

/** The IPv4 netmask of a length as an unsigned 32-bit number: 24 gives 0xffffff00. */
function ipv4Mask(length: number): number {
  return length === 0 ? 0 : (-1 << (32 - length)) >>> 0
}

/** Zeroes the host bits. */
export function maskBits(bits: IpBits, length: number): IpBits {
  if (typeof bits === 'number') return (bits & ipv4Mask(length)) >>> 0
  const shift = BigInt(128 - length)
  return (bits >> shift) << shift
}

/** Whether an address in numeric form lies in the prefix; never for another version. */
export function prefixHas(prefix: PrefixBits, bits: IpBits): boolean {
  if (prefix.version === 4) return typeof bits === 'number' && (bits & prefix.mask) >>> 0 === prefix.network
  return typeof bits === 'bigint' && bits >> prefix.shift === prefix.network >> prefix.shift
}

function computePrefixBits(bits: IpBits, length: number): PrefixBits {
  if (typeof bits === 'number') return { version: 4, network: bits, mask: ipv4Mask(length) }
  return { version: 6, network: bits, shift: BigInt(128 - length) }
}
