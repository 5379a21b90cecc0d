import type { Context } from '@/lib/mechanisms/types'
import type { DesignView } from '@/lib/design/view'
import { cidr, covers, overlaps, type Cidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { own } from '@/lib/net/own'
import type { Problem } from '@/lib/network/problem'
import { subnetsOf } from './local'

type Check<Kind extends 'vpc' | 'subnet' | 'route-table'> = (context: Context<Kind, unknown>) => readonly Problem[]

/** Ranges of a VPC and of a subnet are between /28 and /16. Source: Amazon VPC user guide, "VPC CIDR blocks", "Subnet sizing". */
const sizeAllowed = (range: Cidr) => range.length >= 16 && range.length <= 28

export const checkVpc: Check<'vpc'> = ({ view, id, subject }) => {
  const ranges = (subject.cidrs ?? []).map(text => ({ text, range: cidr(text) }))
  if (ranges.length === 0) return [{ severity: 'error', code: 'aws-vpc.no-range', element: id, field: 'cidrs', facts: { vpc: view.nameOf(id) } }]
  return ranges.flatMap(({ text, range }, index): Problem[] => [
    ...(sizeAllowed(range) ? [] : [{ severity: 'error', code: 'aws-vpc.range-size', element: id, field: `cidrs.${index}`, facts: { range: text } } as const]),
    ...ranges.slice(0, index).filter(earlier => overlaps(earlier.range, range))
      .map(earlier => ({ severity: 'error', code: 'aws-vpc.ranges-overlap', element: id, field: `cidrs.${index}`, facts: { range: text, other: earlier.text } }) as const),
  ])
}

export const checkSubnet: Check<'subnet'> = ({ view, id, subject }) => {
  const vpc = subject.parent ?? ''
  const range = cidr(subject.cidr)
  const problem = (code: Problem['code'], field: string, facts: Problem['facts']): Problem => ({ severity: 'error', code, element: id, field, facts: { subnet: view.nameOf(id), ...facts } })
  const inside = (view.get(vpc, 'vpc')?.cidrs ?? []).some(outer => covers(cidr(outer), range))
  const earlier = subnetsOf(view, elementId(vpc)).filter(other => other.id < id && overlaps(cidr(other.element.cidr), range))
  return [
    ...(inside ? [] : [problem('aws-vpc.subnet-outside', 'cidr', { range: subject.cidr, vpc: view.nameOf(vpc) })]),
    ...(sizeAllowed(range) ? [] : [problem('aws-vpc.range-size', 'cidr', { range: subject.cidr })]),
    ...earlier.map(other => problem('aws-vpc.subnets-overlap', 'cidr', { range: subject.cidr, other: view.nameOf(other.id), otherRange: other.element.cidr })),
    ...(['routeTable', 'networkAcl'] as const).filter(field => belongsElsewhere(view, subject[field], vpc))
      .map(field => problem('aws-vpc.of-another-vpc', field, { thing: view.nameOf(subject[field] ?? ''), vpc: view.nameOf(vpc) })),
  ]
}

const belongsElsewhere = (view: DesignView, id: string | undefined, vpc: string) => id !== undefined && view.design.elements[id]?.parent !== vpc

export const checkRouteTable: Check<'route-table'> = ({ view, id, subject }) => {
  const vpc = subject.parent ?? ''
  const local = (view.get(vpc, 'vpc')?.cidrs ?? []).map(range => cidr(range))
  const seen = new Map<string, number>()
  const routes = (subject.routes ?? []).flatMap((route, index): Problem[] => {
    const problem = (code: Problem['code'], field: string): Problem =>
      ({ severity: 'error', code, element: id, field: `routes.${index}.${field}`, facts: { table: view.nameOf(id), destination: route.to, target: view.nameOf(route.via), vpc: view.nameOf(vpc) } })
    const twice = seen.has(route.to)
    seen.set(route.to, index)
    return [
      ...(isAttached(view, route.via, vpc) ? [] : [problem('aws-vpc.target-not-attached', 'via')]),
      ...(local.some(range => covers(range, cidr(route.to))) && !mayRefineLocal(view, vpc, route) ? [problem('aws-vpc.inside-local', 'to')] : []),
      ...(twice ? [problem('aws-vpc.route-twice', 'to')] : []),
    ]
  })
  const propagated = (subject.propagate ?? []).flatMap((gateway, index): Problem[] => belongsElsewhere(view, gateway, vpc)
    ? [{ severity: 'error', code: 'aws-vpc.target-not-attached', element: id, field: `propagate.${index}`, facts: { table: view.nameOf(id), target: view.nameOf(gateway), vpc: view.nameOf(vpc) } }] : [])
  return [...routes, ...propagated]
}

function isAttached(view: DesignView, target: string, vpc: string): boolean {
  const link = own(view.design.links, target)
  if (link) return (link.ends as readonly string[]).includes(vpc)
  const subnet = view.get(target, 'node')?.subnet ?? view.get(target, 'host')?.subnet
  if (subnet !== undefined) return view.get(subnet, 'subnet')?.parent === vpc
  return view.design.elements[target]?.parent === vpc
}

/**
 * A route inside the VPC's own range must name the whole range of a subnet, and lead to a NAT gateway or a network interface.
 * Source: Amazon VPC user guide, "Route tables": more specific routes than local.
 */
function mayRefineLocal(view: DesignView, vpc: string, route: { readonly to: string; readonly via: string }): boolean {
  const kind = view.design.elements[route.via]?.kind
  return (kind === 'nat-gateway' || kind === 'node' || kind === 'host') && subnetsOf(view, elementId(vpc)).some(subnet => subnet.element.cidr === route.to)
}
