import type { Context } from '@/lib/mechanisms/types'
import { plainZone, zonesOf } from '@/lib/mechanisms/zones'
import { ip } from '@/lib/net/ip-address'
import { elementId } from '@/lib/net/element-id'
import { deviceOf } from '@/lib/network/names'
import type { ResolverWay, ZoneData } from '@/lib/network/name-server'
import type { Config } from './config'

type ResolverContext = Context<'name-server', Config>

/** Seconds. Source: Route 53 developer guide, "Values specific for simple records". */
const DEFAULT_TTL_SECONDS = 300

/** Its own private zones, and those of others that are associated with its VPC. Source: Route 53 developer guide, "Associating more VPCs with a private hosted zone". */
export function zonesAnswered({ view, id, subject, config }: ResolverContext): readonly ZoneData[] {
  const others = config.zonesOf.flatMap(other => {
    const element = view.get(other, 'name-server')
    return element ? zonesOf(elementId(other), element, DEFAULT_TTL_SECONDS) : []
  })
  return [...zonesOf(id, subject, DEFAULT_TTL_SECONDS), ...others]
}

/**
 * Its rules. A rule comes before a private zone of the same name; of several, the longest domain counts; a system rule takes its domain
 * out of a longer forward. Sources: Route 53 developer guide, "Considerations when working with a private hosted zone" and "How VPC
 * Resolver determines whether the domain name in a query matches any rules".
 */
export const waysOf = ({ view, id, config }: ResolverContext): readonly ResolverWay[] => config.rules.map(({ zone, servers, endpoints }): ResolverWay => ({
  from: id, zone: plainZone(zone),
  way: servers.length === 0 ? { type: 'recursive' }
    : { type: 'forward', servers: servers.map(text => ip(text)), devices: endpoints.filter(endpoint => view.get(endpoint, 'name-server')).map(endpoint => deviceOf(endpoint)) },
}))
