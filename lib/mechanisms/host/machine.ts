import type { Context } from '@/lib/mechanisms/types'
import { listenersFor } from '@/lib/mechanisms/listeners'
import { vpcOfSubnet } from '@/lib/design/clusters'
import type { ElementOf } from '@/lib/design/design'
import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, nthAddress, type Cidr } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import type { Interface } from '@/lib/network/device'
import { deviceOf, interfaceOf, linkOf, tableOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainPort } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'

export type HostContext = Context<'host', unknown>

/**
 * What providers differ in for a machine. `ownSegment`: whether it speaks with its subnet directly or through the router only.
 * Sources: Amazon EC2 user guide, "Network maximum transmission unit (MTU)" (9001 bytes) and "Elastic network interfaces" (source/destination
 * check); Azure documentation, "TCP/IP performance tuning for Azure VMs" (1500), "Create, change, or delete a network interface" (IP forwarding
 * turned off: only its own addresses); Google Cloud VPC documentation, "Maximum transmission unit" (1460), "Networks and guest interfaces" (/32), anti-spoofing checks.
 */
const PROVIDERS: Readonly<Record<string, { readonly mtuBytes: number; readonly ownSegment: boolean; readonly checked: boolean }>> = {
  aws: { mtuBytes: 9001, ownSegment: true, checked: true },
  gcp: { mtuBytes: 1460, ownSegment: false, checked: true },
  azure: { mtuBytes: 1500, ownSegment: true, checked: true },
}
/** Elsewhere an Ethernet. Source: RFC 894. */
const ETHERNET = { mtuBytes: 1500, ownSegment: true, checked: false }

const providerOf = (view: DesignView, id: string) => PROVIDERS[view.providerOf(id) ?? ''] ?? ETHERNET

/** The subnet it stands in, where that is drawn. */
export function standing({ view, subject }: HostContext): { readonly subnet: ElementId; readonly range: Cidr } | undefined {
  const subnet = view.get(subject.subnet, 'subnet')
  return subnet ? { subnet: elementId(subject.subnet ?? ''), range: cidr(subnet.cidr) } : undefined
}

export const placeHost = ({ id, subject }: HostContext): readonly Addition[] =>
  [{ add: 'device', device: { ...plainDevice(deviceOf(id), id, 'endpoint'), notices: 'icmp', listeners: listenersFor(id, subject.ports) } }]

/** Its interface in the subnet, and the name servers that its network gives it. */
export function hostInterface(context: HostContext): readonly Addition[] {
  const { view, id, subject } = context
  const at = standing(context)
  if (!at) return []
  const { mtuBytes, ownSegment, checked } = providerOf(view, at.subnet)
  const device = deviceOf(id)
  const name = interfaceOf(device, 'eth0')
  const item: Interface = {
    ...plainInterface(name, linkOf(at.subnet), id, vpcOfSubnet(view, at.subnet)?.element.mtuBytes ?? mtuBytes), sendsTooBig: true,
    addresses: [{ address: ip(subject.address), length: ownSegment ? at.range.length : 32 }],
    port: { ...plainPort(name), check: checked ? 'source-and-destination' : 'none' },
  }
  return [
    { add: 'interface', device, interface: item },
    { add: 'stub-resolver', device, stubResolver: { from: id, nameServers: nameServersOf(view, vpcOfSubnet(view, at.subnet)), search: [], ndots: 1, timeoutSeconds: 5, attempts: 2, library: 'glibc' } },
  ]
}

/**
 * Where the resolver of a cloud answers; in Azure it is replaced by the name servers of one's own where there are any. Sources: Amazon VPC user
 * guide, "DNS attributes for your VPC" (base plus two); Compute Engine internal DNS; Azure documentation, "What is IP address 168.63.129.16?",
 * "Name resolution for resources in Azure virtual networks".
 */
const RESOLVERS: Readonly<Record<string, (first: string | undefined) => IpAddress | undefined>> = {
  aws: first => (first === undefined ? undefined : nthAddress(cidr(first), 2)),
  gcp: () => ip('169.254.169.254'),
  azure: () => REPLACED,
}
const REPLACED = ip('168.63.129.16')

/** The name servers drawn in its network, endpoints of theirs aside. Source: resolv.conf(5): at most three. */
function nameServersOf(view: DesignView, vpc: { readonly id: ElementId; readonly element: ElementOf<'vpc'> } | undefined): readonly IpAddress[] {
  const ofCloud = vpc && RESOLVERS[view.providerOf(vpc.id) ?? '']?.(vpc.element.cidrs?.[0])
  const drawn = (vpc ? view.childrenOf(vpc.id, 'name-server') : []).filter(({ element }) => element.subnet === undefined)
  const addresses = drawn.flatMap(({ element: { address, host } }) => (address !== undefined ? [ip(address)] : host === undefined && ofCloud !== undefined ? [ofCloud] : []))
  const own = addresses.filter(address => address !== REPLACED)
  return (own.length > 0 ? own : addresses).slice(0, 3)
}

/** Directly to its subnet where that is one segment, and by the router to everything else: the first address of the subnet. */
export function hostRoutes(context: HostContext): readonly Addition[] {
  const { view, id } = context
  const at = standing(context)
  if (!at) return []
  const device = deviceOf(id)
  const interfaceId = interfaceOf(device, 'eth0')
  const address = nthAddress(at.range, 1) ?? at.range.address
  const subnet: Route = { code: 'host.subnet', from: at.subnet, prefix: at.range, nextHop: { type: 'connected', interfaceId }, origin: 'connected', preference: 0 }
  const rest: Route = { code: 'host.default', from: at.subnet, prefix: DEFAULT_V4, nextHop: { type: 'via', address, interfaceId }, origin: 'default', preference: 0 }
  return [...providerOf(view, at.subnet).ownSegment ? [subnet] : [], rest].map(route => ({ add: 'route', device, table: tableOf(device, 'main'), route }))
}
