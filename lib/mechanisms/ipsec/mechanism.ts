import { defineMechanism } from '@/lib/mechanisms/types'
import { linkOf } from '@/lib/network/names'
import { schema } from './config'
import { tunnelEnds } from './ends'
import { checkTunnel } from './problems'

/** An IPsec tunnel between two gateways: route-based, any to any, encrypted by ESP in tunnel mode. Source: RFC 4301, RFC 4303. */
export const ipsec = defineMechanism({
  name: 'ipsec',
  title: 'IPsec tunnel',
  category: 'tunnel',
  attachesTo: [{ kind: 'tunnel', named: 'mechanism', otherwise: true }],
  schema,
  sentences: {
    'tunnel.down': 'The tunnel that would carry this is down, and what was learned through it is gone. Bring it up again, or one of those beside it.',
    'ipsec.one-gateway': 'Tunnel {tunnel} begins and ends at gateway {gateway}. Choose another gateway for one end.',
    'ipsec.outside-of-another': 'Tunnel {tunnel} ends at {address}, which is not an outside address of gateway {gateway}. Choose one of its addresses.',
    'ipsec.inside-addresses': 'The inside addresses {first} and {second} of tunnel {tunnel} are not the two hosts of one /30 inside 169.254.0.0/16. Choose two that are, such as 169.254.10.1 and 169.254.10.2.',
    'ipsec.inside-twice': 'Tunnels {tunnel} and {other} meet at one gateway and use the same inside range. Give one of them another /30.',
    'ipsec.outside-twice': 'Tunnels {tunnel} and {other} run between the same two outside addresses, so their packets cannot be told apart. Use another address of one of the gateways.',
  },
  problems: { tunnel: checkTunnel },
  contribute: {
    place: {
      tunnel: ({ id, subject }) => {
        const up = subject.state !== 'down'
        return [{ add: 'link', link: { id: linkOf(id), from: id, kind: 'tunnel', apart: [], membersKnown: true, up, ...(up ? {} : { down: { code: 'tunnel.down', elements: [id] } }) } }]
      },
    },
    // One phase after the gateways' own interfaces, whose MTU the tunnel has to keep to.
    route: { tunnel: tunnelEnds },
  },
})
