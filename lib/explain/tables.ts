import { compareCidr, formatCidr } from '@/lib/net/cidr'
import type { Device } from '@/lib/network/device'
import type { Network } from '@/lib/network/network'
import type { Route, RouteTable } from '@/lib/network/route'
import type { LostRoute } from '@/lib/network/trace'
import type { Catalogue } from './catalogue'
import { nextHopLabel } from './next-hops'
import { wordsOfCode } from './sentence'
import { LOST_WORDS } from './steps/route'
import type { Evidence, EvidenceRow } from './story'
import { labelOfDevice, startTelling, type Telling } from './telling'

/** A route with why it is never used, or null where it is. */
export interface Standing { readonly route: Route; readonly lost: LostRoute['why'] | null }

/** A routing table as it stands: what is used, what lost and why, what is withheld and why. Sorted by prefix. */
export function tellTable(table: RouteTable, standings: readonly Standing[], device: Device, network: Network, catalogue: Catalogue): Evidence {
  const telling = startTelling(network, catalogue)
  return { kind: 'routes', title: titleOfTable(table, device, telling), columns: ROUTE_COLUMNS, rows: rowsOfTable(table, standings, device, telling).map(one => one.row) }
}

export const ROUTE_COLUMNS = ['prefix', 'next hop', 'origin', 'preference']
export const titleOfTable = (table: RouteTable, device: Device, telling: Telling): string => `${labelOfDevice(telling, device.id)}, table ${table.id.slice(table.id.indexOf(':') + 1)}`

/** The rows of {@link tellTable}, each beside its route. */
export function rowsOfTable(table: RouteTable, standings: readonly Standing[], device: Device, telling: Telling): readonly { readonly route: Route; readonly row: EvidenceRow }[] {
  const row = (state: EvidenceRow['state'], route: Route, why: string): EvidenceRow =>
    ({ state, cells: [formatCidr(route.prefix), nextHopLabel(telling, device, route.nextHop), route.origin, String(route.preference)], why, element: route.from })
  const rows = [
    ...standings.map(({ route, lost }) => ({ route, row: lost === null ? row('matched', route, '') : row('lost', route, LOST_WORDS[lost]) })),
    ...table.withheld.map(({ route, why }) => ({ route, row: row('withheld', route, `${wordsOfCode(why.code)}: ${why.elements.map(element => telling.catalogue.labelOf(element)).join(' or ')}`) })),
  ]
  return rows.sort((a, b) => compareCidr(a.route.prefix, b.route.prefix) || a.route.preference - b.route.preference)
}
