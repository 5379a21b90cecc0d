import type { Context } from '@/lib/mechanisms/types'
import { namespaceOf, rangeOf } from '@/lib/design/clusters'
import { contains, formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'

/** A service's address, and the workload it selects. Source: kubernetes.io, "Service"; a selector finds pods of its own namespace only. */
export function checkService({ view, id, subject }: Context<'service', unknown>): readonly Problem[] {
  const problem = (code: Problem['code'], field: string, facts: Problem['facts'] = {}, severity: Problem['severity'] = 'error'): Problem =>
    ({ severity, code, element: id, field, facts: { service: view.nameOf(id), ...facts } })
  const range = rangeOf(view, view.get(subject.parent, 'cluster')?.services)
  const { address, type, workload } = subject
  const twice = address === undefined ? undefined : view.of('service').find(other => other.id < id && other.element.parent === subject.parent && other.element.address === address)
  const selects = type !== 'ExternalName'
  return [
    ...(type === 'ClusterIP' && address === undefined ? [problem('kubernetes.service-without-address', 'address')] : []),
    ...(type !== 'ClusterIP' && address !== undefined ? [problem('kubernetes.address-not-used', 'address', { type, address }, 'warning')] : []),
    ...(type === 'ExternalName' && subject.externalName === undefined ? [problem('kubernetes.no-external-name', 'externalName')] : []),
    ...(address !== undefined && range && !contains(range, ip(address)) ? [problem('kubernetes.service-outside-range', 'address', { address, range: formatCidr(range) })] : []),
    ...(twice && address !== undefined ? [problem('kubernetes.service-address-twice', 'address', { address, other: view.nameOf(twice.id) })] : []),
    ...(type === 'ClusterIP' && (subject.ports ?? []).length === 0 ? [problem('kubernetes.service-without-ports', 'ports')] : []),
    ...(selects && workload === undefined ? [problem('kubernetes.service-without-workload', 'workload', {}, 'warning')] : []),
    ...(selects && workload !== undefined && view.design.elements[workload]?.parent !== subject.parent ? [problem('kubernetes.workload-of-another-cluster', 'workload', { workload: view.nameOf(workload) })] : []),
    ...(selects && workload !== undefined && namespaceOf(view, id) !== namespaceOf(view, workload)
      ? [problem('kubernetes.namespaces-differ', 'namespace', { namespace: namespaceOf(view, id), workload: view.nameOf(workload), other: namespaceOf(view, workload) })] : []),
  ]
}
