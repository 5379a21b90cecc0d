import type { IpAddress } from '@/lib/net/ip-address'
import { contains } from '@/lib/net/cidr'
import { matches, prefixTable, type PrefixTable } from '@/lib/net/prefix-table'
import type { ConditionId } from '@/lib/network/ids'
import type { Route, RouteTable, Withheld } from '@/lib/network/route'
import type { LostRoute } from '@/lib/network/trace'

export interface RouteLookup {
  /** The equal best routes; empty when nothing matches. */
  readonly best: readonly Route[]
  readonly lost: readonly LostRoute[]
  /** Withheld routes that would have won. */
  readonly withheld: readonly Withheld[]
}

const tables = new WeakMap<RouteTable, PrefixTable<Route>>()

function indexOf(table: RouteTable): PrefixTable<Route> {
  const known = tables.get(table)
  if (known) return known
  const built = prefixTable(table.routes.map(route => ({ prefix: route.prefix, value: route })))
  tables.set(table, built)
  return built
}

/**
 * Longest prefix first, then the lowest preference; equal ones are all best. A route that `shadows` an origin beats even more specific
 * routes of that origin, and a route whose condition does not hold is not there.
 * Source: RFC 1812 section 5.2.4.3 (longest match); ranking inside a prefix and shadowing are data of the table.
 */
export function lookUpRoute(table: RouteTable, destination: IpAddress, settled: ReadonlyMap<ConditionId, boolean>): RouteLookup {
  const lost: LostRoute[] = []
  const standing: Route[] = []
  const candidates = matches(indexOf(table), destination)
  for (const { value: route } of candidates) {
    const shadow = candidates.find(({ value: other }) => other.prefix.length <= route.prefix.length && other.shadows?.origins.includes(route.origin))
    if (route.requires !== undefined && settled.get(route.requires) !== true) lost.push({ route, why: 'requires' })
    else if (shadow && shadow.value !== route) lost.push({ route, why: 'shadowed' })
    else standing.push(route)
  }
  const first = standing[0]
  const longest = standing.filter(route => first && route.prefix.length === first.prefix.length)
  const preference = longest.reduce((least, route) => Math.min(least, route.preference), Infinity)
  const best = longest.filter(route => route.preference === preference)
  for (const route of standing) {
    if (best.includes(route)) continue
    lost.push({ route, why: first && route.prefix.length < first.prefix.length ? 'shorter' : 'less-preferred' })
  }
  const withheld = table.withheld.filter(({ route }) => contains(route.prefix, destination) && wouldWin(route, best[0], standing))
  return { best, lost, withheld: withheld.length > 1 ? [...withheld].sort((a, b) => b.route.prefix.length - a.route.prefix.length) : withheld }
}

function wouldWin(route: Route, best: Route | undefined, standing: readonly Route[]): boolean {
  if (!best) return true
  if (standing.some(other => other.prefix.length <= route.prefix.length && other.shadows?.origins.includes(route.origin))) return false
  return route.prefix.length > best.prefix.length || (route.prefix.length === best.prefix.length && route.preference < best.preference)
}
