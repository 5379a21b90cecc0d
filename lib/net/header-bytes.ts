import type { IpVersion } from './ip-address'

/** The IP header without options or extension headers, in bytes. Source: RFC 791 section 3.1, RFC 8200 section 3. */
const IP_HEADER_BYTES: Readonly<Record<IpVersion, number>> = { 4: 20, 6: 40 }

/** The TCP header without options, in bytes. Source: RFC 9293 section 3.1. */
const TCP_HEADER_BYTES = 20

/** What a TCP segment's size does not count: the two headers without options. Source: RFC 9293 section 3.7.1, RFC 8200 section 8.3. */
export const segmentOverheadBytes = (version: IpVersion): number => IP_HEADER_BYTES[version] + TCP_HEADER_BYTES

/** The smallest MTU of a link that carries IPv6, in bytes. Source: RFC 8200 section 5. */
export const IPV6_LEAST_MTU_BYTES = 1280

/** The extension header of an IPv6 fragment, in bytes. Source: RFC 8200 section 4.5. */
const FRAGMENT_HEADER_BYTES = 8

/**
 * The largest fragment that fits into so many bytes, header included: what it carries is a multiple of 8, since offsets count in units of 8.
 * Sources: RFC 791 section 3.2, RFC 8200 section 4.5; Linux ip_do_fragment, ip6_fragment (`len &= ~7`); seed 7205.
 */
export function fragmentBytesFor(version: IpVersion, limitBytes: number): number {
  const headers = IP_HEADER_BYTES[version] + (version === 6 ? FRAGMENT_HEADER_BYTES : 0)
  return headers + Math.floor((limitBytes - headers) / 8) * 8
}
