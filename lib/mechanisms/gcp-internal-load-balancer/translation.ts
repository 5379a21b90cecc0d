import { hostCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import { backendsOf, listenerMatch, targetPortOf, type Backend, type BalancerContext } from './backends'

/** Set on what is to leave the node with the node's address. A bit of its own, so that service proxies' rules do not meet it. */
const HIDE_MARK = 0x40000
/** Beside the service proxy's rules, before the cluster's own source translation (200 on). */
const HIDE_ORDER = 104
const TARGET_ORDER = 105
const SOURCE_ORDER = 106

/**
 * What the service proxy of a node does with packets for the balancer: to a ready pod, with the policy Cluster also with the node's address
 * as source. Source: kubernetes.io, "Using Source IP"; kubernetes:pkg/proxy/iptables/proxier.go, KUBE-EXT chains.
 */
export const nodeTranslation = (context: BalancerContext): readonly Addition[] => backendsOf(context).flatMap(backend => {
  const hides = context.config.externalTrafficPolicy === 'Cluster'
  const rules = [...context.subject.listeners.flatMap((_, index) => listenerRules(context, backend, index)), ...(hides ? [sourceRule(context, backend)] : [])]
  return rules.map((rule): Addition => ({ add: 'nat', at: { device: deviceOf(backend.node) }, rule }))
})

function listenerRules(context: BalancerContext, { node, pods }: Backend, index: number): readonly NatRule[] {
  const { id, subject, config } = context
  const listener = subject.listeners[index]
  if (!listener) return []
  const port = targetPortOf(context, listener)
  const match = { destinations: { cidrs: [hostCidr(ip(subject.address))] }, protocols: [listenerMatch(listener)] }
  const arriving = { ...match, inInterfaces: [interfaceOf(deviceOf(node), 'eth0')] }
  const rule = (hook: NatRule['hook'], name: string, rest: Pick<NatRule, 'order' | 'match' | 'action' | 'code'>): NatRule => ({ ...rest, id: `${node}:${id}:${index}:${name}`, from: id, hook })
  const target = { order: TARGET_ORDER, match, code: 'gcp-internal-load-balancer.target', action: { type: 'destination', targets: pods.map(pod => ({ address: pod.address, port, from: pod.owner })) } } as const
  return [
    ...(config.externalTrafficPolicy === 'Cluster' ? [rule('prerouting', 'mark', { order: HIDE_ORDER, match: arriving, code: 'gcp-internal-load-balancer.mark', action: { type: 'mark', mark: HIDE_MARK } })] : []),
    rule('prerouting', 'prerouting', target), rule('output', 'output', target),
  ]
}

const sourceRule = ({ id }: BalancerContext, { node, address }: Backend): NatRule => ({
  id: `${node}:${id}:source`, code: 'gcp-internal-load-balancer.hides-client', from: id, hook: 'postrouting', order: SOURCE_ORDER,
  match: { mark: { value: HIDE_MARK, mask: HIDE_MARK } }, action: { type: 'source', addresses: [address] },
})
