import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, nthAddress } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainInterface, plainPort, plainTable } from '@/lib/network/plain'
import type { Route, RouteTable } from '@/lib/network/route'

/** Source: Azure documentation, "TCP/IP performance tuning for Azure VMs": 1500 bytes inside a network. */
export const VNET_MTU_BYTES = 1500

/** Routed nowhere unless they belong to the network: a private destination that nobody knows is dropped, not sent to the internet. Source: Azure documentation, "Virtual network traffic routing", default system routes. */
const NONE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map(range => cidr(range))

export const mtuOf = (view: DesignView, vnet: string): number => view.get(vnet, 'vpc')?.mtuBytes ?? VNET_MTU_BYTES

/** The subnets of the network, and nothing behind the rest of its ranges. */
export function localRoutes(view: DesignView, vnet: ElementId): readonly Route[] {
  const common = { code: 'azure-vnet.local', origin: 'system', preference: 0 } as const
  const subnets = view.childrenOf(vnet, 'subnet').map((subnet): Route =>
    ({ ...common, from: subnet.id, prefix: cidr(subnet.element.cidr), nextHop: { type: 'connected', interfaceId: interfaceOf(deviceOf(vnet), subnet.id) } }))
  return [...subnets, ...(view.get(vnet, 'vpc')?.cidrs ?? []).map((range): Route => ({ ...common, from: vnet, prefix: cidr(range), nextHop: { type: 'blackhole' }, preference: 1 }))]
}

/** The system routes that every subnet has. What goes to the internet leaves the design. Source: the same page, table of default system routes. */
export function systemTable(view: DesignView, vnet: ElementId): RouteTable {
  const none = NONE.map((prefix): Route => ({ code: 'azure-vnet.none', from: vnet, prefix, nextHop: { type: 'blackhole' }, origin: 'system', preference: 2 }))
  const internet: Route = { code: 'azure-vnet.internet', from: vnet, prefix: DEFAULT_V4, nextHop: { type: 'leaves' }, origin: 'system', preference: 0 }
  return { ...plainTable(deviceOf(vnet), 'main', vnet), routes: [...localRoutes(view, vnet), ...none, internet] }
}

/** The router stands in every subnet, at its first host address. Source: Azure documentation, "Virtual network FAQ", reserved addresses. */
export const subnetInterfaces = (view: DesignView, vnet: ElementId): readonly Addition[] => view.childrenOf(vnet, 'subnet').map((subnet): Addition => {
  const range = cidr(subnet.element.cidr)
  const name = interfaceOf(deviceOf(vnet), subnet.id)
  const item = { ...plainInterface(name, linkOf(subnet.id), subnet.id, mtuOf(view, vnet)), addresses: [{ address: nthAddress(range, 1) ?? range.address, length: range.length }], port: plainPort(name) }
  return { add: 'interface', device: deviceOf(vnet), interface: item }
})
