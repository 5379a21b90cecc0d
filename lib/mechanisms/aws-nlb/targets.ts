import type { DesignView } from '@/lib/design/view'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { Balancer, Listener } from './preservation'

/** A ready target: where it listens, and the node whose network interface it is behind. */
export interface Target { readonly address: IpAddress; readonly port: number; readonly from: ElementId; readonly node?: string }

/**
 * The ready pods behind a listener; a name server outside a cluster is a target by its address. Of a service, its own port says which port
 * the pods listen at. Source: AWS Load Balancer Controller documentation, "Network Load Balancer": IP targets are the pods of the endpoints.
 */
export function targetsOf(view: DesignView, balancer: Balancer, listener: Listener): readonly Target[] {
  const service = view.get(balancer.target, 'service')
  const published = service?.ports?.find(port => port.port === listener.port && (port.protocol ?? 'tcp') === listener.protocol)
  const port = listener.targetPort ?? published?.targetPort ?? listener.port
  const id = elementId(service ? service.workload ?? '' : balancer.target)
  const pods = view.get(id, 'workload')?.pods ?? view.get(id, 'name-server')?.pods
  if (pods) return pods.filter(pod => pod.ready !== false).map(pod => ({ address: ip(pod.address), port, from: id, node: pod.node }))
  const address = view.get(id, 'name-server')?.address
  return address === undefined ? [] : [{ address: ip(address), port, from: id }]
}
