import type { Context } from '@/lib/mechanisms/types'
import { vpcOfSubnet } from '@/lib/design/clusters'
import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, nthAddress } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkOf, tableOf } from '@/lib/network/names'
import type { StubResolver } from '@/lib/network/name-server'
import { plainInterface, plainPort } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import type { Config } from './config'

export type ClusterContext = Context<'cluster', Config>

/** Largest packet inside a VPC network unless it says otherwise, in bytes. Source: Google Cloud VPC documentation, "Maximum transmission unit": 1460. */
const VPC_MTU_BYTES = 1460
/** Source: Google Cloud documentation, "Compute Engine internal DNS": the metadata server resolves for every machine. */
const METADATA_SERVER = ip('169.254.169.254')

/** The nodes of a cluster whose subnet is drawn, with the subnet's range and their own pod range. */
export const standingNodes = ({ view, id }: ClusterContext) => view.childrenOf(id, 'node').flatMap(({ id: node, element }) => {
  const subnet = view.get(element.subnet, 'subnet')
  const podRange = element.podRange === undefined ? [] : [cidr(element.podRange)]
  return subnet ? [{ node, element, subnet: elementId(element.subnet), range: cidr(subnet.cidr), podRange }] : []
})

/**
 * A node's network interface: one address without a subnet around it, and the node's pod range as an alias range. The fabric lets through
 * only what is from or for one of them. Sources: GKE documentation, "VPC-native clusters"; VPC documentation, "Alias IP ranges"
 * (anti-spoofing checks know alias ranges) and "Networks and guest interfaces" (/32 address, the gateway answers for everybody).
 */
export const nodeInterfaces = (context: ClusterContext): readonly Addition[] => standingNodes(context).flatMap(({ node, element, subnet, podRange }): Addition[] => {
  const device = deviceOf(node)
  const name = interfaceOf(device, 'eth0')
  const mtuBytes = vpcOfSubnet(context.view, subnet)?.element.mtuBytes ?? VPC_MTU_BYTES
  return [
    {
      add: 'interface', device,
      interface: {
        ...plainInterface(name, linkOf(subnet), node, mtuBytes), sendsTooBig: true, addresses: [{ address: ip(element.address), length: 32 }],
        port: { ...plainPort(name), claims: podRange, check: 'source-and-destination' },
      },
    },
    { add: 'stub-resolver', device, stubResolver: nodeResolver(context.view, node, context.config) },
  ]
})

/** What a node learns from the metadata server. Source: Google Cloud documentation, "Compute Engine internal DNS": search path of a machine. */
function nodeResolver(view: DesignView, node: ElementId, config: Config): StubResolver {
  const subnet = view.get(node, 'node')?.subnet
  const site = view.within(subnet ?? node, 'site')?.id
  const project = view.nameOf(site ?? '').toLowerCase()
  const domains = [...site === undefined ? [] : [`c.${project}.internal`], 'google.internal']
  return { from: node, nameServers: [METADATA_SERVER], search: config.hostSearch ?? domains, ndots: 1, timeoutSeconds: 5, attempts: 2, library: 'glibc' }
}

/**
 * A node sends everything to the gateway of its subnet; for an address of its own range that no pod has, it knows no way.
 * Source: VPC documentation, "Networks and guest interfaces".
 */
export const nodeRoutes = (context: ClusterContext): readonly Addition[] => standingNodes(context).flatMap(({ node, subnet, range, podRange }) => {
  const device = deviceOf(node)
  const gateway = nthAddress(range, 1) ?? range.address
  const routes: readonly Route[] = [
    { code: 'gke-vpc-native.default', from: subnet, prefix: DEFAULT_V4, nextHop: { type: 'via', address: gateway, interfaceId: interfaceOf(device, 'eth0') }, origin: 'default', preference: 0 },
    ...podRange.map((prefix): Route => ({ code: 'gke-vpc-native.no-such-pod', from: node, prefix, nextHop: { type: 'unreachable' }, origin: 'pod-range', preference: 0 })),
  ]
  return routes.map((route): Addition => ({ add: 'route', device, table: tableOf(device, 'main'), route }))
})
