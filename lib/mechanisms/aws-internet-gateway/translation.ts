import type { DesignView } from '@/lib/design/view'
import { hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Filter } from '@/lib/network/filter'
import { deviceOf, filterOf, interfaceOf } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import { hosts } from '@/lib/network/plain'
import { internetOf, type Mapping } from './mappings'

/**
 * One-to-one translation between private and public addresses. Where one private address has several public ones, a new flow leaves with
 * any of them. Source: Amazon VPC user guide, "Internet gateways": the gateway does the one-to-one NAT on behalf of the instance.
 */
export function mappingRules(view: DesignView, id: ElementId, mappings: readonly Mapping[]): readonly NatRule[] {
  const outer = internetOf(view) ? [interfaceOf(deviceOf(id), 'internet')] : undefined
  return mappings.flatMap(({ owner, inside, outside }): NatRule[] => {
    const common = { code: 'aws-internet-gateway.one-to-one', from: owner, order: 300 } as const
    const [only, ...more] = outside
    if (only === undefined) return []
    const leaving: NatRule = {
      ...common, id: `${id}:${inside}`, hook: 'postrouting', match: { sources: { cidrs: [hostCidr(inside)] }, ...outer ? { outInterfaces: outer } : {} },
      action: more.length === 0 ? { type: 'source-prefix', inside: hostCidr(inside), outside: hostCidr(only) } : { type: 'source', addresses: outside },
    }
    const entering = outside.map((address): NatRule => ({
      ...common, id: `${id}:${address}`, hook: 'prerouting', match: { destinations: { cidrs: [hostCidr(address)] }, ...outer ? { inInterfaces: outer } : {} },
      action: { type: 'destination-prefix', inside: hostCidr(inside), outside: hostCidr(address) },
    }))
    return [leaving, ...entering]
  })
}

/**
 * Out of the VPC go only packets of those that have a public address; it stands before the translation and knows them by their private one.
 * Source: Amazon VPC user guide, "Internet gateways": an instance needs a public address to use the gateway.
 */
export function ownSourcesOnly(view: DesignView, id: ElementId, mappings: readonly Mapping[]): Filter {
  const code = 'internet.no-public-address'
  const accept = { code: 'aws-internet-gateway.one-to-one', from: id, action: { type: 'accept' } } as const
  return {
    id: filterOf(id, 'public-sources'), from: id, guards: { element: id, direction: 'out' }, hook: 'forward', stateful: false,
    rules: [
      ...internetOf(view) ? [{ ...accept, name: 'from the internet', order: 0, match: { inInterfaces: [interfaceOf(deviceOf(id), 'internet')] } }] : [],
      { ...accept, name: 'has a public address', order: 1, match: { sources: { cidrs: hosts(mappings.map(mapping => mapping.inside)) } } },
    ],
    otherwise: { action: { type: 'drop' }, code, elements: [id] },
    codes: { denied: code, reply: code, hidden: 'nat.hides-source' },
  }
}
