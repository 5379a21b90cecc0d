import { contains } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { Device, Interface, Link } from '@/lib/network/device'
import type { DeviceId, InterfaceId, LinkId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { RouteTable } from '@/lib/network/route'
import type { VirtualAddress } from '@/lib/network/network'

/** An interface on a link, with the device it belongs to. */
export interface Member { readonly device: Device; readonly interface: Interface }

/** Look-ups that every step needs, made once per Network. */
export interface NetworkIndex {
  readonly membersOf: ReadonlyMap<LinkId, readonly Member[]>
  readonly tables: ReadonlyMap<string, RouteTable>
  readonly interfaces: ReadonlyMap<InterfaceId, Interface>
  readonly virtual: ReadonlyMap<IpAddress, VirtualAddress>
  /** Whether a device has anything that depends on tracked flows. */
  readonly tracks: ReadonlySet<DeviceId>
  readonly own: ReadonlyMap<DeviceId, ReadonlySet<IpAddress>>
}

const indexes = new WeakMap<Network, NetworkIndex>()

export function indexNetwork(network: Network): NetworkIndex {
  const known = indexes.get(network)
  if (known) return known
  const membersOf = new Map<LinkId, Member[]>()
  const tables = new Map<string, RouteTable>()
  const interfaces = new Map<InterfaceId, Interface>()
  const tracks = new Set<DeviceId>()
  const own = new Map<DeviceId, ReadonlySet<IpAddress>>()
  for (const device of network.devices.values()) {
    for (const table of device.tables) tables.set(table.id, table)
    for (const item of device.interfaces) {
      interfaces.set(item.id, item)
      membersOf.set(item.link, [...(membersOf.get(item.link) ?? []), { device, interface: item }])
    }
    own.set(device.id, new Set(device.interfaces.flatMap(item => item.addresses.map(address => address.address))))
    if (device.filters.some(filter => filter.stateful) || device.nat.some(rule => rule.action.type !== 'source-prefix' && rule.action.type !== 'destination-prefix')) tracks.add(device.id)
  }
  const virtual = new Map(network.virtualAddresses.map(entry => [entry.address, entry]))
  const index = { membersOf, tables, interfaces, virtual, tracks, own }
  indexes.set(network, index)
  return index
}

/** Who on a segment takes packets for an address: its owner, and whoever's port claims it. The sender never answers itself. */
export function claimants(index: NetworkIndex, link: Link, sender: InterfaceId, address: IpAddress): readonly Member[] {
  return (index.membersOf.get(link.id) ?? []).filter(({ interface: item }) => item.id !== sender
    && (item.addresses.some(own => own.address === address) || (item.port?.claims.some(claim => contains(claim, address)) ?? false))
    && !apart(link, sender, item.id))
}

const apart = (link: Link, a: InterfaceId, b: InterfaceId) => {
  const group = (id: InterfaceId) => link.apart.findIndex(members => members.includes(id))
  return link.apart.length > 0 && group(a) !== group(b)
}
