import { cidr, parseCidr, type Cidr } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { ElementOf } from './design'
import type { DesignView, Placed } from './view'

/*
 * What a design says of a Kubernetes cluster, gathered from the elements that stand in it. Several mechanisms ask for the same: the pods
 * of a node, the endpoints of a service, the namespace of a thing.
 */

/** One pod: the `index`-th of the workload, or of the name server, that owns it. */
export interface PlacedPod {
  readonly owner: ElementId
  readonly index: number
  readonly namespace: string
  readonly node: ElementId
  readonly address: IpAddress
  readonly ready: boolean
  /** `node`: it has no network of its own, so its address is its node's. Source: Kubernetes API reference, PodSpec, `hostNetwork`. */
  readonly network: 'own' | 'node'
}

/** Namespace of objects that name none. Source: kubernetes.io, "Namespaces": `default`; CoreDNS and kube-dns are deployed to `kube-system`. */
const DEFAULT_NAMESPACE = 'default'
const SYSTEM_NAMESPACE = 'kube-system'

/** The namespace of a workload, name server or service. A service that names none stands where its workload does. */
export function namespaceOf(view: DesignView, id: string | undefined): string {
  const workload = view.get(id, 'workload')
  if (workload) return workload.namespace ?? DEFAULT_NAMESPACE
  const nameServer = view.get(id, 'name-server')
  if (nameServer) return nameServer.namespace ?? SYSTEM_NAMESPACE
  const service = view.get(id, 'service')
  if (!service) return DEFAULT_NAMESPACE
  return service.namespace ?? (service.workload === id ? DEFAULT_NAMESPACE : namespaceOf(view, service.workload))
}

/** The pods of a workload, or of a name server that runs as pods; none for anything else. */
export function placedPods(view: DesignView, owner: string | undefined): readonly PlacedPod[] {
  const pods = view.get(owner, 'workload')?.pods ?? view.get(owner, 'name-server')?.pods ?? []
  const namespace = namespaceOf(view, owner)
  const network = view.get(owner, 'workload')?.hostNetwork === true ? 'node' : 'own'
  const addressOf = (pod: (typeof pods)[number]) => ip(network === 'node' ? view.get(pod.node, 'node')?.address ?? pod.address : pod.address)
  return pods.map((pod, index) => ({ owner: elementId(owner ?? ''), index, namespace, node: elementId(pod.node), address: addressOf(pod), ready: pod.ready ?? true, network }))
}

/** Every pod of a cluster: of its workloads, then of its name servers. */
export function clusterPods(view: DesignView, cluster: ElementId): readonly PlacedPod[] {
  return [...view.childrenOf(cluster, 'workload'), ...view.childrenOf(cluster, 'name-server')].flatMap(({ id }) => placedPods(view, id))
}

const byNode = new WeakMap<DesignView, ReadonlyMap<string, readonly PlacedPod[]>>()

/** The pods with addresses of their own that a design places on a node, whatever cluster they are drawn in. */
export function podsOn(view: DesignView, node: ElementId): readonly PlacedPod[] {
  const known = byNode.get(view) ?? podsByNode(view)
  byNode.set(view, known)
  return known.get(node) ?? []
}

function podsByNode(view: DesignView): ReadonlyMap<string, readonly PlacedPod[]> {
  const found = new Map<string, PlacedPod[]>()
  for (const { id } of [...view.of('workload'), ...view.of('name-server')]) {
    for (const pod of placedPods(view, id).filter(({ network }) => network === 'own')) {
      const there = found.get(pod.node)
      if (there) there.push(pod)
      else found.set(pod.node, [pod])
    }
  }
  return found
}

/**
 * The pods behind a service as its EndpointSlices list them: `ready` is theirs, or true where the service publishes unready addresses.
 * Source: kubernetes.io, "EndpointSlices", conditions; Service field `publishNotReadyAddresses`.
 */
export function endpointsOf(view: DesignView, service: ElementOf<'service'>): readonly PlacedPod[] {
  return placedPods(view, service.workload).map(pod => ({ ...pod, ready: pod.ready || service.publishNotReadyAddresses === true }))
}

/** A range written as a prefix, or as the id of a secondary range; undefined where it is neither. */
export function rangeOf(view: DesignView, text: string | undefined): Cidr | undefined {
  if (text === undefined) return undefined
  const parsed = parseCidr(text)
  if (parsed.ok) return parsed.value
  const range = view.get(text, 'secondary-range')
  return range ? cidr(range.cidr) : undefined
}

/** The VPC of a subnet. */
export const vpcOfSubnet = (view: DesignView, subnet: string | undefined): Placed<'vpc'> | undefined =>
  view.get(subnet, 'subnet') === undefined ? undefined : view.within(subnet ?? '', 'vpc')

/** Every range of a VPC: its own, its subnets' and their secondary ones. */
export function rangesOfVpc(view: DesignView, vpc: ElementId): readonly Cidr[] {
  const subnets = view.childrenOf(vpc, 'subnet')
  const texts = [...view.get(vpc, 'vpc')?.cidrs ?? [], ...subnets.map(subnet => subnet.element.cidr), ...subnets.flatMap(subnet => view.childrenOf(subnet.id, 'secondary-range').map(range => range.element.cidr))]
  return [...new Set(texts)].map(text => cidr(text))
}

/** The cluster domain. Source: kubernetes.io, "DNS for Services and Pods": `cluster.local` unless configured otherwise. */
export const domainOf = (cluster: Pick<ElementOf<'cluster'>, 'domain'> | undefined): string => (cluster?.domain ?? 'cluster.local').toLowerCase().replace(/\.$/, '')
