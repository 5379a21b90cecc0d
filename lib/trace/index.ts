import type { IpAddress } from '@/lib/net/ip-address'
import type { Device, Interface } from '@/lib/network/device'
import type { DeviceId, InterfaceId, LinkId } from '@/lib/network/ids'
import type { Network, VirtualAddress } from '@/lib/network/network'
import type { RouteTable } from '@/lib/network/route'

/** An interface on a link, with the device it belongs to. */
export interface Member { readonly device: Device; readonly interface: Interface }

/** Look-ups that every step needs, made once per Network. */
export interface NetworkIndex {
  /** Of every link, those that are up. */
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
      if (device.up !== false && item.up !== false) push(membersOf, item.link, { device, interface: item })
    }
    own.set(device.id, new Set(device.interfaces.flatMap(item => item.addresses.map(address => address.address))))
    if (dependsOnTracking(device)) tracks.add(device.id)
  }
  const virtual = new Map(network.virtualAddresses.map(entry => [entry.address, entry]))
  const index = { membersOf, tables, interfaces, virtual, tracks, own }
  indexes.set(network, index)
  return index
}

function push(map: Map<LinkId, Member[]>, link: LinkId, member: Member): void {
  const list = map.get(link)
  if (list) list.push(member)
  else map.set(link, [member])
}

/** Anything stateful: filters, rules that match states, translations other than one-to-one ones, marks of flows or by state. Source: Linux nf_ct_netns_get, which any `ct` expression asks for (seed 7317). */
function dependsOnTracking(device: Device): boolean {
  return device.filters.some(filter => filter.stateful || filter.rules.some(rule => rule.match.states !== undefined))
    || device.nat.some(({ action }) => (action.type !== 'source-prefix' && action.type !== 'destination-prefix') || action.byFlow)
    || (device.markings ?? []).some(({ action, match }) => action.type !== 'mark' || match.states !== undefined)
}
