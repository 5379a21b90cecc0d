import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import type { Filter, FilterRule } from '@/lib/network/filter'
import { deviceOf, filterOf } from '@/lib/network/names'
import { clusterAddresses, servicePorts, type ClusterContext } from './services'

/**
 * A service without ready endpoints is refused with "port unreachable", by the client's own node; in nftables mode also a port that the
 * service does not have. Sources: kubernetes:pkg/proxy/iptables/proxier.go ("has no endpoints" REJECT); KEP-3866, nftables proxy mode.
 */
export function refusals(context: ClusterContext): readonly Addition[] {
  const rules = [...emptyServices(context), ...context.config.mode === 'nftables' ? unknownPorts(context) : []]
  if (rules.length === 0) return []
  return context.view.childrenOf(context.id, 'node').flatMap(({ id: node }) => (['forward', 'local-out'] as const).map((hook): Addition => ({
    add: 'filter', at: { device: deviceOf(node) }, filter: filterAt(context.id, node, hook, rules),
  })))
}

const emptyServices = (context: ClusterContext): readonly FilterRule[] => servicePorts(context).filter(port => port.ready.length === 0).map(({ service, name, match }) =>
  ({ code: 'service.no-endpoints', from: service, name, order: 0, match, action: { type: 'reject', answer: 'port-unreachable' } }))

const unknownPorts = (context: ClusterContext): readonly FilterRule[] => clusterAddresses(context).map(({ service, prefix }) =>
  ({ code: 'service.port-not-served', from: service, name: service, order: 1, match: { destinations: { cidrs: [prefix] } }, action: { type: 'reject', answer: 'port-unreachable' } }))

const filterAt = (cluster: ElementId, node: ElementId, hook: 'forward' | 'local-out', rules: readonly FilterRule[]): Filter => ({
  id: filterOf(node, `services-${hook}`), from: cluster, guards: { element: node, direction: hook === 'forward' ? 'in' : 'out' }, hook, stateful: false, rules,
  otherwise: { action: { type: 'accept' }, code: 'kube-proxy.not-a-service', elements: [cluster] },
  codes: { denied: 'service.no-endpoints', reply: 'service.no-endpoints', hidden: 'service.no-endpoints' },
})
