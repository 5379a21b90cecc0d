import type { Cidr } from './cidr'
import { numericOf, type IpAddress } from './ip-address'
import type { IpBits } from './ip-bits'
import { maskBits, prefixBitsOf } from './prefix-bits'

/** A value under a prefix. */
export interface PrefixEntry<T> {
  readonly prefix: Cidr
  readonly value: T
}

/** The entries of one prefix length, by network number. */
interface LengthClass<T> {
  readonly length: number
  readonly byNetwork: Map<IpBits, PrefixEntry<T>[]>
}

/** Values by prefix, for the longest match (RFC 1812 section 5.2.4.3). Made by {@link prefixTable}; never changes. */
export interface PrefixTable<T> {
  readonly entries: readonly PrefixEntry<T>[]
  /** Longest first. */
  readonly ipv4: readonly LengthClass<T>[]
  readonly ipv6: readonly LengthClass<T>[]
}

/** Builds the table. The same prefix may stand in it several times. */
export function prefixTable<T>(entries: readonly PrefixEntry<T>[]): PrefixTable<T> {
  const isIpv4 = (entry: PrefixEntry<T>): boolean => prefixBitsOf(entry.prefix).version === 4
  return {
    entries,
    ipv4: lengthClasses(entries.filter(isIpv4)),
    ipv6: lengthClasses(entries.filter((entry) => !isIpv4(entry))),
  }
}

/** All entries whose prefix contains the address: longest prefix first, entries of one prefix in the order they were given. */
export function matches<T>(table: PrefixTable<T>, address: IpAddress): readonly PrefixEntry<T>[] {
  const bits = numericOf(address)
  const found: PrefixEntry<T>[] = []
  for (const { length, byNetwork } of typeof bits === 'number' ? table.ipv4 : table.ipv6) {
    const entries = byNetwork.get(maskBits(bits, length))
    if (entries !== undefined) found.push(...entries)
  }
  return found
}

function lengthClasses<T>(entries: readonly PrefixEntry<T>[]): readonly LengthClass<T>[] {
  const classes = new Map<number, LengthClass<T>>()
  for (const entry of entries) {
    const { length } = entry.prefix
    const byNetwork = classes.get(length)?.byNetwork ?? new Map<IpBits, PrefixEntry<T>[]>()
    classes.set(length, { length, byNetwork })
    const { network } = prefixBitsOf(entry.prefix)
    const same = byNetwork.get(network)
    if (same === undefined) byNetwork.set(network, [entry])
    else same.push(entry)
  }
  return [...classes.values()].sort((a, b) => b.length - a.length)
}
