import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, linkBetween } from '@/lib/network/names'
import { plainDevice, plainInterface, plainLink, plainTable } from '@/lib/network/plain'
import { propagations, speakerAt } from './exchange'
import { checkGateway } from './problems'
import { gatewayTable, internetOf, outsideRoutes } from './routes'

/** Packets over a VPN connection have at most 1500 bytes, with its headers. Source: AWS Site-to-Site VPN user guide, "Site-to-Site VPN quotas". */
export const OUTSIDE_MTU_BYTES = 1500
/** Source: Amazon EC2 user guide, "Network maximum transmission unit (MTU)". */
const VPC_MTU_BYTES = 9001

/** The end of VPN connections at a VPC. It carries only what it has learned a route for; whether subnets know its routes is their tables' choice. */
export const awsVpnGateway = defineMechanism({
  name: 'aws-vpn-gateway',
  title: 'AWS virtual private gateway',
  category: 'gateway',
  attachesTo: [{ kind: 'vpn-gateway', provider: 'aws' }],
  schema: z.strictObject({}),
  sentences: {
    'aws-vpn-gateway.from-vpc': 'What comes from the VPC follows the routes that the gateway has learned.',
    'aws-vpn-gateway.to-vpc': 'The gateway hands packets for its VPC to it.',
    'aws-vpn-gateway.outside': 'The gateway reaches the far ends of its tunnels over the internet.',
    'aws-vpn-gateway.not-carried': 'The gateway hands nothing to a private address outside its VPC. It is not a way from one tunnel to another.',
    'route.not-propagated': 'Route table {table} does not take the routes of gateway {gateway}, so these packets follow a shorter route elsewhere, or none. Turn on route propagation from {gateway} in {table}, or add a static route.',
    'aws-vpn-gateway.second': 'VPC {vpc} already has the virtual private gateway {other}; a VPC takes one. Remove one of them.',
    'aws-vpn-gateway.no-internet': 'Gateway {gateway} ends tunnels, but the design draws no internet for their packets. Add an internet element.',
  },
  problems: { 'vpn-gateway': checkGateway },
  contribute: {
    place: {
      'vpn-gateway': ({ view, id, subject }) => {
        const device = deviceOf(id)
        const internet = internetOf(view)
        const learned = { ...plainTable(device, 'vpn', id), ties: 'one-unknown' } as const
        return [
          { add: 'device', device: { ...plainDevice(device, id, 'gateway'), forwards: true, tables: [gatewayTable(view, id, subject.parent ?? ''), learned] } },
          { add: 'link', link: plainLink(linkBetween(deviceOf(subject.parent ?? ''), device), id, 'point-to-point') },
          ...internet ? [{ add: 'link', link: plainLink(linkBetween(deviceOf(internet), device), id, 'point-to-point') } as const] : [],
        ]
      },
    },
    connect: {
      'vpn-gateway': ({ view, id, subject }) => {
        const vpc = elementId(subject.parent ?? '')
        const internet = internetOf(view)
        const inside = linkBetween(deviceOf(vpc), deviceOf(id))
        const mtuBytes = view.get(vpc, 'vpc')?.mtuBytes ?? VPC_MTU_BYTES
        const outside = internet && linkBetween(deviceOf(internet), deviceOf(id))
        return [
          { add: 'interface', device: deviceOf(vpc), interface: plainInterface(interfaceOf(deviceOf(vpc), id), inside, vpc, mtuBytes) },
          { add: 'interface', device: deviceOf(id), interface: plainInterface(interfaceOf(deviceOf(id), 'vpc'), inside, id, mtuBytes) },
          ...internet && outside ? [
            { add: 'interface', device: deviceOf(internet), interface: plainInterface(interfaceOf(deviceOf(internet), id), outside, internet, OUTSIDE_MTU_BYTES) } as const,
            {
              add: 'interface', device: deviceOf(id),
              interface: { ...plainInterface(interfaceOf(deviceOf(id), 'outside'), outside, id, OUTSIDE_MTU_BYTES), addresses: subject.addresses.map(address => ({ address: ip(address), length: 32 })) },
            } as const,
          ] : [],
        ]
      },
    },
    route: {
      'vpn-gateway': context => [...outsideRoutes(context), speakerAt(context), ...propagations(context)],
    },
  },
})
