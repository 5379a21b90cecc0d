import type { ElementOf } from '@/lib/design/design'
import { parseTraffic } from '@/lib/design/fields'
import { cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Filter, FilterRule } from '@/lib/network/filter'
import type { InterfaceId } from '@/lib/network/ids'
import type { PacketMatch, ProtocolMatch } from '@/lib/network/match'
import { filterOf, ruleSetOf } from '@/lib/network/names'

/** Where an ACL stands: at the router's port to one subnet, on the way into the subnet or out of it. */
export interface Stand {
  readonly id: ElementId
  readonly acl: ElementOf<'network-acl'>
  readonly subnet: ElementId
  readonly port: InterfaceId
  readonly direction: 'in' | 'out'
}

const VERDICTS = {
  allow: { code: 'aws-network-acl.allow', action: { type: 'accept' } },
  deny: { code: 'filter.denied', action: { type: 'drop' } },
} as const

/**
 * Into the subnet is out of the router. Rules are tried by number, the first that matches decides, and what none matches is denied.
 * Source: Amazon VPC user guide, "Network ACL rules", "Custom network ACLs": the final rule is an asterisk that denies.
 */
export function filterAt({ id, acl, subnet, port, direction }: Stand): Filter {
  const rules = direction === 'in' ? acl.ingress : acl.egress
  return {
    id: filterOf(port, `network-acl-${direction}`), from: id, guards: { element: subnet, direction }, hook: direction === 'in' ? 'egress' : 'ingress', stateful: false,
    rules: rules.map((rule): FilterRule => ({
      ...VERDICTS[rule.action], from: id, name: String(rule.number), order: rule.number,
      match: { [direction === 'in' ? 'sources' : 'destinations']: { cidrs: [cidr(rule.cidr)] }, ...protocolsOf(rule.traffic) },
    })),
    ruleSets: [ruleSetOf(acl.parent ?? '', 'exempt')],
    otherwise: { action: { type: 'drop' }, code: 'filter.denied', elements: [id] },
    codes: { denied: 'filter.denied', reply: 'filter.reply-ports', hidden: 'nat.hides-source' },
  }
}

function protocolsOf(words: readonly string[]): Pick<PacketMatch, 'protocols'> {
  const traffic = words.map(parseTraffic)
  if (traffic.some(one => one?.protocol === null)) return {}
  return { protocols: traffic.flatMap((one): ProtocolMatch[] => one === null || one.protocol === null ? [] : [{ protocol: one.protocol, ...one.ports ? { ports: [one.ports] } : {} }]) }
}
