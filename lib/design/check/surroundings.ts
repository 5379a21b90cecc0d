import { referencesIn } from '@/lib/design/walk-fields'
import type { Finding } from './finding'
import { aKind, type Subject, type Subjects } from './subjects'

/**
 * Fields (by kind and path, `*` for any position) whose element must stand in the same surroundings. Kubernetes schedules a pod onto nodes of
 * its own cluster, and a service selects pods of its own cluster; clouds attach route tables, ACLs, groups and gateways inside one VPC.
 */
const TOGETHER: Readonly<Record<string, Readonly<Record<string, 'cluster' | 'vpc'>>>> = {
  workload: { 'pods.*.node': 'cluster' },
  'name-server': { 'pods.*.node': 'cluster', subnet: 'vpc', 'securityGroups.*': 'vpc' },
  service: { workload: 'cluster' },
  cluster: { dns: 'cluster', services: 'vpc', pods: 'vpc' },
  node: { subnet: 'vpc', 'securityGroups.*': 'vpc' },
  host: { subnet: 'vpc', 'securityGroups.*': 'vpc' },
  subnet: { routeTable: 'vpc', networkAcl: 'vpc' },
  'route-table': { 'propagate.*': 'vpc' },
  'nat-gateway': { subnet: 'vpc' },
  'cloud-router': { gateway: 'vpc' },
  'load-balancer': { subnet: 'vpc', 'securityGroups.*': 'vpc' },
}

/** What must stand together stands together: a pod and its node in one cluster, a subnet and its route table in one VPC. */
export function checkSurroundings({ all, byId, named }: Subjects): readonly Finding[] {
  const around = (subject: Subject, kind: string): string | undefined => {
    let at: Subject | undefined = subject
    for (let depth = 0; at && depth < 64; depth++) {
      if (at.kind === kind) return at.id
      at = named(at.fields['parent'])
    }
    return undefined
  }
  return all.flatMap(subject => {
    const rules = TOGETHER[subject.kind]
    if (!rules) return []
    return referencesIn(subject.schema, subject.fields).flatMap(({ id, kinds, path }): Finding[] => {
      const kind = rules[path.map(segment => (/^\d+$/.test(segment) ? '*' : segment)).join('.')]
      const other = byId.get(id)
      if (!kind || !other || !kinds.includes(other.kind)) return []
      const mine = around(subject, kind)
      const its = around(other, kind)
      if (mine === undefined || its === undefined || mine === its) return []
      return [{ path: [...subject.path, ...path], say: () => `${id} stands in ${its}, not in ${mine}; ${aKind(other.kind)} of the same ${kind} is expected here.` }]
    })
  })
}
