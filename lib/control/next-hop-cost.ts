import { compareCidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import { matches, prefixTable } from '@/lib/net/prefix-table'
import type { Device } from '@/lib/network/device'
import type { RouteTable } from '@/lib/network/route'
import type { Speaker } from '@/lib/network/speaker'

/** The cost of the way to an address, or null where there is none. */
export type CostTo = (address: IpAddress) => number | null

/**
 * How far next hops are from a speaker, by what its table holds without BGP: connected, static and interior routes.
 * Source: RFC 4271 sections 9.1.2.1 (resolvability) and 9.1.2.2 e. Next hops behind other BGP routes count as unreachable.
 */
export function costsFrom(speaker: Speaker, device: Device | undefined): CostTo {
  const table = device?.tables.find(candidate => candidate.id === speaker.table)
  if (!device || !table) return () => null
  const known = new Map<IpAddress, number | null>()
  const routes = prefixTable(table.routes.map(route => ({ prefix: route.prefix, value: route })))
  return address => {
    const found = known.get(address)
    if (found !== undefined) return found
    const own = device.interfaces.some(item => item.addresses.some(mine => mine.address === address))
    const cost = own ? 0 : costBy(matches(routes, address).map(({ value }) => value))
    known.set(address, cost)
    return cost
  }
}

/** Of the longest prefix the most preferred route. */
function costBy(candidates: RouteTable['routes']): number | null {
  const length = candidates[0]?.prefix.length
  const best = [...candidates].filter(route => route.prefix.length === length).sort((a, b) => a.preference - b.preference || compareCidr(a.prefix, b.prefix))[0]
  if (!best || best.nextHop.type === 'blackhole' || best.nextHop.type === 'unreachable' || best.nextHop.type === 'prohibit' || best.nextHop.type === 'throw') return null
  return best.metric ?? 0
}
