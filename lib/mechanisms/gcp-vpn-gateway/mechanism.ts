import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, linkBetween } from '@/lib/network/names'
import { plainDevice, plainInterface, plainLink, plainTable } from '@/lib/network/plain'
import { checkGateway } from './problems'
import { gatewayRoutes, gatewayTable, internetOf } from './routes'

/** Largest packet outside, the tunnel's headers included, in bytes. Source: Google Cloud VPN documentation, "MTU considerations". */
export const OUTSIDE_MTU_BYTES = 1460
/** Source: Google Cloud VPC documentation, "Maximum transmission unit". */
const VPC_MTU_BYTES = 1460

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
    place: {
      'vpn-gateway': ({ view, id, subject }) => {
        const device = deviceOf(id)
        const internet = internetOf(view)
        return [
          { add: 'device', device: { ...plainDevice(device, id, 'gateway'), forwards: true, tables: [gatewayTable(view, id, subject.parent ?? ''), plainTable(device, 'vpn', id)] } },
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
    route: { 'vpn-gateway': gatewayRoutes },
  },
})
