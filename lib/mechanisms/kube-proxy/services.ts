import type { Context } from '@/lib/mechanisms/types'
import { endpointsOf, type PlacedPod } from '@/lib/design/clusters'
import type { Cidr } from '@/lib/net/cidr'
import { hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { PacketMatch } from '@/lib/network/match'
import { onePort } from '@/lib/network/plain'
import type { Config } from './config'

export type ClusterContext = Context<'cluster', Config>

/** One port of a service with a cluster address, and the pods that are ready to serve it. */
export interface ServicePort {
  readonly service: ElementId
  readonly address: IpAddress
  readonly name: string
  readonly match: PacketMatch
  readonly targetPort: number
  readonly ready: readonly PlacedPod[]
}

/** The ports that nodes translate. Headless services and external names have no address to translate. */
export const servicePorts = ({ view, id }: ClusterContext): readonly ServicePort[] => view.childrenOf(id, 'service').flatMap(({ id: service, element }) => {
  if (element.type !== 'ClusterIP' || element.address === undefined) return []
  const address = ip(element.address)
  const ready = endpointsOf(view, element).filter(pod => pod.ready)
  return (element.ports ?? []).map(({ port, targetPort, protocol = 'tcp' }): ServicePort => ({
    service, address, name: `${service}:${protocol}/${port}`, targetPort: targetPort ?? port, ready,
    match: { destinations: { cidrs: [hostCidr(address)] }, protocols: [{ protocol: PROTOCOLS[protocol], ports: [onePort(port)] }] },
  }))
})

/** The cluster addresses, each with its service. */
export const clusterAddresses = ({ view, id }: ClusterContext): readonly { readonly service: ElementId; readonly address: IpAddress; readonly prefix: Cidr }[] =>
  view.childrenOf(id, 'service').flatMap(({ id: service, element }) => element.type === 'ClusterIP' && element.address !== undefined
    ? [{ service, address: ip(element.address), prefix: hostCidr(ip(element.address)) }] : [])
