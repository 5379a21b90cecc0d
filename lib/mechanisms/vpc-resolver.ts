import type { DesignView } from '@/lib/design/view'
import { DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip, type IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import type { Code, NameServerId } from '@/lib/network/ids'
import { deviceOf, interfaceOf, linkBetween, nameServerOf } from '@/lib/network/names'
import { hosts, onePort, plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import type { Context } from './types'

/*
 * What the resolver that a cloud gives a network is in every cloud: a device on a line of its own to the network's router. Where it answers,
 * whom and what, each mechanism says.
 */

type ResolverContext = Context<'name-server', unknown>

/** It listens on port 53 for both transports (RFC 1035 section 4.2), and sends everything into the network. */
export function placeResolver({ id, subject }: ResolverContext, { code, preferredSource }: { readonly code: Code; readonly preferredSource?: IpAddress }): readonly Addition[] {
  const device = plainDevice(deviceOf(id), id, 'name-server')
  const route = { code, from: id, prefix: DEFAULT_V4, nextHop: { type: 'interface', interfaceId: interfaceOf(device.id, 'vpc') }, origin: 'default', preference: 0, ...preferredSource === undefined ? {} : { preferredSource } } as const
  const listeners = [PROTOCOLS.udp, PROTOCOLS.tcp].map(protocol => ({ protocol, ports: onePort(53), from: id }))
  return [
    { add: 'device', device: { ...device, tables: device.tables.map(table => ({ ...table, routes: [route] })), listeners } },
    { add: 'link', link: plainLink(linkBetween(deviceOf(subject.parent ?? ''), device.id), id, 'point-to-point') },
  ]
}

/** Both ends of its line. The first of its addresses is the one that the network's machines ask. */
export function connectResolver({ view, id, subject }: ResolverContext, { addresses, usualMtuBytes }: { readonly addresses: readonly IpAddress[]; readonly usualMtuBytes: number }): readonly Addition[] {
  const vpc = deviceOf(subject.parent ?? '')
  const link = linkBetween(vpc, deviceOf(id))
  const mtuBytes = view.get(subject.parent, 'vpc')?.mtuBytes ?? usualMtuBytes
  return [
    { add: 'interface', device: vpc, interface: plainInterface(interfaceOf(vpc, id), link, elementId(subject.parent ?? ''), mtuBytes) },
    { add: 'interface', device: deviceOf(id), interface: { ...plainInterface(interfaceOf(deviceOf(id), 'vpc'), link, id, mtuBytes), addresses: hosts(addresses) } },
  ]
}

/**
 * An address at which others ask it is an address of its subnet: everybody reaches it who reaches the subnet. Sources: Google Cloud DNS
 * documentation, "DNS server policies", inbound; Azure documentation, "Azure DNS Private Resolver endpoints and rulesets", inbound endpoints.
 */
export function inboundRoutes({ id, subject, network }: ResolverContext, inbound: readonly { readonly subnet: string; readonly address: string }[], code: Code): readonly Addition[] {
  const vpc = deviceOf(subject.parent ?? '')
  return inbound.flatMap(({ subnet, address }): readonly Addition[] => {
    const prefix = hostCidr(ip(address))
    const route = { code, from: id, prefix, nextHop: { type: 'interface', interfaceId: interfaceOf(vpc, id) }, origin: 'resolver', preference: 0 } as const
    return [
      { add: 'claim', device: vpc, port: interfaceOf(vpc, subnet), claims: [prefix] },
      ...(network.devices.get(vpc)?.tables ?? []).map((table): Addition => ({ add: 'route', device: vpc, table: table.id, route })),
    ]
  })
}

/** Where it begins to look for public names, if the internet is drawn with its name servers. */
export function publicRoot(view: DesignView): { readonly root?: NameServerId } {
  const root = view.of('name-server').find(({ element }) => view.get(element.parent, 'internet'))?.id
  return root === undefined ? {} : { root: nameServerOf(root) }
}
