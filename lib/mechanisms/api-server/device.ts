import type { Context } from '@/lib/mechanisms/types'
import type { DesignView } from '@/lib/design/view'
import { cidr, type Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, linkBetween } from '@/lib/network/names'
import { onePort, plainDevice, plainLink, plainTable } from '@/lib/network/plain'

export type ApiContext = Context<'api-server', unknown>

/** Source: kubernetes.io, "Controlling Access to the Kubernetes API": a cluster usually serves its API on 443, and both clouds do. */
const API_PORT = 443
export const portOf = ({ subject }: ApiContext): number => subject.port ?? API_PORT

/** The public endpoint, where the design draws an internet for it to stand on. */
export function publicEnd({ view, subject }: ApiContext): { readonly internet: ElementId; readonly address: IpAddress } | undefined {
  const internet = internetOf(view)
  return subject.publicAddress === undefined || internet === undefined ? undefined : { internet, address: ip(subject.publicAddress) }
}
export const internetOf = (view: DesignView): ElementId | undefined => view.of('internet')[0]?.id

/** The private endpoint, a network interface in a subnet. */
export function privateEnd({ view, subject }: ApiContext): { readonly subnet: ElementId; readonly address: IpAddress; readonly range: Cidr } | undefined {
  const subnet = view.get(subject.subnet, 'subnet')
  return subject.address === undefined || subnet === undefined ? undefined : { subnet: subject.subnet as ElementId, address: ip(subject.address), range: cidr(subnet.cidr) }
}

/** The device, with a table of its own for what the private endpoint answers, and the link to the internet. */
export function placeEndpoint(context: ApiContext): readonly Addition[] {
  const { id } = context
  const device = deviceOf(id)
  const outside = publicEnd(context)
  const plain = plainDevice(device, id, 'endpoint')
  const listeners = [{ protocol: PROTOCOLS.tcp, ports: onePort(portOf(context)), from: id }]
  const tables = privateEnd(context) ? [...plain.tables, plainTable(device, 'private', id)] : plain.tables
  return [
    { add: 'device', device: { ...plain, notices: 'icmp', listeners, tables } },
    ...outside ? [{ add: 'link', link: plainLink(linkBetween(deviceOf(outside.internet), device), id, 'point-to-point') } as const] : [],
  ]
}
