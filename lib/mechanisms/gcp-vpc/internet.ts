import type { DesignView } from '@/lib/design/view'
import { DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { CLASS_E, LINK_LOCAL_V4, LOOPBACK_V4, MULTICAST_V4, PRIVATE_V4, THIS_NETWORK_V4 } from '@/lib/net/special-prefixes'
import type { Addition } from '@/lib/network/addition'
import type { Filter } from '@/lib/network/filter'
import { deviceOf, filterOf, interfaceOf, linkBetween, partDevice, ruleSetOf, tableOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainLink, plainTable } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import { internetOf, mtuOf, rangesOf } from './ranges'

/** Prefixes that no gateway sends to the internet. Source: RFC 1918 section 3, RFC 6598 section 4, RFC 6890 section 2.2. */
const NEVER_PUBLIC = [...PRIVATE_V4, THIS_NETWORK_V4, LOOPBACK_V4, LINK_LOCAL_V4, MULTICAST_V4, CLASS_E]
/** Source: RFC 894, the payload of an Ethernet frame. */
const INTERNET_MTU_BYTES = 1500

/** The default internet gateway: where public addresses stand for private ones. Source: Google Cloud VPC documentation, "Routes", next hop default internet gateway. */
export function gatewayPlace(view: DesignView, vpc: ElementId): readonly Addition[] {
  const internet = internetOf(view)
  if (!internet) return []
  const device = partDevice(vpc, 'internet-gateway')
  const common = { from: vpc, preference: 0 } as const
  const inwards = rangesOf(view, vpc).map(({ prefix }): Route =>
    ({ ...common, code: 'gcp-vpc.inwards', prefix, nextHop: { type: 'interface', interfaceId: interfaceOf(device, 'vpc') }, origin: 'attached' }))
  const refused = NEVER_PUBLIC.map((prefix): Route => ({ ...common, code: 'internet.private-destination', prefix, nextHop: { type: 'unreachable' }, origin: 'reserved', preference: 1 }))
  const rest: Route = { ...common, code: 'gcp-vpc.outwards', prefix: DEFAULT_V4, nextHop: { type: 'interface', interfaceId: interfaceOf(device, 'internet') }, origin: 'default' }
  return [
    { add: 'device', device: { ...plainDevice(device, vpc, 'gateway'), forwards: true, tables: [{ ...plainTable(device, 'main', vpc), routes: [...inwards, ...refused, rest] }] } },
    { add: 'link', link: plainLink(linkBetween(deviceOf(vpc), device), vpc, 'point-to-point') },
    { add: 'link', link: plainLink(linkBetween(deviceOf(internet), device), vpc, 'point-to-point') },
  ]
}

export function gatewayInterfaces(view: DesignView, vpc: ElementId): readonly Addition[] {
  const internet = internetOf(view)
  if (!internet) return []
  const device = partDevice(vpc, 'internet-gateway')
  const inside = linkBetween(deviceOf(vpc), device)
  const outside = linkBetween(deviceOf(internet), device)
  return [
    { add: 'interface', device: deviceOf(vpc), interface: plainInterface(interfaceOf(deviceOf(vpc), 'internet'), inside, vpc, mtuOf(view, vpc)) },
    { add: 'interface', device, interface: plainInterface(interfaceOf(device, 'vpc'), inside, vpc, mtuOf(view, vpc)) },
    { add: 'interface', device, interface: plainInterface(interfaceOf(device, 'internet'), outside, vpc, INTERNET_MTU_BYTES) },
    { add: 'interface', device: deviceOf(internet), interface: plainInterface(interfaceOf(deviceOf(internet), device), outside, internet, INTERNET_MTU_BYTES) },
  ]
}

/** The nodes of the network that have a public address of their own, one to one. */
const publicNodes = (view: DesignView, vpc: ElementId) => view.of('node').flatMap(({ id, element }) =>
  element.publicAddress !== undefined && view.get(element.subnet, 'subnet')?.parent === vpc ? [{ id, inside: ip(element.address), outside: ip(element.publicAddress) }] : [])

export function publicRoutes(view: DesignView, vpc: ElementId): readonly Addition[] {
  const internet = internetOf(view)
  return !internet ? [] : publicNodes(view, vpc).map(({ id, outside }) => ({
    add: 'route', device: deviceOf(internet), table: tableOf(deviceOf(internet), 'main'),
    route: { code: 'internet.public-address', from: id, prefix: hostCidr(outside), nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(internet), partDevice(vpc, 'internet-gateway')) }, origin: 'public', preference: 0 },
  }))
}

/** A machine's external address stands for its primary internal one only. Source: Google Cloud Compute Engine documentation, "IP addresses". */
export function publicTranslation(view: DesignView, vpc: ElementId): readonly Addition[] {
  if (!internetOf(view)) return []
  const device = partDevice(vpc, 'internet-gateway')
  const wan = [interfaceOf(device, 'internet')]
  return publicNodes(view, vpc).flatMap(({ id, inside, outside }): readonly Addition[] => {
    const mapping = { inside: hostCidr(inside), outside: hostCidr(outside) }
    const common = { code: 'gcp-vpc.one-to-one', from: id, order: 300 } as const
    return [
      { add: 'nat', at: { device }, rule: { ...common, id: `${id}:out`, hook: 'postrouting', match: { sources: { cidrs: [mapping.inside] }, outInterfaces: wan }, action: { type: 'source-prefix', ...mapping } } },
      { add: 'nat', at: { device }, rule: { ...common, id: `${id}:in`, hook: 'prerouting', match: { destinations: { cidrs: [mapping.outside] }, inInterfaces: wan }, action: { type: 'destination-prefix', ...mapping } } },
    ]
  })
}

/** Only packets of machines that have a public address, or for which a NAT gateway stands in (those add their rules), leave for the internet. */
export function publicSources(view: DesignView, vpc: ElementId): readonly Addition[] {
  if (!internetOf(view)) return []
  const device = partDevice(vpc, 'internet-gateway')
  const code = 'internet.no-public-address'
  const accept = { code: 'gcp-vpc.one-to-one', from: vpc, action: { type: 'accept' } } as const
  const filter: Filter = {
    id: filterOf(device, 'public-sources'), from: vpc, guards: { element: vpc, direction: 'out' }, hook: 'forward', stateful: false,
    rules: [
      { ...accept, name: 'from the internet', order: 0, match: { inInterfaces: [interfaceOf(device, 'internet')] } },
      { ...accept, name: 'has a public address', order: 1, match: { sources: { cidrs: publicNodes(view, vpc).map(node => hostCidr(node.inside)) } } },
    ],
    ruleSets: [ruleSetOf(vpc, 'public-sources')],
    otherwise: { action: { type: 'drop' }, code, elements: [vpc] }, codes: { denied: code, reply: code, hidden: 'nat.hides-source' },
  }
  return [{ add: 'filter', at: { device }, filter }]
}
