import type { Context } from '@/lib/mechanisms/types'
import { podsOn, vpcOfSubnet } from '@/lib/design/clusters'
import type { ElementOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, nthAddress } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkOf, tableOf } from '@/lib/network/names'
import type { StubResolver } from '@/lib/network/name-server'
import { hosts, plainInterface, plainPort } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import type { Config } from './config'

export type ClusterContext = Context<'cluster', Config>

/** Largest packet inside a VPC, in bytes. Source: Amazon EC2 user guide, "Network maximum transmission unit (MTU)": jumbo frames, 9001. */
const VPC_MTU_BYTES = 9001

/** The nodes of a cluster whose subnet is drawn, with that subnet's range. */
export const standingNodes = ({ view, id }: ClusterContext) => view.childrenOf(id, 'node').flatMap(({ id: node, element }) => {
  const subnet = view.get(element.subnet, 'subnet')
  return subnet ? [{ node, element, subnet: elementId(element.subnet), range: cidr(subnet.cidr) }] : []
})

/**
 * A node's primary network interface: an address of the subnet, and behind it the addresses of its pods, which are secondary addresses of
 * the same interface. The fabric lets through only what is from or for one of them (source/destination check).
 * Sources: amazon-vpc-cni-k8s docs/cni-proposal.md; Amazon EC2 user guide, "Elastic network interfaces", source/destination checking.
 */
export const nodeInterfaces = (context: ClusterContext): readonly Addition[] => standingNodes(context).flatMap(({ node, element, subnet, range }): Addition[] => {
  const device = deviceOf(node)
  const name = interfaceOf(device, 'eth0')
  const mtuBytes = vpcOfSubnet(context.view, subnet)?.element.mtuBytes ?? VPC_MTU_BYTES
  const claims = hosts(podsOn(context.view, node).map(pod => pod.address))
  return [
    {
      add: 'interface', device,
      interface: {
        ...plainInterface(name, linkOf(subnet), node, mtuBytes), sendsTooBig: true, addresses: [{ address: ip(element.address), length: range.length }],
        port: { ...plainPort(name), claims, check: 'source-and-destination' },
      },
    },
    { add: 'stub-resolver', device, stubResolver: nodeResolver(context.view, node, context.config) },
  ]
})

/**
 * What a node learns by DHCP: the resolver of its VPC, and the region's domain. Sources: Amazon VPC user guide, "DHCP option sets":
 * AmazonProvidedDNS, domain-name `ec2.internal` in us-east-1 and `<region>.compute.internal` elsewhere; "DNS attributes for your VPC": base plus two.
 */
function nodeResolver(view: DesignView, node: ElementId, config: Config): StubResolver {
  const vpc = vpcOfSubnet(view, view.get(node, 'node')?.subnet)
  const drawn = vpc && view.childrenOf(vpc.id, 'name-server').find(({ element }) => element.address !== undefined && element.subnet === undefined)?.element.address
  const address = drawn === undefined ? plusTwo(vpc?.element) : ip(drawn)
  const region = view.regionOf(node)
  const domains = region === undefined ? [] : [region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`]
  return { from: node, nameServers: address === undefined ? [] : [address], search: config.hostSearch ?? domains, ndots: 1, timeoutSeconds: 5, attempts: 2, library: 'glibc' }
}

function plusTwo(vpc: ElementOf<'vpc'> | undefined): IpAddress | undefined {
  const first = vpc?.cidrs?.[0]
  return first === undefined ? undefined : nthAddress(cidr(first), 2)
}

/** A node speaks with its subnet directly and sends the rest to the VPC's router. Source: Amazon VPC user guide, "Subnet sizing": base plus one. */
export const nodeRoutes = (context: ClusterContext): readonly Addition[] => standingNodes(context).flatMap(({ node, subnet, range }) => {
  const device = deviceOf(node)
  const interfaceId = interfaceOf(device, 'eth0')
  const router = nthAddress(range, 1) ?? range.address
  const routes: readonly Route[] = [
    { code: 'aws-vpc-cni.subnet', from: subnet, prefix: range, nextHop: { type: 'connected', interfaceId }, origin: 'connected', preference: 0 },
    { code: 'aws-vpc-cni.default', from: subnet, prefix: DEFAULT_V4, nextHop: { type: 'via', address: router, interfaceId }, origin: 'default', preference: 0 },
  ]
  return routes.map((route): Addition => ({ add: 'route', device, table: tableOf(device, 'main'), route }))
})
