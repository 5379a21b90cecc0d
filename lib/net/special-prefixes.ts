import { cidr, contains, type Cidr } from './cidr'
import type { IpAddress } from './ip-address'

/** "This network": a source address before configuration, never a destination. RFC 791 section 3.2. */
export const THIS_NETWORK_V4 = cidr('0.0.0.0/8')
/** Private use, 24-bit block. RFC 1918 section 3. */
export const PRIVATE_10 = cidr('10.0.0.0/8')
/** Private use, 20-bit block. RFC 1918 section 3. */
export const PRIVATE_172 = cidr('172.16.0.0/12')
/** Private use, 16-bit block. RFC 1918 section 3. */
export const PRIVATE_192 = cidr('192.168.0.0/16')
/** Shared address space (carrier-grade NAT; often a cloud's second pod range). RFC 6598 section 7. */
const SHARED_V4 = cidr('100.64.0.0/10')
/** Loopback. RFC 1122 section 3.2.1.3. */
export const LOOPBACK_V4 = cidr('127.0.0.0/8')
/** Link-local: metadata servers, NodeLocal DNSCache, tunnel insides. RFC 3927 section 2.1. */
export const LINK_LOCAL_V4 = cidr('169.254.0.0/16')
/** IETF protocol assignments. RFC 6890 section 2.1. */
export const IETF_PROTOCOLS_V4 = cidr('192.0.0.0/24')
/** Documentation, TEST-NET-1. RFC 5737 section 3. */
export const DOCUMENTATION_V4_1 = cidr('192.0.2.0/24')
/** Documentation, TEST-NET-2. RFC 5737 section 3. */
export const DOCUMENTATION_V4_2 = cidr('198.51.100.0/24')
/** Documentation, TEST-NET-3. RFC 5737 section 3. */
export const DOCUMENTATION_V4_3 = cidr('203.0.113.0/24')
/** Benchmarking of network devices. RFC 2544 appendix C.2.2. */
export const BENCHMARKING_V4 = cidr('198.18.0.0/15')
/** Multicast, formerly class D. RFC 5771 section 3. */
export const MULTICAST_V4 = cidr('224.0.0.0/4')
/** Reserved, formerly class E. RFC 1112 section 4. */
export const CLASS_E = cidr('240.0.0.0/4')
/** Limited broadcast. RFC 919 section 7. */
export const BROADCAST_V4 = cidr('255.255.255.255/32')

/** Unspecified. RFC 4291 section 2.5.2. */
export const UNSPECIFIED_V6 = cidr('::/128')
/** Loopback. RFC 4291 section 2.5.3. */
export const LOOPBACK_V6 = cidr('::1/128')
/** Unique local addresses. RFC 4193 section 3.1. */
export const UNIQUE_LOCAL_V6 = cidr('fc00::/7')
/** Link-local. RFC 4291 section 2.5.6. */
export const LINK_LOCAL_V6 = cidr('fe80::/10')
/** Global unicast as handed out so far. RFC 3587 section 3. */
export const GLOBAL_UNICAST_V6 = cidr('2000::/3')
/** Documentation. RFC 3849 section 2. */
export const DOCUMENTATION_V6 = cidr('2001:db8::/32')
/** Multicast. RFC 4291 section 2.7. */
export const MULTICAST_V6 = cidr('ff00::/8')

/** IPv4 ranges that a network may use inside without owning them: RFC 1918 section 3 and RFC 6598 section 7. */
export const PRIVATE_V4: readonly Cidr[] = [PRIVATE_10, PRIVATE_172, PRIVATE_192, SHARED_V4]

/** Whether an address is of private use: {@link PRIVATE_V4}, or a unique local IPv6 address (RFC 4193). The public internet carries none of them. */
export function isPrivate(address: IpAddress): boolean {
  return contains(UNIQUE_LOCAL_V6, address) || PRIVATE_V4.some((prefix) => contains(prefix, address))
}
