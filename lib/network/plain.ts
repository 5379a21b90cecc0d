import type { ElementId } from '@/lib/net/element-id'
import type { PortRange } from '@/lib/net/port'
import { hostCidr, type Cidr } from '@/lib/net/cidr'
import type { Device, Interface, Link, Port } from './device'
import type { DeviceId, InterfaceId, LinkId } from './ids'
import { tableOf, trackerOf } from './names'
import type { RouteTable } from './route'

/*
 * The plain form of each thing, in which everything that most devices do not need is off. A mechanism writes `{ ...plainDevice(…), … }`
 * and says only what is special about its own.
 */

/** A routing table with these routes. Equal routes are all used. */
export const plainTable = (device: DeviceId, name: string, from: ElementId): RouteTable =>
  ({ id: tableOf(device, name), from, routes: [], withheld: [], ties: 'all' })

/** A device with an empty main table that keeps silent, forwards nothing and listens to nothing. */
export const plainDevice = (id: DeviceId, from: ElementId, role: Device['role']): Device => ({
  id, from, role, interfaces: [], policyRules: [], tables: [plainTable(id, 'main', from)], nat: [], filters: [], listeners: [], proxies: [],
  forwards: false, notices: 'silent', tracker: trackerOf(id),
})

/** An interface without addresses, of the given MTU in bytes. */
export const plainInterface = (id: InterfaceId, link: LinkId, from: ElementId, mtuBytes: number): Interface =>
  ({ id, link, from, addresses: [], mtuBytes, sendsTooBig: false, reversePathFilter: 'off', path: 'host' })

/** A port that checks nothing and claims nothing. */
export const plainPort = (id: InterfaceId): Port => ({ claims: [], check: 'none', filters: [], nat: [], tracker: trackerOf(id) })

/** A link that is up and whose members are all in the design. */
export const plainLink = (id: LinkId, from: ElementId, kind: Link['kind']): Link => ({ id, from, kind, apart: [], membersKnown: true, up: true })

/** One port as a range. */
export const onePort = (port: number): PortRange => ({ from: port, to: port })

/** These addresses as prefixes of full length. */
export const hosts = (addresses: readonly Cidr['address'][]): readonly Cidr[] => addresses.map(address => hostCidr(address))
