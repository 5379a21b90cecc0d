import { bitsOf, compareIp, ipFromBits, ipFromNumeric, numericOf, parseIp, versionOf, type IpAddress, type IpVersion } from './ip-address'
import { maskBits, prefixBitsOf, prefixHas } from './prefix-bits'
import { err, ok, type Result } from './result'

/** IPv4 or IPv6 prefix whose host bits are zero. */
export interface Cidr {
  readonly address: IpAddress
  readonly length: number
}

const LENGTH = /^(?:0|[1-9][0-9]{0,2})$/

/**
 * Parses "10.0.0.0/16" or "2001:db8::/32" (RFC 4632 section 3.1, RFC 4291 section 2.3).
 *
 * Host bits must be zero: "10.0.0.1/16" is an error, not a silent correction, because clouds differ in whether
 * they reject or round it and the user should see which. A text without "/" is not-an-address.
 */
export function parseCidr(text: string): Result<Cidr, 'not-an-address' | 'length-out-of-range' | 'host-bits-set'> {
  const slash = text.indexOf('/')
  const address = parseIp(slash < 0 ? '' : text.slice(0, slash))
  if (!address.ok) return address
  const length = text.slice(slash + 1)
  if (!LENGTH.test(length) || Number(length) > bitsOfVersion(versionOf(address.value))) return err('length-out-of-range')
  const prefix = prefixOf(address.value, Number(length))
  return prefix.address === address.value ? ok(prefix) : err('host-bits-set')
}

/** The prefix that a constant or a test means. Throws when it is none (our bug). */
export function cidr(text: string): Cidr {
  const parsed = parseCidr(text)
  if (!parsed.ok) throw new Error(`${parsed.error}: ${text}`)
  return parsed.value
}

/** "10.0.0.0/16". Inverse of {@link parseCidr}. */
export function formatCidr(prefix: Cidr): string {
  return `${prefix.address}/${prefix.length}`
}

/** Bits of an address of the version: 32 or 128, the longest prefix length. */
export function bitsOfVersion(version: IpVersion): 32 | 128 {
  return version === 4 ? 32 : 128
}

/** The prefix of this length that the address lies in: host bits are zeroed. Throws a RangeError for an impossible length (our bug). */
export function prefixOf(address: IpAddress, length: number): Cidr {
  const longest = bitsOfVersion(versionOf(address))
  if (!Number.isInteger(length) || length < 0 || length > longest) throw new RangeError(`no prefix of ${address} has the length ${length}`)
  return { address: ipFromNumeric(maskBits(numericOf(address), length)), length }
}

/** The address alone as a prefix: /32 or /128. */
export function hostCidr(address: IpAddress): Cidr {
  return { address, length: bitsOfVersion(versionOf(address)) }
}

/** Whether the address lies in the prefix. An IPv4 prefix holds no IPv6 address, mapped or not, and the reverse. */
export function contains(prefix: Cidr, address: IpAddress): boolean {
  return prefixHas(prefixBitsOf(prefix), numericOf(address))
}

/** Whether every address of `inner` lies in `outer`; true for equal prefixes. */
export function covers(outer: Cidr, inner: Cidr): boolean {
  return outer.length <= inner.length && prefixHas(prefixBitsOf(outer), prefixBitsOf(inner).network)
}

/** Whether the two share an address: of two prefixes one covers the other, or they are disjoint. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return covers(a, b) || covers(b, a)
}

/** Whether the two are the same prefix. */
export function sameCidr(a: Cidr, b: Cidr): boolean {
  return a.length === b.length && a.address === b.address
}

/** Order by version (4 first), then address, then the shorter prefix. For `sort`. */
export function compareCidr(a: Cidr, b: Cidr): number {
  return compareIp(a.address, b.address) || a.length - b.length
}

/** Count of the addresses of a prefix, network and broadcast address included: 256n for a /24. */
export function sizeOf(prefix: Cidr): bigint {
  return 1n << BigInt(bitsOfVersion(versionOf(prefix.address)) - prefix.length)
}

/**
 * The n-th address of a prefix: 0 is the network address, -1 the last one (the broadcast address of an IPv4 subnet).
 *
 * Undefined when the prefix has no such address, or n is not an integer.
 */
export function nthAddress(prefix: Cidr, n: number | bigint): IpAddress | undefined {
  if (typeof n === 'number' && !Number.isInteger(n)) return undefined
  const size = sizeOf(prefix)
  const offset = BigInt(n) < 0n ? size + BigInt(n) : BigInt(n)
  if (offset < 0n || offset >= size) return undefined
  return ipFromBits(versionOf(prefix.address), bitsOf(prefix.address) + offset)
}

function halvesOf(prefix: Cidr): readonly Cidr[] {
  const middle = nthAddress(prefix, sizeOf(prefix) / 2n)
  if (sizeOf(prefix) === 1n || middle === undefined) return []
  return [prefixOf(prefix.address, prefix.length + 1), prefixOf(middle, prefix.length + 1)]
}

/** What is left of a prefix without the holes: the fewest prefixes, in address order. */
export function subtract(from: Cidr, holes: readonly Cidr[]): readonly Cidr[] {
  const relevant = holes.filter((hole) => overlaps(hole, from))
  if (relevant.length === 0) return [from]
  if (relevant.some((hole) => covers(hole, from))) return []
  return halvesOf(from).flatMap((half) => subtract(half, relevant))
}

/**
 * The first prefixes of `length` that lie inside `within` and touch nothing of `taken` nor each other, at most `limit`.
 *
 * `within` is searched in the given order, each from its lowest address. Used to propose ranges; it allocates nothing.
 */
export function freeCidrs(within: readonly Cidr[], taken: readonly Cidr[], length: number, limit: number): readonly Cidr[] {
  const found = new Map<string, Cidr>()
  for (const outer of within) {
    for (const gap of subtract(outer, taken)) {
      for (let next = firstOf(gap, length); next !== undefined && found.size < limit; next = followerOf(next, gap)) {
        found.set(formatCidr(next), next)
      }
    }
  }
  return [...found.values()]
}

function firstOf(gap: Cidr, length: number): Cidr | undefined {
  if (length < gap.length || length > bitsOfVersion(versionOf(gap.address))) return undefined
  return prefixOf(gap.address, length)
}

function followerOf(previous: Cidr, gap: Cidr): Cidr | undefined {
  const offset = bitsOf(previous.address) + sizeOf(previous) - bitsOf(gap.address)
  const address = nthAddress(gap, offset)
  return address === undefined ? undefined : prefixOf(address, previous.length)
}

/** 0.0.0.0/0, every IPv4 address: the default route. */
export const DEFAULT_V4: Cidr = cidr('0.0.0.0/0')

/** ::/0, every IPv6 address: the default route. */
export const DEFAULT_V6: Cidr = cidr('::/0')
