import type { ElementOf } from '@/lib/design/design'
import type { NlbConfig } from './config'

export type Balancer = ElementOf<'load-balancer'>
export type Listener = Balancer['listeners'][number]

/**
 * Whether targets see the client's own address. UDP always keeps it, and so does TCP on a port that UDP has too, since the two are then one
 * TCP_UDP target group; TCP alone hides it unless told otherwise.
 * Source: Elastic Load Balancing user guide, "Edit target group attributes for your Network Load Balancer": defaults for IP type target groups.
 */
export function keepsClient(balancer: Balancer, listener: Listener, config: NlbConfig): boolean {
  const alsoUdp = balancer.listeners.some(other => other.protocol === 'udp' && other.port === listener.port)
  return alsoUdp || (config.preserveClientIp ?? false)
}
