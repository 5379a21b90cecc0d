import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { deviceOf, interfaceOf, linkBetween, nameServerOf, tableOf } from '@/lib/network/names'
import { onePort, plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import { zonesOf } from '@/lib/mechanisms/zones'

/** Source: RFC 894, the payload of an Ethernet frame. */
const INTERNET_MTU_BYTES = 1500

/** Seconds; what public zones commonly have. */
const DEFAULT_TTL_SECONDS = 3600

/** Stands for the whole public name space, from the root down: the zones drawn in it, and "no such name" for what the root does not delegate. */
export const publicDns = defineMechanism({
  name: 'public-dns',
  title: 'Public DNS',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', parent: 'internet' }],
  schema: z.strictObject({}),
  sentences: { 'public-dns.default': 'The public name server answers over the internet.' },
  contribute: {
    place: {
      'name-server': ({ id, subject }) => {
        const device = plainDevice(deviceOf(id), id, 'name-server')
        const route: Route = { code: 'public-dns.default', from: id, prefix: DEFAULT_V4, nextHop: { type: 'interface', interfaceId: interfaceOf(device.id, 'eth0') }, origin: 'default', preference: 0 }
        const listeners = [PROTOCOLS.udp, PROTOCOLS.tcp].map(protocol => ({ protocol, ports: onePort(53), from: id }))
        return [
          { add: 'device', device: { ...device, notices: 'icmp', tables: device.tables.map(table => ({ ...table, routes: [route] })), listeners } },
          { add: 'link', link: plainLink(linkBetween(deviceOf(subject.parent ?? ''), device.id), id, 'point-to-point') },
        ]
      },
    },
    connect: {
      'name-server': ({ id, subject }) => {
        const outside = deviceOf(subject.parent ?? '')
        const link = linkBetween(outside, deviceOf(id))
        const own = plainInterface(interfaceOf(deviceOf(id), 'eth0'), link, id, INTERNET_MTU_BYTES)
        return [
          { add: 'interface', device: outside, interface: plainInterface(interfaceOf(outside, id), link, elementId(subject.parent ?? ''), INTERNET_MTU_BYTES) },
          { add: 'interface', device: deviceOf(id), interface: { ...own, addresses: subject.address === undefined ? [] : [{ address: ip(subject.address), length: 32 }] } },
        ]
      },
    },
    route: {
      'name-server': ({ id, subject }) => {
        const outside = deviceOf(subject.parent ?? '')
        return subject.address === undefined ? [] : [{
          add: 'route', device: outside, table: tableOf(outside, 'main'),
          route: { code: 'internet.public-address', from: id, prefix: hostCidr(ip(subject.address)), nextHop: { type: 'interface', interfaceId: interfaceOf(outside, id) }, origin: 'public', preference: 0 },
        }]
      },
    },
    name: {
      'name-server': ({ id, subject }) => [{
        add: 'name-server',
        nameServer: {
          id: nameServerOf(id), from: id, instances: [deviceOf(id)], behaviour: { type: 'public', zones: zonesOf(id, subject, DEFAULT_TTL_SECONDS) },
          codes: { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
        },
      }],
    },
  },
})
