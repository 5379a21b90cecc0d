import { endpointsOf, placedPods, vpcOfSubnet, type PlacedPod } from '@/lib/design/clusters'
import type { Context } from '@/lib/mechanisms/types'
import type { ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Config } from './config'

export type BalancerContext = Context<'load-balancer', Config>
type Listener = BalancerContext['subject']['listeners'][number]

/** The ready pods behind the balancer, of a workload, a name server or a service. */
export function readyPods({ view, subject }: BalancerContext): readonly PlacedPod[] {
  const service = view.get(subject.target, 'service')
  return (service ? endpointsOf(view, service) : placedPods(view, subject.target)).filter(pod => pod.ready)
}

/** A machine that the balancer hands packets to, and the pods it passes them on to. */
export interface Backend { readonly node: ElementId; readonly address: IpAddress; readonly subnet: ElementId; readonly pods: readonly PlacedPod[] }

/**
 * Nodes of the pods' clusters in the balancer's region and network; with the policy Local those alone that have a ready pod, the others
 * fail the health check. Sources: Google Cloud documentation, "Internal passthrough Network Load Balancer overview", backends are of one
 * region; kubernetes.io, "Source IP for Services with Type=LoadBalancer".
 */
export function backendsOf(context: BalancerContext): readonly Backend[] {
  const { view, id, subject, config } = context
  const pods = readyPods(context)
  const clusters = [...new Set(pods.flatMap(pod => view.within(pod.node, 'cluster')?.id ?? []))].sort()
  return clusters.flatMap(cluster => view.childrenOf(cluster, 'node')).flatMap(({ id: node, element }): readonly Backend[] => {
    if (vpcOfSubnet(view, element.subnet)?.id !== subject.parent || view.regionOf(element.subnet) !== balancerRegion({ view, id, subject })) return []
    const served = config.externalTrafficPolicy === 'Local' ? pods.filter(pod => pod.node === node) : pods
    return served.length === 0 ? [] : [{ node, address: ip(element.address), subnet: element.subnet as ElementId, pods: served }]
  })
}

/** That of its subnet. */
export const balancerRegion = ({ view, subject }: Pick<BalancerContext, 'view' | 'id' | 'subject'>): string | undefined => view.regionOf(subject.subnet)

/** Where the pods listen: as the listener says, else as the service's port of that number says, else at the same port. */
export function targetPortOf({ view, subject }: BalancerContext, listener: Listener): number {
  const published = view.get(subject.target, 'service')?.ports?.find(port => port.port === listener.port && (port.protocol ?? 'tcp') === listener.protocol)
  return listener.targetPort ?? published?.targetPort ?? listener.port
}

/** What the forwarding rule takes. */
export const listenerMatch = (listener: Listener) => ({ protocol: PROTOCOLS[listener.protocol], ports: [{ from: listener.port, to: listener.port }] })
