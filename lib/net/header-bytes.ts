import type { IpVersion } from './ip-address'

/** The IP header without options or extension headers, in bytes. Source: RFC 791 section 3.1, RFC 8200 section 3. */
const IP_HEADER_BYTES: Readonly<Record<IpVersion, number>> = { 4: 20, 6: 40 }

/** The TCP header without options, in bytes. Source: RFC 9293 section 3.1. */
const TCP_HEADER_BYTES = 20

/** What a TCP segment's size does not count: the two headers without options. Source: RFC 9293 section 3.7.1, RFC 8200 section 8.3. */
export const segmentOverheadBytes = (version: IpVersion): number => IP_HEADER_BYTES[version] + TCP_HEADER_BYTES

/** The smallest MTU of a link that carries IPv6, in bytes. Source: RFC 8200 section 5. */
export const IPV6_LEAST_MTU_BYTES = 1280
