import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, nthAddress } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device } from '@/lib/network/device'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import { onePort, plainDevice } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'

/** The resolver's address in every VPC. Source: Amazon VPC user guide, "DNS attributes for your VPC". */
export const LINK_LOCAL_RESOLVER = ip('169.254.169.253')

/** The base of the VPC's first range plus two. Source: the same page. */
export function resolverAddress(view: DesignView, vpc: string): IpAddress | undefined {
  const first = view.get(vpc, 'vpc')?.cidrs?.[0]
  return first === undefined ? undefined : nthAddress(cidr(first), 2)
}

/** Where it answers: the address it was drawn with, else the one AWS gives it, and the link-local one. */
export function addressesOf(view: DesignView, id: ElementId): readonly IpAddress[] {
  const element = view.get(id, 'name-server')
  const address = element?.address === undefined ? resolverAddress(view, element?.parent ?? '') : ip(element.address)
  return address === undefined || address === LINK_LOCAL_RESOLVER ? [LINK_LOCAL_RESOLVER] : [address, LINK_LOCAL_RESOLVER]
}

/** Listens on port 53 for both transports (RFC 1035 section 4.2), and sends everything into the VPC. */
export function resolverDevice(id: ElementId): Device {
  const device = plainDevice(deviceOf(id), id, 'name-server')
  const route: Route = {
    code: 'aws-resolver.default', from: id, prefix: DEFAULT_V4, origin: 'default', preference: 0,
    nextHop: { type: 'interface', interfaceId: interfaceOf(device.id, 'vpc') },
  }
  const listeners = [PROTOCOLS.udp, PROTOCOLS.tcp].map(protocol => ({ protocol, ports: onePort(53), from: id }))
  return { ...device, tables: device.tables.map(table => ({ ...table, routes: [route] })), listeners }
}
