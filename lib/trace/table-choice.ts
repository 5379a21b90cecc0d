import type { IpAddress } from '@/lib/net/ip-address'
import { contains } from '@/lib/net/cidr'
import type { Device } from '@/lib/network/device'
import type { InterfaceId } from '@/lib/network/ids'
import { tableOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import type { PolicyRule, RouteTable } from '@/lib/network/route'
import type { Header } from '@/lib/network/trace'
import type { NetworkIndex } from './index'
import { packetMatches } from './match'
import { lookUpRoute, type RouteLookup } from './route-lookup'

/** What policy rules look at. A device's own packet has no in-interface. */
export interface Routed { readonly header: Header; readonly mark: number; readonly inInterface: InterfaceId | undefined }

export interface TableLookup { readonly table: RouteTable; readonly lookup: RouteLookup }

/**
 * The table that decides, by policy rules, and what it says; the lookups of the tables that were passed over come first, for the evidence.
 * A table without a route, or with one that says `throw`, leaves it to the next rule, unless the rule is final. Source: ip-rule(8).
 */
export function chooseTable(network: Network, index: NetworkIndex, device: Device, routed: Routed): { readonly passed: readonly TableLookup[]; readonly decided: TableLookup | null } {
  const passed: TableLookup[] = []
  for (const rule of device.policyRules) {
    if (!ruleMatches(rule, routed, network)) continue
    const table = index.tables.get(rule.table)
    if (!table) continue
    const lookup = found(table, routed.header.destination, network, rule.suppressPrefixLength)
    if (lookup.best.length > 0 || rule.final) return { passed, decided: { table, lookup } }
    passed.push({ table, lookup })
  }
  const main = index.tables.get(tableOf(device.id, 'main'))
  return { passed, decided: main ? { table: main, lookup: found(main, routed.header.destination, network) } : null }
}

const ruleMatches = (rule: PolicyRule, { header, mark, inInterface }: Routed, network: Network): boolean =>
  !(rule.ownOnly && inInterface !== undefined) && packetMatches(rule.match, { header, mark, inInterface }, network)

function found(table: RouteTable, destination: IpAddress, network: Network, suppressed = -1): RouteLookup {
  const lookup = lookUpRoute(table, destination, network.settled)
  const [best] = lookup.best
  return best && (best.nextHop.type === 'throw' || best.prefix.length <= suppressed) ? { ...lookup, best: [], lost: [...lookup.lost] } : lookup
}

/** Whether route exchange has left open where this destination leads. */
export const isUnsettled = (table: RouteTable, destination: IpAddress): boolean => table.unsettled?.some(prefix => contains(prefix, destination)) ?? false
