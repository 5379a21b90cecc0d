import { IPv4, IPv6 } from 'ip-num'

/**
 * The numeric form of an address, for arithmetic inside lib/net only: an IPv4 address is a `number` (0 to 2^32-1), an
 * IPv6 address a `bigint`. So `typeof` tells the version, and the hot IPv4 path allocates nothing.
 */
export type IpBits = number | bigint

const OCTET = '(?:0|[1-9][0-9]{0,2})'
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`)
const IPV6 = /^[0-9a-f:]{2,39}$/i
const IPV6_WITH_IPV4 = new RegExp(`^[0-9a-f:]{1,30}:${OCTET}(?:\\.${OCTET}){3}$`, 'i')

/** Reads an address as people write it, or undefined. Leading zeros of an octet are refused as ambiguous octal (RFC 6943 section 3.1.1), and so are zone ids (RFC 4007): a zone has no meaning off its host. */
export function bitsOfText(text: string): IpBits | undefined {
  if (!IPV4.test(text) && !IPV6.test(text) && !IPV6_WITH_IPV4.test(text)) return undefined
  try {
    return text.includes(':') ? IPv6.fromString(text).getValue() : Number(IPv4.fromString(text).getValue())
  } catch {
    return undefined // ip-num reports a malformed address by throwing
  }
}

/** The canonical text: dotted quad, or RFC 5952 (lower case, longest run of zero groups shortened, mapped IPv4 dotted). */
export function textOfBits(bits: IpBits): string {
  return typeof bits === 'number' ? textOfIpv4(bits) : textOfIpv6(bits)
}

function textOfIpv4(bits: number): string {
  return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`
}

function textOfIpv6(bits: bigint): string {
  if (bits >> 32n === 0xffffn) return `::ffff:${textOfIpv4(Number(bits & 0xffff_ffffn))}` // RFC 5952 section 5
  const groups = Array.from({ length: 8 }, (_, i) => Number((bits >> BigInt(112 - 16 * i)) & 0xffffn))
  const run = longestZeroRun(groups)
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':')
  if (run.length < 2) return hex(groups) // RFC 5952 section 4.2.2: one zero group alone is not shortened
  return `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.start + run.length))}`
}

/** The first of the longest runs of zero groups (RFC 5952 section 4.2.3). */
function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start }
  })
  return best
}
