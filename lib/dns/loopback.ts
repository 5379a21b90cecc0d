import { cidr, contains } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'

const LOOPBACK = [cidr('127.0.0.0/8'), cidr('::1/128')]

/** Whether an address is the machine's own, wherever it is used. Sources: RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. */
export const isLoopback = (address: IpAddress): boolean => LOOPBACK.some(prefix => contains(prefix, address))
