import type { Network } from '@/lib/network/network'
import { exchangeRoutes } from './exchange'
import { installRoutes } from './install'

/** A Network with its tables filled, and whether the exchange came to rest. If not, what depends on learned routes is undetermined. */
export interface RouteSettlement { readonly network: Network; readonly settled: boolean; readonly rounds: number }

/** A path crosses each speaker at most once, and each round carries it one further: more rounds than this mean that it will not rest. */
export const maxRoundsOf = (network: Network): number => 2 * network.speakers.size + 2

/**
 * Exchanges routes between all speakers to a fixed point and fills the tables, withheld routes included, with the conditions as `network`
 * says they are. Give it the compiled Network, not one whose tables are filled already. Source of the rules: RFC 4271.
 */
export function settleRoutesBounded(network: Network, maxRounds: number = maxRoundsOf(network)): RouteSettlement {
  const exchange = exchangeRoutes(network, maxRounds)
  return { network: installRoutes(network, exchange), settled: exchange.settled, rounds: exchange.rounds }
}

/** As {@link settleRoutesBounded}, for those who need the tables only. */
export function settleRoutes(network: Network): Network {
  return settleRoutesBounded(network).network
}
