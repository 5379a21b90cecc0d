import { cidr, hostCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import type { FilterRule } from '@/lib/network/filter'
import type { InterfaceId } from '@/lib/network/ids'
import { deviceOf, filterOf, interfaceOf, ruleSetOf } from '@/lib/network/names'
import { backendsOf, balancerRegion, listenerMatch, type BalancerContext } from './backends'

/** Firewall rules of priority p stand at 2p (deny) and 2p + 1 (allow) in the rule set of their network; GKE's own have priority 1000. */
const AUTOMATIC_ORDER = 1000 * 2 + 1

/** What the fabric of the network lets through to the balancer: clients of its region, or of all with global access, and the ports it forwards. */
export function fabricFilter(context: BalancerContext): readonly Addition[] {
  const { id, subject } = context
  const vpc = deviceOf(subject.parent ?? '')
  if (!context.network.devices.has(vpc) || backendsOf(context).length === 0) return []
  const destinations = { cidrs: [hostCidr(ip(subject.address))] }
  const drop = { from: id, action: { type: 'drop' } } as const
  const code = 'gcp-internal-load-balancer.port'
  const away = foreignInterfaces(context)
  const rules: readonly FilterRule[] = [
    ...(away.length > 0 ? [{ ...drop, code: 'balancer.region-only', name: 'other regions', order: 0, match: { destinations, inInterfaces: away } } as const] : []),
    { code: 'gcp-internal-load-balancer.backend', from: id, name: 'forwarded ports', order: 1, match: { destinations, protocols: subject.listeners.map(listenerMatch) }, action: { type: 'accept' } },
    { ...drop, code, name: 'other ports', order: 2, match: { destinations } },
  ]
  return [{
    add: 'filter', at: { device: vpc },
    filter: {
      id: filterOf(id, 'forwarding-rule'), from: id, guards: { element: id, direction: 'in' }, hook: 'forward', stateful: false, rules,
      otherwise: { action: { type: 'accept' }, code, elements: [id] }, codes: { denied: code, reply: code, hidden: 'nat.hides-source' },
    },
  }]
}

/**
 * Interfaces of the network that lead to other regions: subnets there, and gateways there. None with global access.
 * Source: Google Cloud documentation, "Internal passthrough Network Load Balancers and connected networks": without global access the VPN
 * gateway and its tunnels are in the balancer's region.
 */
function foreignInterfaces(context: BalancerContext): readonly InterfaceId[] {
  const { view, subject, config } = context
  if (config.globalAccess) return []
  const vpc = deviceOf(subject.parent ?? '')
  const region = balancerRegion(context)
  const places = [...view.of('subnet'), ...view.of('vpn-gateway')].filter(({ id, element }) => element.parent === subject.parent && view.regionOf(id) !== region)
  return places.map(({ id }) => interfaceOf(vpc, id))
}

/** The rule that GKE makes for the Service behind it. Source: GKE documentation, "Automatically created firewall rules", Service of type LoadBalancer. */
export const automaticRule = ({ id, subject, config }: BalancerContext): readonly Addition[] => config.sourceRanges === undefined ? [] : [{
  add: 'rule', set: ruleSetOf(subject.parent ?? '', 'firewall-ingress'),
  rule: {
    code: 'gcp-internal-load-balancer.admitted', from: id, name: `k8s2-${id}`, order: AUTOMATIC_ORDER, action: { type: 'accept' },
    match: { sources: { cidrs: config.sourceRanges.map(range => cidr(range)) }, destinations: { cidrs: [hostCidr(ip(subject.address))] }, protocols: subject.listeners.map(listenerMatch) },
  },
}]
