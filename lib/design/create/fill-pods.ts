import { rangeOf } from '@/lib/design/clusters'
import type { Design } from '@/lib/design/design'
import { viewDesign, type DesignView } from '@/lib/design/view'
import { cidr, nthAddress, type Cidr } from '@/lib/net/cidr'
import { err, ok, type Result } from '@/lib/net/result'
import { fits, freeAddress, freePublic, isOwned } from './addresses'
import type { At, Fill } from './filling'
import { DEFAULT_PORT } from './housing'
import { idFor } from './ids'
import { habitsOf } from './providers'

export interface Pod { readonly node: string; readonly address: string; readonly ready?: boolean | undefined }
type Running = 'workload' | 'name-server'

/** The range that pods of a node have addresses of, and what of it nobody gets. */
export function podsOf(view: DesignView, node: string): { readonly range: Cidr; readonly reserved: readonly number[] } | undefined {
  const element = view.get(node, 'node')
  const { podAddresses, reserved } = habitsOf(view.providerOf(node))
  const text = podAddresses === 'node-range' ? element?.podRange : view.get(element?.subnet, 'subnet')?.cidr
  return text === undefined ? undefined : { range: cidr(text), reserved: podAddresses === 'node-range' ? [0, 1, -1] : reserved }
}

/** The node of the cluster with the fewest pods. */
export function idlest(view: DesignView, cluster: string, placed: readonly Pod[]): string | undefined {
  const pods = [...[...view.of('workload'), ...view.of('name-server')].flatMap(({ element }) => element.pods ?? []), ...placed]
  const load = (node: string) => pods.filter(pod => pod.node === node).length
  return view.of('node').filter(node => node.element.parent === cluster).map(node => node.id as string).toSorted((a, b) => load(a) - load(b))[0]
}

/** Every pod on a node of the cluster, with an address of it. New ones get a node if there is none; others go with the last. */
function placePods(at: At<Running>, pods: readonly Partial<Pod>[]): Result<{ readonly design: Design; readonly pods: readonly Pod[] }, string> {
  const cluster = at.cluster ?? ''
  let design = at.design
  const placed: Pod[] = []
  for (const pod of pods) {
    let view = viewDesign(design)
    let node = pod.node !== undefined && view.get(pod.node, 'node')?.parent === cluster && podsOf(view, pod.node) ? pod.node : idlest(view, cluster, placed)
    if (node === undefined && at.mode === 'moved') continue
    if (node === undefined) {
      const made = at.create(design, 'node', cluster)
      if (!made.ok) return made
      design = made.value.design
      view = viewDesign(design)
      node = made.value.id
    }
    const from = podsOf(view, node)
    if (!from) return err(`Node ${node} has no range for pods.`)
    const others = placed.map(other => other.address)
    const { address } = pod
    const kept = address !== undefined && fits(from.range, address, from.reserved) && !isOwned(view, address, at.id) && !others.includes(address) ? address : undefined
    const shared = 'hostNetwork' in at.element && at.element.hostNetwork === true ? view.get(node, 'node')?.address : undefined
    const own = shared ?? kept ?? freeAddress(view, from.range, { reserved: from.reserved, also: others })
    if (own === undefined) return err(`Node ${node} has no free address for another pod.`)
    placed.push({ ...pod, node, address: own })
  }
  return ok({ design, pods: placed })
}

export const fillWorkload: Fill<'workload'> = at => {
  const placed = placePods(at, at.element.pods ?? [{}])
  if (!placed.ok) return placed
  const isNew = at.mode === 'new'
  return ok({ design: placed.value.design, fields: { controller: at.element.controller ?? (isNew ? 'Deployment' : undefined), ports: at.element.ports ?? (isNew ? [DEFAULT_PORT] : undefined), pods: placed.value.pods } })
}

const COREFILE = `.:53 {
    errors
    kubernetes cluster.local in-addr.arpa ip6.arpa
    forward . /etc/resolv.conf
    cache 30
}
`

/** In a cluster a CoreDNS with the service that pods ask; in a VPC its resolver; on the internet a public one. */
export const fillNameServer: Fill<'name-server'> = at => {
  const { design, view, id, element, mode, provider, vpc, cluster } = at
  if (cluster !== undefined) {
    const placed = placePods(at, element.pods ?? [{}])
    if (!placed.ok) return placed
    const fields = { pods: placed.value.pods }
    if (mode !== 'new' || element.mechanism !== undefined) return ok({ design: placed.value.design, fields })
    return ok({ design: withDnsService(placed.value.design, id, cluster), fields: { ...fields, mechanism: 'coredns', config: { corefile: COREFILE } } })
  }
  const { resolver } = habitsOf(provider)
  if (vpc !== undefined) {
    const range = view.get(vpc, 'vpc')?.cidrs?.[0]
    const address = resolver === undefined ? element.address : 'address' in resolver ? resolver.address : range === undefined ? undefined : nthAddress(cidr(range), resolver.nth)
    return ok({ design, fields: { address } })
  }
  return ok({ design, fields: { address: element.address !== undefined && !isOwned(view, element.address, id) ? element.address : freePublic(view, 1)[0] } })
}

/** By custom the name server's service has the tenth address of the range. Source: kubernetes.io, "DNS for Services and Pods"; Amazon EKS user guide, 172.20.0.10. */
const DNS_ADDRESS = 10

/** A service for the name server, which the cluster's pods ask if they asked nobody yet. */
function withDnsService(design: Design, server: string, cluster: string): Design {
  const view = viewDesign(design)
  const around = view.get(cluster, 'cluster')
  const range = rangeOf(view, around?.services)
  const address = range && freeAddress(view, range, { reserved: [0, 1, -1], from: DNS_ADDRESS })
  if (!around || address === undefined) return design
  const service = idFor({ ...design, elements: { ...design.elements, [server]: { kind: 'name-server', parent: cluster, pods: [] } } }, 'service')
  const ports = [{ name: 'dns', port: 53, protocol: 'udp' }, { name: 'dns-tcp', port: 53 }] as const
  return {
    ...design,
    elements: { ...design.elements, [service]: { kind: 'service', parent: cluster, name: 'kube-dns', type: 'ClusterIP', address, workload: server, ports }, [cluster]: { ...around, dns: around.dns ?? service } },
  }
}
