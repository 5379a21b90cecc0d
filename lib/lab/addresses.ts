import { contains } from '@/lib/net/cidr'
import { bitsOf, ipFromBits, versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Device, Interface, Link } from '@/lib/network/device'
import type { InterfaceId, LinkId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { LabQuestion } from './plan'

export interface Member { readonly device: Device; readonly item: Interface }

export function membersByLink(network: Network): ReadonlyMap<LinkId, readonly Member[]> {
  const members = new Map<LinkId, Member[]>()
  for (const device of network.devices.values()) {
    for (const item of device.interfaces) members.set(item.link, [...(members.get(item.link) ?? []), { device, item }])
  }
  return members
}

/**
 * Every address that a packet of this lab can be sent to: a neighbour is entered for each that somebody on the link takes.
 *
 * Resolution is given to the kernel as data, like the route tables: ports claim whole ranges, and a cloud answers for its guests.
 */
export function addressesOfInterest(network: Network, questions: readonly LabQuestion[]): readonly IpAddress[] {
  const found = new Set<IpAddress>()
  for (const device of network.devices.values()) {
    for (const { addresses } of device.interfaces) for (const { address } of addresses) found.add(address)
    for (const { routes } of device.tables) for (const { nextHop } of routes) if (nextHop.type === 'via') found.add(nextHop.address)
    for (const { action } of device.nat) {
      if (action.type === 'source') for (const address of action.addresses) found.add(address)
      if (action.type === 'destination') for (const { address } of action.targets) found.add(address)
    }
  }
  for (const { flow } of questions) { found.add(flow.destination); if (flow.source !== undefined) found.add(flow.source) }
  const mapped = [...network.devices.values()].flatMap(device => device.nat.flatMap(({ action }) =>
    action.type === 'source-prefix' || action.type === 'destination-prefix' ? [...found].flatMap(address => mappings(address, action.inside, action.outside)) : []))
  for (const address of mapped) found.add(address)
  return [...found]
}

/** What a one-to-one mapping makes of an address, either way. */
function mappings(address: IpAddress, inside: { readonly address: IpAddress; readonly length: number }, outside: typeof inside): readonly IpAddress[] {
  return [[inside, outside], [outside, inside]].flatMap(([from, to]) => from && to && contains(from, address) ? [moved(address, from, to)] : [])
}

/** The address at the same place of another prefix. */
export function moved(address: IpAddress, from: { readonly address: IpAddress; readonly length: number }, to: typeof from): IpAddress {
  return ipFromBits(versionOf(to.address), bitsOf(to.address) + bitsOf(address) - bitsOf(from.address))
}

/** Who on a link takes packets for an address; the first one where several claim it. Nobody is asked across `apart`. */
export function takerOf(link: Link, members: readonly Member[], sender: InterfaceId, address: IpAddress): Member | undefined {
  return members.find(({ item }) => item.id !== sender && takes(item, address) && !keptApart(link, sender, item.id))
}

const takes = (item: Interface, address: IpAddress) => item.addresses.some(own => own.address === address) || (item.port?.claims.some(claim => contains(claim, address)) ?? false)

/** Interfaces in different groups of a link cannot reach each other; one in no group stands alone. */
export function keptApart(link: Link, a: InterfaceId, b: InterfaceId): boolean {
  const groupOf = (id: InterfaceId) => link.apart.findIndex(group => group.includes(id))
  return link.apart.length > 0 && groupOf(a) !== groupOf(b)
}
