import type { DesignView } from '@/lib/design/view'
import { cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { LINK_LOCAL_V4 } from '@/lib/net/special-prefixes'
import type { Addition } from '@/lib/network/addition'
import type { Filter, FilterRule } from '@/lib/network/filter'
import { filterOf, ruleSetOf } from '@/lib/network/names'
import { hosts } from '@/lib/network/plain'
import { addressesOf } from './addresses'

/** Nobody outside the VPC can use its resolver. Source: Route 53 developer guide, "Resolving DNS queries between VPCs and your network": inbound endpoints are for that. */
export function ownNetworkOnly(view: DesignView, id: ElementId, vpc: string): Filter {
  const code = 'aws-resolver.outside-vpc'
  const inside = [...(view.get(vpc, 'vpc')?.cidrs ?? []).map(range => cidr(range)), LINK_LOCAL_V4]
  return {
    id: filterOf(id, 'own-network'), from: id, guards: { element: id, direction: 'in' }, hook: 'local-in', stateful: false, fixed: true,
    rules: [{ code: 'aws-resolver.route', from: id, name: 'inside the VPC', order: 0, match: { sources: { cidrs: inside } }, action: { type: 'accept' } }],
    otherwise: { action: { type: 'drop' }, code, elements: [id] }, codes: { denied: code, reply: code, hidden: 'nat.hides-source' },
  }
}

/**
 * Before all rules of the VPC's filters: they do not see traffic with the resolver.
 * Source: Amazon VPC user guide, "Network ACLs" and "Security groups": neither filters traffic to and from Amazon DNS.
 */
export function exemptRules(view: DesignView, id: ElementId, vpc: string): readonly Addition[] {
  const cidrs = hosts(addressesOf(view, id))
  return (['sources', 'destinations'] as const).map((side): Addition => {
    const rule: FilterRule = { code: 'aws-resolver.exempt', from: id, name: 'resolver', order: -1, match: { [side]: { cidrs } }, action: { type: 'accept' } }
    return { add: 'rule', set: ruleSetOf(vpc, 'exempt'), rule }
  })
}
