import { compareCidr, formatCidr, type Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { compareIp, type IpAddress } from '@/lib/net/ip-address'
import type { InterfaceId } from '@/lib/network/ids'
import type { Withholding } from '@/lib/network/route'

/** What one speaker tells another about a prefix. With `reasons` it only would: it travels along so that every table knows what it lacks. */
export interface Advert {
  readonly prefix: Cidr
  /** The element whose range it is. */
  readonly owner: ElementId
  /** Nearest AS first (RFC 4271 section 5.1.2). */
  readonly asPath: readonly number[]
  /** Missing means 0, the best (RFC 4271 section 9.1.2.2 c). */
  readonly med: number
  /** All of these keep it away, nearest first; none means that it is live. */
  readonly reasons: readonly Withholding[]
}

/** An advert as a speaker has received it. */
export interface Path extends Advert {
  readonly session: ElementId
  readonly peer: IpAddress
  readonly interfaceId: InterfaceId
  /** Learned from another AS (eBGP) or from the speaker's own (iBGP). */
  readonly learned: 'external' | 'internal'
}

export const isLive = (path: Advert): boolean => path.reasons.length === 0

/** One text per path: two rounds that learn the same texts have learned the same. */
export const keyOf = (path: Path): string =>
  [formatCidr(path.prefix), path.owner, path.asPath.join(' '), path.med, path.session, path.peer, path.learned, ...path.reasons.map(why => `${why.code} ${why.elements.join(' ')}`)].join('|')

/** Order for tables and evidence: by prefix, then by the peer's address, so that names do not matter. */
export const comparePaths = (a: Path, b: Path): number => compareCidr(a.prefix, b.prefix) || compareIp(a.peer, b.peer) || (a.session < b.session ? -1 : a.session > b.session ? 1 : 0)

/** Items by prefix, prefixes in order. */
export function byPrefix<Item extends { readonly prefix: Cidr }>(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = formatCidr(item.prefix)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()].sort((a, b) => compareCidr((a[0] as Item).prefix, (b[0] as Item).prefix))
}
