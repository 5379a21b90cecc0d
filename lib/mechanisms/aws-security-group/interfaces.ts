import type { ElementOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import type { Context } from '@/lib/mechanisms/types'
import { elementId, type ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import type { Filter } from '@/lib/network/filter'
import { deviceOf, filterOf, interfaceOf, ruleSetOf } from '@/lib/network/names'

/** A machine, balancer or resolver endpoint with a network interface that names groups. */
export interface Protected { readonly id: ElementId; readonly element: ElementOf<'node' | 'host' | 'load-balancer' | 'name-server'> }

const named = (view: DesignView): readonly Protected[] => [...view.of('node'), ...view.of('host'), ...view.of('load-balancer'), ...view.of('name-server')]

export const protectedBy = (view: DesignView, group: ElementId): readonly Protected[] => named(view).filter(at => at.element.securityGroups?.includes(group))

/** The groups it names, in its order. */
export const groupsOf = (view: DesignView, at: Protected): readonly ElementId[] =>
  (at.element.securityGroups ?? []).filter(group => view.get(group, 'security-group')).map(elementId)

/**
 * The filters of one interface, both ways, with the rules of all its groups together.
 * Source: Amazon VPC user guide, "Security groups": rules of several groups are aggregated; responses are allowed regardless of the rules.
 */
export function filtersAt({ view, network }: Context<'security-group', unknown>, at: Protected): readonly Addition[] {
  const device = deviceOf(at.id)
  const port = interfaceOf(device, 'eth0')
  if (!network.devices.get(device)?.interfaces.some(item => item.id === port && item.port)) return []
  const groups = groupsOf(view, at)
  const vpc = view.get(at.element.subnet, 'subnet')?.parent ?? ''
  return ([['ingress', 'in'], ['egress', 'out']] as const).map(([hook, direction]): Addition => {
    const filter: Filter = {
      id: filterOf(port, `security-groups-${direction}`), from: groups[0] ?? at.id, guards: { element: at.id, direction }, hook, stateful: true, rules: [],
      ruleSets: [ruleSetOf(vpc, 'exempt'), ...groups.map(group => ruleSetOf(group, hook))],
      otherwise: { action: { type: 'drop' }, code: 'filter.denied', elements: groups },
      codes: { denied: 'filter.denied', reply: 'filter.denied', hidden: 'nat.hides-source' },
    }
    return { add: 'filter', at: { device, port }, filter }
  })
}
