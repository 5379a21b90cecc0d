import { compareCidr, formatCidr, type Cidr } from '@/lib/net/cidr'
import { compareIp, type IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { InterfaceId, SpeakerId } from '@/lib/network/ids'
import type { Withholding } from '@/lib/network/route'
import type { Community } from '@/lib/network/route-policy'

/** What one speaker tells another about a class of prefixes. With `reasons` it only would: it travels along so that every table knows what it lacks. */
export interface Advert {
  /** The speaker that brought the prefixes into the exchange. */
  readonly origin: SpeakerId
  /** Nearest AS first (RFC 4271 section 5.1.2). */
  readonly asPath: readonly number[]
  /** Missing means 0, the best (RFC 4271 section 9.1.2.2 c). */
  readonly med: number
  /** Higher is better (RFC 4271 section 5.1.5). */
  readonly localPreference: number
  readonly communities: readonly Community[]
  /** Where packets go, inside an AS (RFC 4271 section 5.1.3); null: to whoever tells. */
  readonly nextHop: IpAddress | null
  /** Who brought it into the AS, and the clusters that it was reflected in, nearest first (RFC 4456 section 8). */
  readonly originator: string | null
  readonly clusters: readonly string[]
  /** All of these keep it away, nearest first; none means that it is live. */
  readonly reasons: readonly Withholding[]
}

/** An advert as a speaker has received it. */
export interface Path extends Advert {
  readonly session: ElementId
  readonly peer: IpAddress
  readonly interfaceId: InterfaceId
  /** The neighbour as next hop: its address of the prefix's version. */
  readonly gateway: IpAddress | null
  /** Learned from another AS (eBGP) or from the speaker's own (iBGP). */
  readonly learned: 'external' | 'internal'
  /** The neighbour that told it: its router id, where it has one, and who it is in reflection. */
  readonly teller: { readonly routerId: IpAddress | null; readonly identity: string; readonly isClient: boolean }
  /** The cost of the way to the next hop (RFC 4271 section 9.1.2.2 e). */
  readonly igpCost: number
}

export const isLive = (path: Advert): boolean => path.reasons.length === 0

/** Whether two adverts say the same. */
export function sameAdvert(a: Advert | Path, b: Advert | Path): boolean {
  if (a === b) return true
  return a.origin === b.origin && a.med === b.med && a.localPreference === b.localPreference && a.nextHop === b.nextHop && a.originator === b.originator
    && sameList(a.asPath, b.asPath) && sameList(a.communities, b.communities) && sameList(a.clusters, b.clusters)
    && a.reasons.length === b.reasons.length && a.reasons.every((why, at) => sameReason(why, b.reasons[at] as Withholding))
    && ('session' in a ? a.session : null) === ('session' in b ? b.session : null) && ('peer' in a ? a.peer : null) === ('peer' in b ? b.peer : null)
}

const sameReason = (a: Withholding, b: Withholding): boolean => a === b || (a.code === b.code && sameList(a.elements, b.elements))
const sameList = <Item>(a: readonly Item[], b: readonly Item[]): boolean => a === b || (a.length === b.length && a.every((item, at) => item === b[at]))

/** Order for tables and evidence: by the peer's address, so that names do not matter. */
export const comparePaths = (a: Path, b: Path): number => compareIp(a.peer, b.peer) || (a.session < b.session ? -1 : a.session > b.session ? 1 : 0)

/** One text per prefix, and the order of prefixes. */
export const prefixKey = (prefix: Cidr): string => formatCidr(prefix)
export const comparePrefixes = compareCidr
