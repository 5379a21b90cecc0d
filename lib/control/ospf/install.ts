import { prefixOf, sameCidr } from '@/lib/net/cidr'
import { fillTables, type Filling } from '@/lib/control/install'
import type { Network } from '@/lib/network/network'
import type { OspfRouter } from '@/lib/network/ospf'
import type { NextHop, Route } from '@/lib/network/route'
import { attachmentsOf, type Adjacency } from './adjacency'
import { areasOf, tableOf, type External, type Found } from './routing-table'

/** The Network with what every OSPF router has computed in its table: one route per equal first step. A router's own subnets are connected already. Source: RFC 2328 section 16. */
export function installOspf(network: Network, externals: readonly External[]): Network {
  if (network.ospfRouters.size === 0) return network
  const areas = areasOf(attachmentsOf(network))
  return fillTables(network, [...network.ospfRouters.values()].map((router): Filling => ({
    device: router.device, table: router.table, withheld: [], ties: 'all', unsettled: [],
    routes: tableOf(areas, router.id, externals).filter(found => found.hops.length > 0 && !isConnected(network, router, found)).flatMap(found => found.hops.map(hop => toRoute(router, found, hop))),
  })))
}

const isConnected = (network: Network, router: OspfRouter, { prefix }: Found): boolean =>
  network.devices.get(router.device)?.interfaces.some(item => item.up !== false && item.addresses.some(own => sameCidr(prefix, prefixOf(own.address, own.length)))) ?? false

const toRoute = ({ installs }: OspfRouter, { prefix, cost, metric, sort, from }: Found, hop: Adjacency): Route => ({
  code: installs.code, from, prefix, nextHop: nextHopOf(hop), origin: installs.origin, preference: installs.preference, metric: sort === 'external-2' ? metric : cost,
})

const nextHopOf = ({ interfaceId, address, pointToPoint }: Adjacency): NextHop =>
  address === null || pointToPoint ? { type: 'interface', interfaceId } : { type: 'via', address, interfaceId }
