import { podsOn } from '@/lib/design/clusters'
import { cidr, DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import type { AddressMatch } from '@/lib/network/match'
import { deviceOf } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import { clusterAddresses, servicePorts, type ClusterContext, type ServicePort } from './services'

/** The mark of what is to be masqueraded. Source: kube-proxy, iptables masquerade bit 14. */
const MASQUERADE_MARK = 0x4000
const MARK_ORDER = 100
const SERVICE_ORDER = 110
const MASQUERADE_ORDER = 120

/** Every node of the cluster translates every service address, for pods and for itself. Source: kubernetes.io, "Virtual IPs and Service Proxies". */
export function serviceTranslation(context: ClusterContext): readonly Addition[] {
  const ports = servicePorts(context)
  const virtual = clusterAddresses(context).map(({ service, address }): Addition => ({ add: 'virtual-address', virtualAddress: { address, code: 'service.address-not-routable', from: service } }))
  const rules = context.view.childrenOf(context.id, 'node').flatMap(({ id: node, element }) => {
    const served = ports.filter(port => port.ready.length > 0)
    return [...served.flatMap(port => [...markRules(context, node, port), ...targetRules(node, port)]), ...masqueradeRules(context, node, ip(element.address), served)]
      .map((rule): Addition => ({ add: 'nat', at: { device: deviceOf(node) }, rule }))
  })
  return [...virtual, ...rules]
}

const bothHooks = (rule: Omit<NatRule, 'hook'>): readonly NatRule[] => (['prerouting', 'output'] as const).map(hook => ({ ...rule, id: `${rule.id}:${hook}`, hook }))

/** To one of the ready endpoints; a pod that does not answer is not tried again elsewhere. Source: the same page, iptables proxy mode. */
const targetRules = (node: ElementId, { service, name, match, ready, targetPort }: ServicePort) => bothHooks({
  code: 'kube-proxy.service', from: service, id: `${node}:${name}`, order: SERVICE_ORDER, match,
  action: { type: 'destination', targets: ready.map(pod => ({ address: pod.address, port: targetPort, from: pod.owner })) },
})

/** Which clients of a service address are hidden: those from outside the cluster's range, or all. Source: kubernetes:pkg/proxy/iptables/proxier.go. */
function hiddenClients({ config }: ClusterContext): AddressMatch | null {
  if (config.masqueradeAll) return { cidrs: [DEFAULT_V4] }
  return config.clusterCidr === undefined ? null : { cidrs: [DEFAULT_V4], except: [cidr(config.clusterCidr)] }
}

function markRules(context: ClusterContext, node: ElementId, { service, name, match }: ServicePort): readonly NatRule[] {
  const sources = hiddenClients(context)
  return sources === null ? [] : bothHooks({ code: 'kube-proxy.mark', from: service, id: `${node}:${name}:mark`, order: MARK_ORDER, match: { ...match, sources }, action: { type: 'mark', mark: MASQUERADE_MARK } })
}

/**
 * What is marked, and a pod that was sent back to itself, leave with the node's address: a masquerade, for the wires to pods have no address
 * of their own and the kernel then takes the node's. Sources: kubernetes:pkg/proxy/iptables/proxier.go (KUBE-POSTROUTING, the hairpin rule of
 * each endpoint); Linux net/ipv4/devinet.c inet_select_addr.
 */
function masqueradeRules(context: ClusterContext, node: ElementId, address: IpAddress, ports: readonly ServicePort[]): readonly NatRule[] {
  const common = { hook: 'postrouting', order: MASQUERADE_ORDER, action: { type: 'source', addresses: [address] } } as const
  const marked: readonly NatRule[] = hiddenClients(context) === null ? []
    : [{ ...common, code: 'kube-proxy.masquerade', from: context.id, id: `${node}:masquerade`, match: { mark: { value: MASQUERADE_MARK, mask: MASQUERADE_MARK } } }]
  const endpoints = new Set(ports.flatMap(port => port.ready.map(pod => pod.address)))
  const hairpins = podsOn(context.view, node).filter(pod => endpoints.has(pod.address)).map((pod): NatRule => {
    const own = { cidrs: [hostCidr(pod.address)] }
    return { ...common, code: 'kube-proxy.hairpin', from: pod.owner, id: `${node}:hairpin:${pod.owner}-${pod.index}`, match: { sources: own, destinations: own } }
  })
  return [...marked, ...hairpins]
}
