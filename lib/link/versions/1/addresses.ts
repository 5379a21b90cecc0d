import { formatCidr, parseCidr } from '@/lib/net/cidr'
import { parseIp, versionOf } from '@/lib/net/ip-address'

/** An IPv4 address or prefix as bytes; `length` only for a prefix. */
export interface Ipv4 { readonly octets: readonly number[]; readonly length?: number }

/** Reads a text that is exactly an IPv4 address or prefix in its usual spelling; any other stays a text. */
export function ipv4Of(text: string): Ipv4 | undefined {
  if (!/^[0-9.]{7,15}(?:\/[0-9]{1,2})?$/.test(text)) return undefined
  if (!text.includes('/')) {
    const address = parseIp(text)
    return address.ok && versionOf(address.value) === 4 && address.value === text ? { octets: octetsOf(text) } : undefined
  }
  const prefix = parseCidr(text)
  return prefix.ok && formatCidr(prefix.value) === text ? { octets: octetsOf(prefix.value.address), length: prefix.value.length } : undefined
}

const octetsOf = (address: string): readonly number[] => address.split('.').map(Number)

/** Prefixes up to this length are written as their own bytes, longer ones as an address in a network of this length. */
export const NETWORK_LENGTH = 24

/** Bytes of a prefix that its length does not make zero. */
export const significantBytes = (length: number): number => Math.ceil(length / 8)

/** "10.0.1", the key of the /24 that an address lies in. */
export const networkOf = (octets: readonly number[]): string => octets.slice(0, 3).join('.')
