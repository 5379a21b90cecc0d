import { covers, type Cidr } from '@/lib/net/cidr'
import type { Withholding } from '@/lib/network/route'
import type { PolicyTerm, PrefixMatch, RoutePolicy } from '@/lib/network/route-policy'
import type { Advert } from './path'

/**
 * What a policy makes of an advert: changed, or withheld by the term (or the policy's end) that denies it. Terms that say `next` change it
 * and go on. Source: RFC 4271 sections 9.1.1 and 9.1.3; RFC 1997 for communities.
 */
export function applyPolicy<Item extends Advert>(policy: RoutePolicy | undefined, item: Item, prefix: Cidr, ownAs: number): { readonly item: Item; readonly denied: Withholding | null } {
  let changed = item
  for (const term of policy?.terms ?? []) {
    if (!termMatches(term, changed, prefix)) continue
    if (term.action === 'deny') return { item: changed, denied: { code: term.code, elements: [term.from] } }
    changed = changedBy(term, changed, ownAs)
    if (term.action === 'accept') return { item: changed, denied: null }
  }
  const denied = policy?.otherwise === 'deny' ? { code: policy.denied.code, elements: [policy.denied.from] } : null
  return { item: changed, denied }
}

function termMatches(term: PolicyTerm, advert: Advert, prefix: Cidr): boolean {
  if (term.prefixes && !term.prefixes.some(match => prefixMatches(match, prefix))) return false
  if (term.communities && !term.communities.some(community => advert.communities.includes(community))) return false
  return term.asPathHolds === undefined || advert.asPath.includes(term.asPathHolds)
}

export function prefixMatches({ within, least, most }: PrefixMatch, prefix: Cidr): boolean {
  if (!covers(within, prefix)) return false
  if (least === undefined && most === undefined) return prefix.length === within.length
  return prefix.length >= (least ?? within.length) && prefix.length <= (most ?? 128)
}

function changedBy<Item extends Advert>({ set = {} }: PolicyTerm, item: Item, ownAs: number): Item {
  const kept = item.communities.filter(community => !set.removeCommunities?.includes(community))
  const added = (set.addCommunities ?? []).filter(community => !kept.includes(community))
  return {
    ...item, communities: [...kept, ...added],
    localPreference: set.localPreference ?? item.localPreference, med: set.med ?? item.med,
    asPath: set.prepend ? [...Array.from({ length: set.prepend }, () => ownAs), ...item.asPath] : item.asPath,
  }
}
