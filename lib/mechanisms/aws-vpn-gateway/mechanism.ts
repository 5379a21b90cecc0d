import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { connectGateway, placeGateway, routeGateway, type VpnGatewayModel } from '@/lib/mechanisms/vpn-gateway'
import { propagations, speakerAt } from './exchange'
import { checkGateway } from './problems'

/**
 * Sources: AWS Site-to-Site VPN user guide, "Site-to-Site VPN quotas" (packets of at most 1500 bytes, headers included) and
 * "Route tables and VPN route priority" (no traffic beyond the VPC's ranges is routed); Amazon EC2 user guide, "Network maximum transmission unit (MTU)".
 */
const MODEL: VpnGatewayModel = { mechanism: 'aws-vpn-gateway', vpcMtuBytes: 9001, outsideMtuBytes: 1500, rangesOf: (view, vpc) => view.get(vpc, 'vpc')?.cidrs ?? [], ties: 'one-unknown' }

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
    place: { 'vpn-gateway': context => placeGateway(MODEL, context) },
    connect: { 'vpn-gateway': context => connectGateway(MODEL, context) },
    route: { 'vpn-gateway': context => [...routeGateway(MODEL, context), speakerAt(context), ...propagations(context)] },
  },
})
