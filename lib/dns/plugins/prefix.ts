import { bitsOfVersion, prefixOf, type Cidr } from '@/lib/net/cidr'
import { parseIp, versionOf } from '@/lib/net/ip-address'

/** A prefix as Go's net.ParseCIDR reads it: host bits are zeroed without a word. Without a length, that one address. */
export function readPrefix(text: string): Cidr | undefined {
  const [base = '', length, ...more] = text.split('/')
  const address = parseIp(base)
  if (!address.ok || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined
  const bits = bitsOfVersion(versionOf(address.value))
  const many = length === undefined ? bits : Number(length)
  return many <= bits ? prefixOf(address.value, many) : undefined
}
