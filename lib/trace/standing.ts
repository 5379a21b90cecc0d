import { covers } from '@/lib/net/cidr'
import type { ConditionId } from '@/lib/network/ids'
import type { Route, RouteTable } from '@/lib/network/route'
import type { LostRoute } from '@/lib/network/trace'
import { lookUpRoute } from './route-lookup'

/** A route of a table, and why it is never used, if it is not. */
export interface Standing { readonly route: Route; readonly lost: Exclude<LostRoute['why'], 'shorter'> | null }

/** Every route as a table stands: used for some destination, or beaten by another of its own prefix, by a shadow, or by its condition. */
export function standingsOf(table: RouteTable, settled: ReadonlyMap<ConditionId, boolean>): readonly Standing[] {
  return table.routes.map(route => {
    const around = table.routes.filter(other => covers(other.prefix, route.prefix))
    const why = lookUpRoute({ ...table, routes: around, withheld: [] }, route.prefix.address, settled).lost.find(other => other.route === route)?.why
    return { route, lost: why === undefined || why === 'shorter' ? null : why }
  })
}
