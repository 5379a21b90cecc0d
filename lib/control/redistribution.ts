import { formatCidr } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { Network } from '@/lib/network/network'
import type { Redistribution } from '@/lib/network/ospf'
import type { Route } from '@/lib/network/route'
import type { Origination } from '@/lib/network/speaker'
import type { Advert } from './path'
import { applyPolicy } from './route-policy'
import type { External } from './ospf/routing-table'

/**
 * What the tables give to the protocols: of each prefix the most preferred route, if its origin is one of those that are redistributed and
 * the policy lets it. A protocol never gets back what is its own. Source: RFC 2328 section 2.3; RFC 4271 section 9.4 (injected routes).
 */
function given(network: Network, redistribution: Redistribution): readonly { readonly route: Route; readonly advert: Advert }[] {
  const target = network.ospfRouters.get(redistribution.to) ?? network.speakers.get(redistribution.to)
  const table = network.devices.get(target?.device as never)?.tables.find(candidate => candidate.id === target?.table)
  if (!target || !table) return []
  return mostPreferred(table.routes).filter(route => redistribution.origins.includes(route.origin) && route.origin !== target.installs.origin).flatMap(route => {
    const { item, denied } = applyPolicy(redistribution.policy, plainAdvert(redistribution), route.prefix, 'asn' in target ? target.asn : 0)
    return denied ? [] : [{ route, advert: item }]
  })
}

const plainAdvert = ({ to, metric }: Redistribution): Advert =>
  ({ origin: to, asPath: [], med: metric, localPreference: 0, communities: [], nextHop: null, originator: null, clusters: [], reasons: [] })

function mostPreferred(routes: readonly Route[]): readonly Route[] {
  const best = new Map<string, Route>()
  for (const route of routes) {
    const key = formatCidr(route.prefix)
    const known = best.get(key)
    if (!known || route.preference < known.preference) best.set(key, route)
  }
  return [...best.values()]
}

/** What OSPF routers announce from outside: OSPFv2 carries IPv4 only (RFC 2328 section A.4.5). */
export const externalsOf = (network: Network): readonly External[] => network.redistributions.filter(({ to }) => network.ospfRouters.has(to)).flatMap(redistribution =>
  given(network, redistribution).filter(({ route }) => versionOf(route.prefix.address) === 4).map(({ route, advert }) => ({ by: redistribution.to, prefix: route.prefix, metric: advert.med, type: redistribution.metricType ?? 2, from: redistribution.from })))

/** The Network whose speakers also originate what is redistributed into them. */
export function withRedistributed(network: Network, filled: Network): Network {
  const into = network.redistributions.filter(({ to }) => network.speakers.has(to))
  if (into.length === 0) return network
  const speakers = new Map(network.speakers)
  for (const redistribution of into) {
    const speaker = speakers.get(redistribution.to)
    if (!speaker) continue
    const added = given(filled, redistribution).filter(({ route }) => !speaker.originates.some(({ prefix }) => formatCidr(prefix) === formatCidr(route.prefix)))
      .map(({ route, advert }): Origination => ({ prefix: route.prefix, from: route.owner ?? redistribution.from, med: advert.med, ...(advert.communities.length > 0 ? { communities: advert.communities } : {}) }))
    speakers.set(speaker.id, { ...speaker, originates: [...speaker.originates, ...added] })
  }
  return { ...network, speakers }
}
