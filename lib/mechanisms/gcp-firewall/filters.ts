import type { DesignView } from '@/lib/design/view'
import { hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import type { Filter } from '@/lib/network/filter'
import { deviceOf, filterOf, interfaceOf, ruleSetOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'

/** The metadata server, which is also the resolver. Source: Google Cloud VPC documentation, "VPC firewall rules", always allowed traffic. */
const METADATA_SERVER = ip('169.254.169.254')

/**
 * The network's firewall as it stands at a machine: stateful, with all rules of the network, and at the end the two implied ones, which
 * deny what comes in and allow what goes out. Source: Google Cloud VPC documentation, "VPC firewall rules", implied rules.
 */
export function machineFilters(view: DesignView, network: Network, machine: ElementId, subnet: string | undefined): readonly Addition[] {
  const vpc = view.within(subnet ?? '', 'vpc')?.id
  const device = deviceOf(machine)
  const port = interfaceOf(device, 'eth0')
  if (!vpc || !network.devices.get(device)?.interfaces.some(item => item.id === port && item.port)) return []
  const firewalls = view.childrenOf(vpc, 'firewall').map(({ id }) => id)
  const common = { from: vpc, stateful: true, codes: { denied: 'filter.denied', reply: 'filter.denied', hidden: 'nat.hides-source' } } as const
  const ingress: Filter = {
    ...common, id: filterOf(port, 'firewall-ingress'), guards: { element: machine, direction: 'in' }, hook: 'ingress', rules: [], ruleSets: [ruleSetOf(vpc, 'firewall-ingress')],
    otherwise: { action: { type: 'drop' }, code: 'filter.denied', elements: firewalls.length > 0 ? firewalls : [vpc] },
  }
  const egress: Filter = {
    ...common, id: filterOf(port, 'firewall-egress'), guards: { element: machine, direction: 'out' }, hook: 'egress', ruleSets: [ruleSetOf(vpc, 'firewall-egress')],
    rules: [{ code: 'gcp-firewall.always-allowed', from: vpc, name: 'metadata server', order: -1, match: { destinations: { cidrs: [hostCidr(METADATA_SERVER)] } }, action: { type: 'accept' } }],
    otherwise: { action: { type: 'accept' }, code: 'gcp-firewall.implied-allow', elements: [vpc] },
  }
  return [ingress, egress].map(filter => ({ add: 'filter', at: { device, port }, filter }))
}
