import * as z from 'zod'
import { asn, cidrText, deviceName, interfaceAddressText, portNumber, reference, trafficText } from '@/lib/design/fields'

/** What a machine listens on: a bare number is TCP. */
export const workloadPort = z.union([portNumber, trafficText])

/** From the least that IPv4 requires of a link (RFC 791 section 3.2) to what IP can say. */
const mtu = z.int().min(68).max(65535).meta({ title: 'MTU', unit: 'bytes', description: 'The largest IP packet.' })

/** One wire: a switch, a VLAN, a cable. Who stands on it reaches each other without a router. */
export const segment = z.strictObject({
  cidrs: z.array(cidrText('Prefix')).max(16).meta({ title: 'Prefixes', description: 'IPv4 and IPv6 prefixes that are on the wire.' }).optional(),
  mtuBytes: mtu.optional(),
})

/** An interface of a machine on premises, in the words of ip-link(8), ip-address(8) and ip-sysctl. */
const machineInterface = z.strictObject({
  name: deviceName('Name', 'eth0, eth1 and so on in their order where it is not said.').optional(),
  segment: reference('Segment', ['segment']),
  addresses: z.array(interfaceAddressText('Address')).max(16).meta({ title: 'Addresses', description: 'With the length of the prefix on the wire: 10.0.1.1/24.' }).optional(),
  mtuBytes: mtu.optional(),
  rpFilter: z.enum(['off', 'strict', 'loose']).meta({ title: 'Reverse path filter', description: 'Whether the way back to a source must leave here (strict) or exist at all (loose).' }).optional(),
  clampMss: z.boolean().meta({ title: 'Clamp MSS', description: 'Lower the segment size that TCP announces to what fits this interface (nft: tcp option maxseg size set rt mtu).' }).optional(),
  proxyArp: z.boolean().meta({ title: 'Proxy ARP', description: 'Answers for every address that it would route out of another interface (net.ipv4.conf.*.proxy_arp).' }).optional(),
  proxy: z.array(cidrText('Prefix')).max(64).meta({ title: 'Proxy neighbours', description: 'Prefixes for which it answers neighbours on this wire (ip neighbour add proxy).' }).optional(),
})
export const machineInterfaces = z.array(machineInterface).max(64)

export const router = z.strictObject({
  interfaces: machineInterfaces.meta({ title: 'Interfaces' }),
  asn: asn.optional(),
  ports: z.array(workloadPort).max(64).meta({ title: 'Ports', description: 'What it listens on itself.' }).optional(),
})
