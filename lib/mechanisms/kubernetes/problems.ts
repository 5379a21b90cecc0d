import type { Context } from '@/lib/mechanisms/types'
import { placedPods, rangeOf, rangesOfVpc, vpcOfSubnet } from '@/lib/design/clusters'
import { formatCidr, overlaps } from '@/lib/net/cidr'
import type { Problem } from '@/lib/network/problem'
import { podProblems } from './problems-workload'
import { addressesUsedTwice } from './address-uses'

/** The cluster's own ranges, its DNS service, and the pods of its name servers, which no other check of this mechanism looks at. */
export function checkCluster({ view, id, subject }: Context<'cluster', unknown>): readonly Problem[] {
  const services = rangeOf(view, subject.services)
  const pods = rangeOf(view, subject.pods)
  const problem = (code: Problem['code'], field: string, facts: Problem['facts'], severity: Problem['severity'] = 'error'): Problem =>
    ({ severity, code, element: id, field, facts: { cluster: view.nameOf(id), ...facts } })
  const vpcs = [...new Set(view.childrenOf(id, 'node').flatMap(node => vpcOfSubnet(view, node.element.subnet)?.id ?? []))]
  const subnetHit = services && vpcs.flatMap(vpc => view.childrenOf(vpc, 'subnet')).find(subnet => overlaps(rangeOf(view, subnet.element.cidr) ?? services, services))
  const nodes = view.childrenOf(id, 'node')
  return [
    ...(services && pods && overlaps(services, pods) ? [problem('kubernetes.pods-overlap-services', 'pods', { pods: formatCidr(pods), services: formatCidr(services) })] : []),
    ...(services && subnetHit ? [problem('kubernetes.services-overlap-subnet', 'services', { services: formatCidr(services), subnet: view.nameOf(subnetHit.id), range: subnetHit.element.cidr })] : []),
    ...(subject.dns === undefined && subject.clusterDns === undefined && nodes.length > 0 ? [problem('kubernetes.no-dns-service', 'dns', {}, 'warning')] : []),
    ...(subject.dns !== undefined && view.get(subject.dns, 'service')?.address === undefined ? [problem('kubernetes.dns-without-address', 'dns', { service: view.nameOf(subject.dns) })] : []),
    ...view.childrenOf(id, 'name-server').flatMap(server => [...podProblems(view, id, placedPods(view, server.id)), ...addressesUsedTwice(view, server.id)]),
    ...rangesKnown(view, id, subject.services, vpcs),
  ]
}

/** The range a cluster names must belong to a network its nodes stand in. */
function rangesKnown(view: Context<'cluster', unknown>['view'], id: Problem['element'], services: string, vpcs: readonly Problem['element'][]): readonly Problem[] {
  const named = view.get(services, 'secondary-range')
  if (!named || vpcs.length === 0) return []
  const range = rangeOf(view, services)
  const known = vpcs.some(vpc => rangesOfVpc(view, vpc).some(own => range && overlaps(own, range)))
  return known ? [] : [{ severity: 'error', code: 'kubernetes.range-of-another-network', element: id, field: 'services', facts: { cluster: view.nameOf(id), range: view.nameOf(services) } }]
}
