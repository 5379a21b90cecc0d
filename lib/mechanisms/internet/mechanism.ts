import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { CLASS_E, LINK_LOCAL_V4, LOOPBACK_V4, MULTICAST_V4, PRIVATE_V4, THIS_NETWORK_V4 } from '@/lib/net/special-prefixes'
import { deviceOf, interfaceOf, linkBetween, tableOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import { internetHost } from './host'
import { checkHost } from './problems'

/** Largest packet that the public internet carries everywhere, in bytes. Source: RFC 894, the payload of an Ethernet frame. */
export const INTERNET_MTU_BYTES = 1500

/** Prefixes that no network of the public internet takes. Source: RFC 1918 section 3, RFC 6598 section 4, RFC 6890 section 2.2. */
const NEVER_PUBLIC = [...PRIVATE_V4, THIS_NETWORK_V4, LOOPBACK_V4, LINK_LOCAL_V4, MULTICAST_V4, CLASS_E]

/** The public internet: one router that knows the public addresses of the design, refuses private ones and loses sight of all others. */
export const internet = defineMechanism({
  name: 'internet',
  title: 'Internet',
  category: 'place',
  attachesTo: [{ kind: 'internet' }, { kind: 'host', parent: 'internet' }],
  schema: z.strictObject({}),
  sentences: {
    'internet.private-destination': 'The destination is a private address, which the internet does not carry. A more specific route towards it is missing before this point: add it, or reach the destination by a public address.',
    'internet.public-address': 'The internet knows the way to this public address.',
    'internet.beyond': 'The packet leaves for an address on the internet that the design does not know.',
    'internet.address-not-public': 'Host {host} stands on the internet with the private address {address}, which nobody there can reach. Give it a public address.',
    'internet.host-default': 'The host sends everything to the internet.',
  },
  problems: { host: checkHost },
  contribute: {
    place: {
      internet: ({ id }) => {
        const device = plainDevice(deviceOf(id), id, 'internet')
        const refused = NEVER_PUBLIC.map((prefix): Route =>
          ({ code: 'internet.private-destination', from: id, prefix, nextHop: { type: 'unreachable' }, origin: 'reserved', preference: 0 }))
        const beyond: Route = { code: 'internet.beyond', from: id, prefix: DEFAULT_V4, nextHop: { type: 'leaves' }, origin: 'default', preference: 0 }
        return [{ add: 'device', device: { ...device, forwards: true, tables: device.tables.map(table => ({ ...table, routes: [...refused, beyond] })) } }]
      },
      host: ({ id, subject }) => [
        { add: 'device', device: internetHost(id, subject) },
        { add: 'link', link: plainLink(linkBetween(deviceOf(subject.parent ?? ''), deviceOf(id)), id, 'point-to-point') },
      ],
    },
    connect: {
      host: ({ id, subject }) => {
        const outside = deviceOf(subject.parent ?? '')
        const link = linkBetween(outside, deviceOf(id))
        const own = plainInterface(interfaceOf(deviceOf(id), 'eth0'), link, id, INTERNET_MTU_BYTES)
        return [
          { add: 'interface', device: outside, interface: plainInterface(interfaceOf(outside, id), link, elementId(subject.parent ?? ''), INTERNET_MTU_BYTES) },
          { add: 'interface', device: deviceOf(id), interface: { ...own, addresses: [{ address: ip(subject.address), length: 32 }] } },
        ]
      },
    },
    route: {
      host: ({ id, subject }) => {
        const outside = deviceOf(subject.parent ?? '')
        return [{
          add: 'route', device: outside, table: tableOf(outside, 'main'),
          route: { code: 'internet.public-address', from: id, prefix: hostCidr(ip(subject.address)), nextHop: { type: 'interface', interfaceId: interfaceOf(outside, id) }, origin: 'public', preference: 0 },
        }]
      },
    },
  },
})
