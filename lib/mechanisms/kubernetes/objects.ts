import type { Context } from '@/lib/mechanisms/types'
import { clusterPods } from '@/lib/design/clusters'
import type { Addition } from '@/lib/network/addition'
import { clusterObjectsOf } from '@/lib/network/names'
import { importsOf } from './imports'
import { deviceOfPod } from './pods'
import { nameOfPod, serviceObject } from './service-object'

/** Namespaces that every cluster has. Source: kubernetes.io, "Namespaces", initial namespaces. */
const ALWAYS = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** What the cluster's API server lists: namespaces, services with their endpoints, pods. */
export function clusterObjects({ view, id }: Context<'cluster', unknown>): readonly Addition[] {
  const placed = clusterPods(view, id)
  const services = view.childrenOf(id, 'service').map(service => serviceObject(view, service.id, service.element))
  const pods = placed.map(pod => ({ from: pod.owner, device: deviceOfPod(pod), name: nameOfPod(view, pod), namespace: pod.namespace, addresses: [pod.address] }))
  const namespaces = [...new Set([...ALWAYS, ...services.map(service => service.namespace), ...pods.map(pod => pod.namespace)])].sort()
  const serviceImports = importsOf(view, id, namespaces)
  return [{ add: 'cluster-objects', objects: { id: clusterObjectsOf(id), from: id, namespaces, services, pods, ...serviceImports.length > 0 ? { serviceImports } : {} } }]
}
