import type { Brand } from './brand'
import { bitsOfText, textOfBits, type IpBits } from './ip-bits'
import { err, ok, type Result } from './result'

/**
 * An IPv4 or IPv6 address as its canonical text (dotted quad; RFC 5952), so that `===` is equality, it serialises as it
 * is, and it can key a Map. Only the functions of lib/net make one.
 */
export type IpAddress = Brand<string, 'IpAddress'>

export type IpVersion = 4 | 6

/** Numeric forms of IPv6 addresses already met: a cache without meaning, emptied when full. IPv4 is quicker to read than to look up. */
const MEMO_LIMIT = 65_536
const ipv6Memo = new Map<string, bigint>()

/**
 * Parses "192.0.2.1", "2001:DB8::1" or "::ffff:192.0.2.1" into the canonical form.
 *
 * Strict: no leading zeros in IPv4 octets (ambiguous octal, RFC 6943 section 3.1.1), no zone ids, no white space, no prefix length.
 */
export function parseIp(text: string): Result<IpAddress, 'not-an-address'> {
  const bits = bitsOfText(text)
  return bits === undefined ? err('not-an-address') : ok(textOfBits(bits) as IpAddress)
}

/** The address that a constant or a test means. Throws when it is none (our bug). */
export function ip(text: string): IpAddress {
  const parsed = parseIp(text)
  if (!parsed.ok) throw new Error(`not an IP address: ${text}`)
  return parsed.value
}

/** Whether the text parses as an address (in any accepted spelling, canonical or not). */
export function isIpText(text: string): boolean {
  return bitsOfText(text) !== undefined
}

/** 4 or 6. An IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) is of version 6. */
export function versionOf(address: IpAddress): IpVersion {
  return address.includes(':') ? 6 : 4
}

/** Order by version (4 first), then by number. For `sort`. */
export function compareIp(a: IpAddress, b: IpAddress): number {
  return compareBits(numericOf(a), numericOf(b))
}

/** The address with this number. Throws a RangeError when it does not fit the version (our bug: callers check with sizes). */
export function ipFromBits(version: IpVersion, bits: bigint): IpAddress {
  if (bits < 0n || bits >> (version === 4 ? 32n : 128n) !== 0n) throw new RangeError(`no IPv${version} address has the number ${bits}`)
  return ipFromNumeric(version === 4 ? Number(bits) : bits)
}

/** The address as a number: 0 to 2^32-1 or 0 to 2^128-1. */
export function bitsOf(address: IpAddress): bigint {
  return BigInt(numericOf(address))
}

/** The address of a numeric form. For lib/net itself; others use {@link ipFromBits}. */
export function ipFromNumeric(bits: IpBits): IpAddress {
  return textOfBits(bits) as IpAddress
}

/** Order of numeric forms: IPv4 first. For lib/net itself. */
function compareBits(a: IpBits, b: IpBits): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/** The numeric form of an address: quick, because every route lookup asks for it. For lib/net itself; others use {@link bitsOf}. */
export function numericOf(address: IpAddress): IpBits {
  let bits = 0
  let octet = 0
  for (let i = 0; i < address.length; i++) {
    const code = address.charCodeAt(i)
    if (code === 46) {
      bits = bits * 256 + octet
      octet = 0
    } else if (code >= 48 && code <= 57) octet = octet * 10 + (code - 48)
    else return numericOfIpv6(address)
  }
  return bits * 256 + octet
}

function numericOfIpv6(address: IpAddress): bigint {
  const known = ipv6Memo.get(address)
  if (known !== undefined) return known
  const bits = bitsOfText(address)
  if (typeof bits !== 'bigint') throw new Error(`not a canonical IP address: ${address}`)
  if (ipv6Memo.size >= MEMO_LIMIT) ipv6Memo.clear()
  ipv6Memo.set(address, bits)
  return bits
}
