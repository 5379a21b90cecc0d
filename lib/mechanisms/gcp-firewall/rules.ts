import { parseTraffic } from '@/lib/design/fields'
import type { ElementOf } from '@/lib/design/design'
import { cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { FilterRule } from '@/lib/network/filter'
import type { AddressMatch, ProtocolMatch } from '@/lib/network/match'

export type WrittenRule = ElementOf<'firewall'>['rules'][number]

/**
 * The order of a rule among all of a network: the lower priority number first, and of the same number a deny before an allow. Other
 * mechanisms that add rules to the network's sets keep to it. Source: Google Cloud VPC documentation, "VPC firewall rules", priority.
 */
const orderOf = ({ priority, action }: Pick<WrittenRule, 'priority' | 'action'>): number => priority * 2 + (action === 'deny' ? 0 : 1)

/** A rule without ranges is for all addresses. */
export function toRule(firewall: ElementId, rule: WrittenRule): FilterRule {
  const sources = ranges(rule.sources)
  const destinations = ranges(rule.destinations)
  const protocols = rule.traffic.some(text => text === 'all') ? undefined : rule.traffic.flatMap(protocolMatch)
  return {
    code: rule.action === 'deny' ? 'filter.denied' : 'gcp-firewall.allowed', from: firewall, name: rule.name, order: orderOf(rule),
    match: { ...(sources ? { sources } : {}), ...(destinations ? { destinations } : {}), ...(protocols ? { protocols } : {}) },
    action: rule.action === 'deny' ? { type: 'drop' } : { type: 'accept' },
  }
}

const ranges = (texts: readonly string[] | undefined): AddressMatch | undefined => (texts ? { cidrs: texts.map(text => cidr(text)) } : undefined)

function protocolMatch(text: string): readonly ProtocolMatch[] {
  const traffic = parseTraffic(text)
  return !traffic || traffic.protocol === null ? [] : [{ protocol: traffic.protocol, ...(traffic.ports ? { ports: [traffic.ports] } : {}) }]
}
