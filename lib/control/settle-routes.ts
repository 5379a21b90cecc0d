import { formatCidr } from '@/lib/net/cidr'
import type { Network } from '@/lib/network/network'
import { exchangeRoutes } from './exchange'
import { fillTables, installRoutes } from './install'
import { installOspf } from './ospf/install'
import { externalsOf, withRedistributed } from './redistribution'

/** A Network with its tables filled, and whether the exchange came to rest. If not, its tables name the prefixes that are undetermined. */
export interface RouteSettlement { readonly network: Network; readonly settled: boolean; readonly rounds: number }

/** A path crosses each speaker at most once, and each round carries it one further: more rounds than this mean that it will not rest. */
const maxRoundsOf = (network: Network): number => 2 * network.speakers.size + 2

/** How often protocols give each other what they have learned before that is given up. */
const REDISTRIBUTION_LIMIT = 16

/**
 * Exchanges routes between all routers and speakers to a fixed point and fills the tables, withheld routes included, with the conditions as
 * `network` says they are: OSPF first, then BGP over it, again while one gives routes to the other. Give it the compiled Network, not one whose
 * tables are filled already. Sources of the rules: RFC 2328, RFC 4271.
 */
export function settleRoutesBounded(network: Network, maxRounds: number = maxRoundsOf(network)): RouteSettlement {
  let done = pass(network, network, maxRounds)
  if (network.redistributions.length === 0) return done
  for (let round = 0; round < REDISTRIBUTION_LIMIT; round++) {
    const next = pass(network, done.network, maxRounds)
    const changed = differences(done.network, next.network)
    if (changed.size === 0) return next
    done = round === REDISTRIBUTION_LIMIT - 1 ? { ...next, network: unsettledIn(next.network, changed), settled: false } : next
  }
  return done
}

/** One pass over both protocols, with what the tables of `before` give to them. */
function pass(network: Network, before: Network, maxRounds: number): RouteSettlement {
  const interior = installOspf(network, externalsOf(before))
  const exchange = exchangeRoutes(withRedistributed(interior, before), maxRounds)
  return { network: { ...installRoutes(interior, exchange), speakers: network.speakers }, settled: exchange.settled, rounds: exchange.rounds }
}

/** The routes of every device that has learned something, one text each. */
function textsOf(network: Network): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([...network.devices.values()].map(device => [device.id, new Set(device.tables.flatMap(table => table.routes.map(route =>
    `${table.id} ${formatCidr(route.prefix)} ${JSON.stringify(route.nextHop)} ${route.preference} ${route.metric ?? ''} ${route.origin} ${route.asPath?.join(' ') ?? ''}`)))] as const))
}

/** By device, the prefixes whose routes are not the same in both. */
function differences(a: Network, b: Network): ReadonlyMap<string, ReadonlySet<string>> {
  const [before, after] = [textsOf(a), textsOf(b)]
  const found = new Map<string, Set<string>>()
  for (const [device, texts] of after) {
    const old = before.get(device) ?? new Set()
    const changed = [...texts].filter(text => !old.has(text)).concat([...old].filter(text => !texts.has(text))).map(text => text.split(' ')[1] ?? '')
    if (changed.length > 0) found.set(device, new Set(changed))
  }
  return found
}

function unsettledIn(network: Network, changed: ReadonlyMap<string, ReadonlySet<string>>): Network {
  return fillTables(network, [...changed].flatMap(([id, prefixes]) => {
    const device = [...network.devices.values()].find(candidate => candidate.id === id)
    return (device?.tables ?? []).map(table => ({
      device: (device as NonNullable<typeof device>).id, table: table.id, routes: [], withheld: [], ties: table.ties,
      unsettled: table.routes.map(({ prefix }) => prefix).filter(prefix => prefixes.has(formatCidr(prefix))),
    }))
  }))
}

/** As {@link settleRoutesBounded}, for those who need the tables only. */
export function settleRoutes(network: Network): Network {
  return settleRoutesBounded(network).network
}
