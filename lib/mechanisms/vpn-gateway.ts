import type { DesignView } from '@/lib/design/view'
import { cidr, DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PRIVATE_V4 } from '@/lib/net/special-prefixes'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkBetween, tableOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainLink, plainTable } from '@/lib/network/plain'
import type { Route, RouteTable } from '@/lib/network/route'
import type { Context } from './types'

/** What a cloud's VPN gateway is, apart from how it learns routes. Its sentences are `<mechanism>.to-vpc`, `.not-carried`, `.outside` and `.from-vpc`. */
export interface VpnGatewayModel {
  readonly mechanism: string
  /** Where the VPC names none, in bytes. */
  readonly vpcMtuBytes: number
  /** Largest packet outside, the tunnel's headers included, in bytes. */
  readonly outsideMtuBytes: number
  /** The ranges of the VPC that it hands packets to. */
  readonly rangesOf: (view: DesignView, vpc: ElementId) => readonly string[]
  /** What it does with equal routes that it has learned; a plain table spreads flows over them. */
  readonly ties?: RouteTable['ties']
}

type GatewayContext = Context<'vpn-gateway', unknown>

/** The internet of the design, where it draws one. */
const internetOf = (view: DesignView): ElementId | undefined => view.of('internet')[0]?.id

const vpcOf = ({ subject }: GatewayContext): ElementId => elementId(subject.parent ?? '')

/** The gateway between its VPC and the internet, with a table of its own (`main`) and one of what it has learned (`vpn`). */
export function placeGateway(model: VpnGatewayModel, context: GatewayContext): readonly Addition[] {
  const { view, id } = context
  const device = deviceOf(id)
  const internet = internetOf(view)
  const learned = { ...plainTable(device, 'vpn', id), ...model.ties && { ties: model.ties } }
  return [
    { add: 'device', device: { ...plainDevice(device, id, 'gateway'), forwards: true, tables: [ownTable(model, context), learned] } },
    { add: 'link', link: plainLink(linkBetween(deviceOf(vpcOf(context)), device), id, 'point-to-point') },
    ...internet ? [{ add: 'link', link: plainLink(linkBetween(deviceOf(internet), device), id, 'point-to-point') } as const] : [],
  ]
}

/** For what comes out of tunnels, and for the gateway's own packets: the VPC, nothing else private (no way from tunnel to tunnel), the far ends of tunnels. */
function ownTable({ mechanism, rangesOf }: VpnGatewayModel, context: GatewayContext): RouteTable {
  const { view, id } = context
  const device = deviceOf(id)
  const inwards = rangesOf(view, vpcOf(context)).map((range): Route =>
    ({ code: `${mechanism}.to-vpc`, from: id, prefix: cidr(range), nextHop: { type: 'interface', interfaceId: interfaceOf(device, 'vpc') }, origin: 'attached', preference: 0 }))
  const refused = PRIVATE_V4.map((prefix): Route => ({ code: `${mechanism}.not-carried`, from: id, prefix, nextHop: { type: 'unreachable' }, origin: 'reserved', preference: 1 }))
  const outside: Route = {
    code: `${mechanism}.outside`, from: id, prefix: DEFAULT_V4, origin: 'default', preference: 0,
    nextHop: internetOf(view) ? { type: 'interface', interfaceId: interfaceOf(device, 'outside') } : { type: 'leaves' },
  }
  return { ...plainTable(device, 'main', id), routes: [...inwards, ...refused, outside] }
}

/** Its interfaces and those it faces: inside with the VPC's MTU, outside with its public addresses. */
export function connectGateway({ vpcMtuBytes, outsideMtuBytes }: VpnGatewayModel, context: GatewayContext): readonly Addition[] {
  const { view, id, subject } = context
  const [device, vpc, internet] = [deviceOf(id), vpcOf(context), internetOf(view)]
  const inside = linkBetween(deviceOf(vpc), device)
  const mtuBytes = view.get(vpc, 'vpc')?.mtuBytes ?? vpcMtuBytes
  const own = [
    { add: 'interface', device: deviceOf(vpc), interface: plainInterface(interfaceOf(deviceOf(vpc), id), inside, vpc, mtuBytes) },
    { add: 'interface', device, interface: plainInterface(interfaceOf(device, 'vpc'), inside, id, mtuBytes) },
  ] as const
  if (!internet) return own
  const outside = linkBetween(deviceOf(internet), device)
  const addresses = subject.addresses.map(address => ({ address: ip(address), length: 32 }))
  return [
    ...own,
    { add: 'interface', device: deviceOf(internet), interface: plainInterface(interfaceOf(deviceOf(internet), id), outside, internet, outsideMtuBytes) },
    { add: 'interface', device, interface: { ...plainInterface(interfaceOf(device, 'outside'), outside, id, outsideMtuBytes), addresses } },
  ]
}

/** The way to its outside addresses on the internet, and that what comes from the VPC follows what the gateway has learned. */
export function routeGateway({ mechanism }: VpnGatewayModel, { view, id, subject }: GatewayContext): readonly Addition[] {
  const device = deviceOf(id)
  const internet = internetOf(view)
  const known = internet ? subject.addresses.map((address): Addition => ({
    add: 'route', device: deviceOf(internet), table: tableOf(deviceOf(internet), 'main'),
    route: { code: 'internet.public-address', from: id, prefix: hostCidr(ip(address)), nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(internet), id) }, origin: 'public', preference: 0 },
  })) : []
  return [...known, {
    add: 'policy-rule', device,
    rule: { code: `${mechanism}.from-vpc`, from: id, priority: 100, match: { inInterfaces: [interfaceOf(device, 'vpc')] }, table: tableOf(device, 'vpn'), final: true },
  }]
}
