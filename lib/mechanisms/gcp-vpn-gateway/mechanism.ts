import * as z from 'zod'
import type { DesignView } from '@/lib/design/view'
import { defineMechanism } from '@/lib/mechanisms/types'
import { connectGateway, placeGateway, routeGateway, type VpnGatewayModel } from '@/lib/mechanisms/vpn-gateway'
import type { ElementId } from '@/lib/net/element-id'
import { checkGateway } from './problems'

const rangesOf = (view: DesignView, vpc: ElementId): readonly string[] =>
  view.childrenOf(vpc, 'subnet').flatMap(({ id, element }) => [element.cidr, ...view.childrenOf(id, 'secondary-range').map(range => range.element.cidr)])

/**
 * Sources: Google Cloud VPN documentation, "MTU considerations" (outside, the tunnel's headers included) and "Cloud VPN overview"
 * (no transit between tunnels without Network Connectivity Center); Google Cloud VPC documentation, "Maximum transmission unit".
 */
const MODEL: VpnGatewayModel = { mechanism: 'gcp-vpn-gateway', vpcMtuBytes: 1460, outsideMtuBytes: 1460, rangesOf }

/** An HA VPN gateway: the end of tunnels at a VPC network. A Cloud Router speaks BGP for it. */
export const gcpVpnGateway = defineMechanism({
  name: 'gcp-vpn-gateway',
  title: 'Google Cloud HA VPN gateway',
  category: 'gateway',
  attachesTo: [{ kind: 'vpn-gateway', provider: 'gcp' }],
  schema: z.strictObject({}),
  sentences: {
    'gcp-vpn-gateway.from-vpc': 'What comes from the network follows the routes that the Cloud Router has learned.',
    'gcp-vpn-gateway.to-vpc': 'The gateway hands packets for {prefix} to its network.',
    'gcp-vpn-gateway.outside': 'The gateway reaches the far ends of its tunnels over the internet.',
    'gcp-vpn-gateway.not-carried': 'The gateway hands nothing to a private address outside its network. It is not a way from one tunnel to another.',
    'gcp-vpn-gateway.no-internet': 'Gateway {gateway} ends tunnels, but the design draws no internet for their packets. Add an internet element.',
    'gcp-vpn-gateway.no-router': 'Gateway {gateway} has tunnels but no Cloud Router. HA VPN learns routes by BGP only, so nothing goes through them. Add a Cloud Router that names this gateway.',
    'gcp-vpn-gateway.one-tunnel': 'Gateway {gateway} has one tunnel. It is highly available only with a tunnel at each of its two interfaces. Add a second one.',
  },
  problems: { 'vpn-gateway': checkGateway },
  contribute: {
    place: { 'vpn-gateway': context => placeGateway(MODEL, context) },
    connect: { 'vpn-gateway': context => connectGateway(MODEL, context) },
    route: { 'vpn-gateway': context => routeGateway(MODEL, context) },
  },
})
