import type { Context } from '@/lib/mechanisms/types'
import { cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { elementId, type ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, tableOf } from '@/lib/network/names'
import type { NextHop } from '@/lib/network/route'
import { subnetsOf } from './local'

/** Static routes lose to local ones of the same prefix and win over propagated ones. Source: Amazon VPC user guide, "Route priority". */
export const STATIC_PREFERENCE = 10

type TableContext = Context<'route-table', unknown>

/** The static routes of a table, and the rules by which its subnets use it. */
export function routeTableAdditions({ view, id, subject, network }: TableContext): readonly Addition[] {
  const vpc = elementId(subject.parent ?? '')
  const device = deviceOf(vpc)
  const table = tableOf(device, id)
  const routes = (subject.routes ?? []).map((route): Addition => ({
    add: 'route', device, table,
    route: { code: 'aws-vpc.static', from: id, prefix: cidr(route.to), nextHop: nextHopTo({ view, vpc, network, target: route.via }), origin: 'static', preference: STATIC_PREFERENCE },
  }))
  const rules = subnetsOf(view, vpc).filter(subnet => subnet.element.routeTable === id).map((subnet): Addition => ({
    add: 'policy-rule', device,
    rule: { code: 'aws-vpc.route-table', from: id, priority: 100, match: { inInterfaces: [interfaceOf(device, subnet.id)] }, table, final: true },
  }))
  return [...routes, ...rules]
}

/**
 * Where a target is. What is attached to the VPC by an interface named after it is reached through that; what has an address in one of its
 * subnets, by that address. A target that is neither leaves the route in place and its packets dropped.
 * Source: Amazon VPC user guide, "Route table concepts": a route whose target no longer exists has the state blackhole.
 */
function nextHopTo({ view, vpc, network, target }: Pick<TableContext, 'view' | 'network'> & { readonly vpc: ElementId; readonly target: string }): NextHop {
  const device = deviceOf(vpc)
  const attachment = interfaceOf(device, target)
  if (network.devices.get(device)?.interfaces.some(item => item.id === attachment)) return { type: 'interface', interfaceId: attachment }
  const placed = view.get(target, 'nat-gateway') ?? view.get(target, 'node') ?? view.get(target, 'host')
  if (placed?.address === undefined || view.get(placed.subnet, 'subnet')?.parent !== vpc) return { type: 'blackhole' }
  return { type: 'via', address: ip(placed.address), interfaceId: interfaceOf(device, placed.subnet ?? '') }
}
