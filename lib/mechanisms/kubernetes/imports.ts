import type { DesignView } from '@/lib/design/view'
import { namespaceOf } from '@/lib/design/clusters'
import type { ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { ServiceImportObject } from '@/lib/network/cluster-objects'
import { mergeExports, type Export, type Merged } from './cluster-set'
import { serviceObject } from './service-object'

/** What the clusters of one set export, by namespace and name. An ExternalName cannot be exported. Source: KEP-1645, condition Valid. */
function exportsOf(view: DesignView, clusterSet: string): ReadonlyMap<string, readonly Export[]> {
  const found = new Map<string, Export[]>()
  for (const cluster of view.of('cluster').filter(({ element }) => element.clusterSet === clusterSet)) {
    for (const { id, element } of view.childrenOf(cluster.id, 'service')) {
      if (!element.exported || element.type === 'ExternalName') continue
      const key = `${namespaceOf(view, id)}/${view.nameOf(id)}`
      const { created = 0, address } = element.exported
      found.set(key, [...(found.get(key) ?? []), { cluster: view.nameOf(cluster.id), service: serviceObject(view, id, element), created, address: address === undefined ? null : ip(address) }])
    }
  }
  return found
}

/** Everything that is exported in a cluster set, merged. */
export const mergedExports = (view: DesignView, clusterSet: string): readonly Merged[] => [...exportsOf(view, clusterSet).values()].flatMap(exports => mergeExports(exports) ?? [])

/** What a cluster imports: the services of its set whose namespace it has. Source: KEP-1645, "Namespace sameness". */
export function importsOf(view: DesignView, cluster: ElementId, namespaces: readonly string[]): readonly ServiceImportObject[] {
  const clusterSet = view.get(cluster, 'cluster')?.clusterSet
  return clusterSet === undefined ? [] : mergedExports(view, clusterSet).map(({ serviceImport }) => serviceImport).filter(({ namespace }) => namespaces.includes(namespace))
}
