import type { Context } from '@/lib/mechanisms/types'
import { cidr, contains } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'

/** A NAT gateway stands in a subnet of its VPC, with an address of it, and that subnet leads to an internet gateway. Source: Amazon VPC user guide, "NAT gateways". */
export function checkGateway({ view, id, subject }: Context<'nat-gateway', unknown>): readonly Problem[] {
  const problem = (code: Problem['code'], field: string, severity: Problem['severity'] = 'error'): Problem => ({
    severity, code, element: id, field,
    facts: { gateway: view.nameOf(id), subnet: view.nameOf(subject.subnet ?? ''), range: subnet?.cidr ?? '', address: subject.address ?? '' },
  })
  const subnet = view.get(subject.subnet, 'subnet')
  if (!subnet) return [problem('aws-nat-gateway.unplaced', 'subnet')]
  if (subject.address === undefined) return [problem('aws-nat-gateway.unplaced', 'address')]
  const routes = view.get(subnet.routeTable, 'route-table')?.routes ?? []
  return [
    ...(contains(cidr(subnet.cidr), ip(subject.address)) ? [] : [problem('aws-nat-gateway.outside-subnet', 'address')]),
    ...(subnet.parent === subject.parent ? [] : [problem('aws-nat-gateway.of-another-vpc', 'subnet')]),
    ...(routes.some(route => view.get(route.via, 'internet-gateway')) ? [] : [problem('aws-nat-gateway.no-way-out', 'subnet', 'warning')]),
  ]
}
