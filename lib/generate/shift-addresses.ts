import { cidr, contains, formatCidr, prefixOf, sizeOf, type Cidr } from '@/lib/net/cidr'
import { bitsOf, ipFromBits, versionOf, type IpAddress } from '@/lib/net/ip-address'
import { DOCUMENTATION_V6, GLOBAL_UNICAST_V6, PRIVATE_V4, UNIQUE_LOCAL_V6 } from '@/lib/net/special-prefixes'
import type { AddressMap } from './addresses-in-text'
import type { Random } from './random'

/**
 * Addresses that mean something by themselves: they are everywhere the same. Link-local (RFC 3927: metadata servers, resolvers, tunnel
 * insides), loopback, multicast and above; GCP's forwarding, health-check and private access ranges (Cloud DNS and Cloud Load Balancing
 * documentation); Azure's 168.63.129.16.
 */
const KEPT: readonly Cidr[] = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '224.0.0.0/3', '35.199.192.0/19', '35.191.0.0/16', '130.211.0.0/22', '199.36.153.0/24', '168.63.129.16/32'].map(cidr)

/** Public IPv4 addresses move inside of their /24, so that they stay what they are (documentation, say). */
const PUBLIC_LENGTH = 24
const PUBLIC_V6_LENGTH = 48
/** Without any prefix in a private block, hosts keep their place in a /24. */
const HOST_LENGTH = 24

/** The block that an address moves in; undefined where it stays. */
function blockOf(address: IpAddress): Cidr | undefined {
  if (KEPT.some(prefix => contains(prefix, address))) return undefined
  const known = [...PRIVATE_V4, UNIQUE_LOCAL_V6, DOCUMENTATION_V6].find(prefix => contains(prefix, address))
  if (known) return known
  if (versionOf(address) === 4) return prefixOf(address, PUBLIC_LENGTH)
  return contains(GLOBAL_UNICAST_V6, address) ? prefixOf(address, PUBLIC_V6_LENGTH) : undefined
}

/**
 * Moves all addresses by one distance in each block (private range, public /24), a multiple of the largest prefix used in it: prefixes stay
 * prefixes of their length, what lies in, before or at a distance from another still does, and private stays private.
 */
export function shiftOf(used: readonly Cidr[], random: Random): AddressMap {
  const blocks = new Map<string, { readonly block: Cidr; readonly used: Cidr[] }>()
  for (const prefix of used) {
    const block = blockOf(prefix.address)
    if (!block || prefix.length <= block.length) continue
    const key = formatCidr(block)
    const known = blocks.get(key)
    if (known) known.used.push(prefix)
    else blocks.set(key, { block, used: [prefix] })
  }
  const distances = new Map([...blocks].map(([key, { block, used: inside }]) => [key, distanceIn(block, inside, random)]))
  const move = (address: IpAddress, length: number): IpAddress => {
    const block = blockOf(address)
    const distance = block && length > block.length ? distances.get(formatCidr(block)) : undefined
    const moved = distance === undefined ? undefined : bitsOf(address) + distance
    return moved === undefined || !block || moved < bitsOf(block.address) || moved >= bitsOf(block.address) + sizeOf(block) ? address : ipFromBits(versionOf(address), moved)
  }
  return {
    address: address => move(address, 128),
    prefix: ({ address, length }) => prefixOf(move(address, length), length),
  }
}

/** A distance that keeps everything inside of the block; 0 where there is no room. */
function distanceIn(block: Cidr, used: readonly Cidr[], random: Random): bigint {
  const isPublic = versionOf(block.address) === 4 && block.length === PUBLIC_LENGTH
  const bits = versionOf(block.address) === 4 ? 32 : 128
  const longest = isPublic ? bits : Math.max(block.length + 1, HOST_LENGTH)
  const unit = 1n << BigInt(bits - Math.min(longest, ...used.map(({ length }) => length)))
  const start = bitsOf(block.address) + (isPublic && unit === 1n ? 1n : 0n)
  const end = bitsOf(block.address) + sizeOf(block) - (isPublic && unit === 1n ? 1n : 0n)
  const first = used.reduce((least, { address }) => (bitsOf(address) < least ? bitsOf(address) : least), end)
  const last = used.reduce((most, prefix) => { const over = bitsOf(prefix.address) + sizeOf(prefix); return over > most ? over : most }, start)
  const down = first < start ? 0n : (first - start) / unit
  const up = last > end ? 0n : (end - last) / unit
  const choices = down + up > 1_000_000n ? 1_000_000 : Number(down + up)
  if (choices === 0) return 0n
  const chosen = BigInt(random.below(choices)) - (down > 500_000n ? 500_000n : down)
  return (chosen >= 0n ? chosen + 1n : chosen) * unit
}
