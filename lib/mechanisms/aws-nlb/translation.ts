import { hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { NatRule } from '@/lib/network/nat-rule'
import { hosts, onePort } from '@/lib/network/plain'
import type { NlbConfig } from './config'
import { keepsClient, type Balancer, type Listener } from './preservation'
import type { Target } from './targets'

interface Listening {
  readonly id: ElementId
  readonly balancer: Balancer
  readonly config: NlbConfig
  readonly listener: Listener
  readonly index: number
  readonly targets: readonly Target[]
}

/** To the targets, and with the balancer's own address where the client's is not kept. Source: as {@link keepsClient}. */
export function translationRules({ id, balancer, config, listener, index, targets }: Listening): readonly NatRule[] {
  const protocol = PROTOCOLS[listener.protocol]
  const own = ip(balancer.address)
  if (targets.length === 0) return []
  const toTarget: NatRule = {
    id: `${id}:listener-${index}`, code: 'aws-nlb.target', from: id, hook: 'prerouting', order: 100,
    match: { destinations: { cidrs: [hostCidr(own)] }, protocols: [{ protocol, ports: [onePort(listener.port)] }] },
    action: { type: 'destination', targets: targets.map(({ address, port, from }) => ({ address, port, from })) },
  }
  if (keepsClient(balancer, listener, config)) return [toTarget]
  const ports = [...new Set(targets.map(target => target.port))].map(onePort)
  return [toTarget, {
    id: `${id}:source-${index}`, code: 'aws-nlb.hides-client', from: id, hook: 'postrouting', order: 300,
    match: { destinations: { cidrs: hosts(targets.map(target => target.address)) }, protocols: [{ protocol, ports }] },
    action: { type: 'source', addresses: [own] },
  }]
}
