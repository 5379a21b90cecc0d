import type { Context } from '@/lib/mechanisms/types'
import { listenersFor } from '@/lib/mechanisms/listeners'
import { clusterPods, type PlacedPod } from '@/lib/design/clusters'
import type { DesignView } from '@/lib/design/view'
import { DEFAULT_V4, DEFAULT_V6, hostCidr } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import type { Device, Interface } from '@/lib/network/device'
import type { LinkId } from '@/lib/network/ids'
import { deviceOf, interfaceOf, linkBetween, podDevice, tableOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import { plainDevice, plainInterface, plainLink } from '@/lib/network/plain'

type ClusterContext = Context<'cluster', unknown>

/** MTU of a pod whose node has no interface yet, in bytes. Source: RFC 894, the payload of an Ethernet frame. */
const ETHERNET_MTU_BYTES = 1500

/** What a pod's packets begin at: a device of its own, or its node. */
export const deviceOfPod = (pod: PlacedPod) => (pod.network === 'node' ? deviceOf(pod.node) : podDevice(pod.owner, pod.index))
const ownNetwork = ({ network }: PlacedPod): boolean => network === 'own'
const wireOf = (pod: PlacedPod): LinkId => linkBetween(deviceOf(pod.node), deviceOfPod(pod))

/** A pod: one interface, on which the node is the way to everything. Source: kubernetes.io, "The Kubernetes network model". */
function podMachine(view: DesignView, pod: PlacedPod): Device {
  const id = deviceOfPod(pod)
  const plain = plainDevice(id, pod.owner, 'endpoint')
  const prefix = versionOf(pod.address) === 4 ? DEFAULT_V4 : DEFAULT_V6
  const route = { code: 'kubernetes.pod-default', from: pod.node, prefix, nextHop: { type: 'interface', interfaceId: interfaceOf(id, 'eth0') }, origin: 'default', preference: 0 } as const
  return {
    ...plain, notices: 'icmp', listeners: listenersFor(pod.owner, view.get(pod.owner, 'workload')?.ports),
    tables: plain.tables.map(table => ({ ...table, routes: [route] })),
  }
}

/** Every pod of a cluster that has a network of its own, and its wire to its node. */
export const placePods = ({ view, id }: ClusterContext): readonly Addition[] => clusterPods(view, id).filter(ownNetwork).flatMap((pod): Addition[] => [
  { add: 'device', device: podMachine(view, pod) },
  { add: 'link', link: plainLink(wireOf(pod), pod.owner, 'point-to-point') },
])

/**
 * Both ends of each pod's wire and the node's route to it. They wait for the phase `route`, because a pod's MTU is the smallest of its
 * node's interfaces, which the cluster's network mechanism has added in `connect`.
 */
export const wirePods = ({ view, id, network }: ClusterContext): readonly Addition[] => clusterPods(view, id).filter(ownNetwork).flatMap((pod): Addition[] => {
  const node = deviceOf(pod.node)
  const device = deviceOfPod(pod)
  const mtuBytes = smallestMtu(network, pod)
  const end = (of: typeof node, name: string, from: typeof pod.node): Interface => ({ ...plainInterface(interfaceOf(of, name), wireOf(pod), from, mtuBytes), sendsTooBig: true })
  return [
    { add: 'interface', device: node, interface: end(node, device, pod.node) },
    { add: 'interface', device, interface: { ...end(device, 'eth0', pod.owner), addresses: [{ address: pod.address, length: hostCidr(pod.address).length }] } },
    {
      add: 'route', device: node, table: tableOf(node, 'main'),
      route: { code: 'kubernetes.pod', from: pod.owner, prefix: hostCidr(pod.address), nextHop: { type: 'interface', interfaceId: interfaceOf(node, device) }, origin: 'pod', preference: 0 },
    },
  ]
})

/** Pods in their node's network listen there. Source: Kubernetes API reference, PodSpec, `hostNetwork`: "ports" are then those of the host. */
export const hostListeners = ({ view, id }: ClusterContext): readonly Addition[] => clusterPods(view, id).filter(pod => !ownNetwork(pod))
  .flatMap(pod => listenersFor(pod.owner, view.get(pod.owner, 'workload')?.ports).map((listener): Addition => ({ add: 'listener', device: deviceOfPod(pod), listener })))

function smallestMtu(network: Network, pod: PlacedPod): number {
  const known = network.devices.get(deviceOf(pod.node))?.interfaces.map(item => item.mtuBytes) ?? []
  return known.length > 0 ? Math.min(...known) : ETHERNET_MTU_BYTES
}
