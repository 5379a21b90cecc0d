import type { Context } from '@/lib/mechanisms/types'
import { listenersFor } from '@/lib/mechanisms/listeners'
import { vpcOfSubnet } from '@/lib/design/clusters'
import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, nthAddress, type Cidr } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { own } from '@/lib/net/own'
import type { Addition } from '@/lib/network/addition'
import type { Interface } from '@/lib/network/device'
import { deviceOf, interfaceOf, linkOf, tableOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainPort } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'

export type HostContext = Context<'host', unknown>

/**
 * What providers differ in for a machine. `ownSegment`: whether it speaks with its subnet directly or through the router only; `ownServers`:
 * whether name servers of one's own take the place of the cloud's.
 */
interface Provider { readonly mtuBytes: number; readonly ownSegment: boolean; readonly checked: boolean; readonly ownServers?: 'replace' }

/**
 * Sources: Amazon EC2 user guide, "Network maximum transmission unit (MTU)" (9001 bytes) and "Elastic network interfaces" (source/destination
 * check); Azure documentation, "TCP/IP performance tuning for Azure VMs" (1500), "Create, change, or delete a network interface" (IP forwarding
 * turned off: only its own addresses), "Name resolution for resources in Azure virtual networks" (name servers of one's own); Google Cloud VPC
 * documentation, "Maximum transmission unit" (1460), "Networks and guest interfaces" (/32), anti-spoofing checks.
 */
const PROVIDERS: Readonly<Record<string, Provider>> = {
  aws: { mtuBytes: 9001, ownSegment: true, checked: true },
  gcp: { mtuBytes: 1460, ownSegment: false, checked: true },
  azure: { mtuBytes: 1500, ownSegment: true, checked: true, ownServers: 'replace' },
}
/** Elsewhere an Ethernet. Source: RFC 894. */
const ETHERNET: Provider = { mtuBytes: 1500, ownSegment: true, checked: false }

export const providerOf = (view: DesignView, id: string): Provider => own(PROVIDERS, view.providerOf(id) ?? '') ?? ETHERNET

/** The subnet it stands in, where that is drawn. */
export function standing({ view, subject }: HostContext): { readonly subnet: ElementId; readonly range: Cidr } | undefined {
  const subnet = view.get(subject.subnet, 'subnet')
  return subnet ? { subnet: elementId(subject.subnet ?? ''), range: cidr(subnet.cidr) } : undefined
}

export const placeHost = ({ id, subject }: HostContext): readonly Addition[] =>
  [{ add: 'device', device: { ...plainDevice(deviceOf(id), id, 'endpoint'), notices: 'icmp', listeners: listenersFor(id, subject.ports) } }]

/** Its interface in the subnet. */
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
  return [{ add: 'interface', device, interface: item }]
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
