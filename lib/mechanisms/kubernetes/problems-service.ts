import type { Context } from '@/lib/mechanisms/types'
import { namespaceOf, rangeOf } from '@/lib/design/clusters'
import type { ElementOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { contains, formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'
import { mergedExports } from './imports'

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
    ...exportProblems(view, id, subject).map(({ code, facts }) => problem(code, 'exported', facts, 'warning')),
    ...(selects && workload === undefined ? [problem('kubernetes.service-without-workload', 'workload', {}, 'warning')] : []),
    ...(selects && workload !== undefined && view.design.elements[workload]?.parent !== subject.parent ? [problem('kubernetes.workload-of-another-cluster', 'workload', { workload: view.nameOf(workload) })] : []),
    ...(selects && workload !== undefined && namespaceOf(view, id) !== namespaceOf(view, workload)
      ? [problem('kubernetes.namespaces-differ', 'namespace', { namespace: namespaceOf(view, id), workload: view.nameOf(workload), other: namespaceOf(view, workload) })] : []),
  ]
}

/** An export that nobody imports, or that another one overrules. Source: KEP-1645, conditions Valid and Conflict. */
function exportProblems(view: DesignView, id: ElementId, { exported, type, parent }: ElementOf<'service'>): readonly Pick<Problem, 'code' | 'facts'>[] {
  const clusterSet = view.get(parent, 'cluster')?.clusterSet
  if (!exported) return []
  if (type === 'ExternalName') return [{ code: 'kubernetes.export-of-external-name', facts: {} }]
  if (clusterSet === undefined) return [{ code: 'kubernetes.export-without-cluster-set', facts: {} }]
  return mergedExports(view, clusterSet).flatMap(({ conflicts }) => conflicts).filter(({ loser }) => loser.service.from === id)
    .map(({ reason, winner }) => ({ code: reason === 'TypeConflict' ? 'kubernetes.export-type-conflict' : 'kubernetes.export-port-conflict', facts: { winner: view.nameOf(winner.service.from), cluster: winner.cluster } }))
}
