import { domainOf, rangeOf } from '@/lib/design/clusters'
import type { Context } from '@/lib/mechanisms/types'
import { plainZone } from '@/lib/mechanisms/zones'
import { hostCidr, type Cidr } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { isPrivate } from '@/lib/net/special-prefixes'
import { clusterObjectsOf, deviceOf, nameServerOf } from '@/lib/network/names'
import type { ResolverWay } from '@/lib/network/name-server'
import type { Config } from './config'

type ResolverContext = Context<'name-server', Config>

/**
 * What comes before the public names: an outbound server policy before everything, then by the longest suffix forwarding zones, peering
 * zones and clusters. Source: Google Cloud DNS documentation, "Name resolution order".
 */
export const waysOf = (context: ResolverContext): readonly ResolverWay[] => [...policyWay(context), ...forwardingWays(context), ...peeringWays(context), ...clusterWays(context)]

function policyWay({ id, config: { outbound } }: ResolverContext): readonly ResolverWay[] {
  return outbound.length === 0 ? [] : [{ from: id, zone: '.', first: true, way: { type: 'forward', servers: outbound.map(text => ip(text)), devices: [deviceOf(id)] } }]
}

/** Public targets are asked over the internet unless the zone says otherwise; nobody draws that way, so it leaves by no device. */
const forwardingWays = ({ id, config }: ResolverContext): readonly ResolverWay[] => config.forwarding.map(({ zone, servers, routing = 'standard' }): ResolverWay => {
  const targets = servers.map(text => ip(text))
  return { from: id, zone: plainZone(zone), way: { type: 'forward', servers: targets, devices: routing === 'private' || targets.every(isPrivate) ? [deviceOf(id)] : [] } }
})

function peeringWays({ view, id, config }: ResolverContext): readonly ResolverWay[] {
  return config.peering.flatMap(({ zone, network }): readonly ResolverWay[] => {
    const producer = view.childrenOf(elementId(network), 'name-server').find(({ element }) => element.mechanism === undefined || element.mechanism === 'gcp-resolver')
    return producer ? [{ from: id, zone: plainZone(zone), way: { type: 'as', server: nameServerOf(producer.id) } }] : []
  })
}

/** Source: GKE documentation, "Use Cloud DNS for GKE": cluster scope, VPC scope. */
function clusterWays({ view, id, config }: ResolverContext): readonly ResolverWay[] {
  return config.clusters.flatMap(({ cluster, scope, domain }): readonly ResolverWay[] => {
    const element = view.get(cluster, 'cluster')
    if (!element) return []
    const zone = scope === 'vpc' && domain !== undefined ? plainZone(domain) : domainOf(element)
    const clients = scope === 'vpc' ? null : clientsOf(view, elementId(cluster))
    return [{ from: id, zone, way: { type: 'cluster', cluster: { key: cluster, objects: clusterObjectsOf(cluster), synced: new Map() }, clients } }]
  })
}

/** A cluster's pods and nodes. */
function clientsOf(view: ResolverContext['view'], cluster: ElementId): readonly Cidr[] {
  const pods = rangeOf(view, view.get(cluster, 'cluster')?.pods)
  return [...pods ? [pods] : [], ...view.childrenOf(cluster, 'node').map(({ element }) => hostCidr(ip(element.address)))]
}
